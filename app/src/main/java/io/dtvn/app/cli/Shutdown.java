package io.dtvn.app.cli;

import java.util.concurrent.CountDownLatch;

/**
 * How a program that runs until it is told to stop comes to its end: once, in order, and with the
 * exit code that tells why.
 */
final class Shutdown {

  /** Exit code of a command whose shutdown hook has ended the JVM. */
  static final int HANDED_OVER = -1;

  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile int code;

  /**
   * Runs {@code stop} when the JVM is told to end (SIGTERM, Ctrl-C, or {@link #fail}) and ends it:
   * with 0 after an orderly stop, where a signalled JVM would report 143.
   */
  void onEnd(Runnable stop) {
    Thread hook =
        Thread.ofPlatform()
            .name("dtvn-stop")
            .unstarted(
                () -> {
                  asked.countDown();
                  stop.run();
                  Runtime.getRuntime().halt(code);
                });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ends the program with exit code 1; may be called from any thread. */
  void fail() {
    code = 1;
    asked.countDown();
  }

  /** Ends the program in order; may be called from any thread. */
  void end() {
    asked.countDown();
  }

  /** Waits until somebody asks for the end, and begins it. */
  void await() throws InterruptedException {
    asked.await();
    System.exit(code);
  }
}
