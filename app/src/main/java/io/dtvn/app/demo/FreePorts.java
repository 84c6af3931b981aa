package io.dtvn.app.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks for ports that are in use before anything is started. */
final class FreePorts {

  private static final long RETRY_MILLIS = 200;

  private FreePorts() {}

  /**
   * Returns when every port of {@code plan} can be bound.
   *
   * @param patience how long those in use may stay so: validators of a network that was killed take
   *     a moment to end
   * @param say told that it waits
   * @throws DemoException if one stays in use; the message names all of them
   */
  static void await(DemoPlan plan, Duration patience, Consumer<String> say) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    for (List<String> used = inUse(plan); !used.isEmpty(); used = inUse(plan)) {
      if (System.nanoTime() - deadline >= 0) {
        throw new DemoException(
            ("ports: want them free, found in use %s; stop what listens there, or choose others"
                    + " with --api-port and --p2p-port")
                .formatted(String.join(", ", used)));
      }
      if (!told) {
        say.accept("waiting for what an earlier run left behind to end");
        told = true;
      }
      pause();
    }
  }

  private static List<String> inUse(DemoPlan plan) {
    List<String> used = new ArrayList<>();
    plan.listens()
        .forEach(
            (port, use) -> {
              if (!isFree(port)) {
                used.add("%d (%s)".formatted(port, use));
              }
            });
    return used;
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted while waiting for ports", e);
    }
  }
}
