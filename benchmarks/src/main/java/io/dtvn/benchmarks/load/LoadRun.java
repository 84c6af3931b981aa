package io.dtvn.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One run: warm-up, measured time, report. */
final class LoadRun {

  private final Target target;
  private final int clients;
  private final Schedule schedule;
  private final ServerCpu cpu;
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicBoolean measuring = new AtomicBoolean();

  LoadRun(Target target, int clients, Schedule schedule, ServerCpu cpu) {
    this.target = target;
    this.clients = clients;
    this.schedule = schedule;
    this.cpu = cpu;
  }

  /** How long what lasts. */
  record Schedule(Duration warmup, Duration measured) {}

  /** Runs and reports; {@code progress} is told what goes on. */
  Report run(Consumer<String> progress) throws InterruptedException {
    String prefix = "bench-%x-".formatted(System.currentTimeMillis());
    Tally tally = new Tally();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Client caller = new Client(target, prefix + i + "-", tally, measuring::get);
      threads.add(Thread.ofVirtual().start(() -> work(caller)));
    }
    progress.accept("%d clients on %s, warming up".formatted(clients, target));
    Thread.sleep(schedule.warmup());
    Optional<Duration> cpuBefore = cpu.used();
    long started = System.nanoTime();
    measuring.set(true);
    progress.accept("measuring for %d s".formatted(schedule.measured().toSeconds()));
    Thread.sleep(schedule.measured());
    measuring.set(false);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    Optional<Duration> cpuAfter = cpu.used();
    running.set(false);
    for (Thread thread : threads) {
      thread.join();
    }
    Optional<Duration> cpuUsed = cpuAfter.flatMap(after -> cpuBefore.map(after::minus));
    return new Report(clients, elapsed, tally, cpuUsed);
  }

  private void work(Client caller) {
    try {
      caller.run(running::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
