package io.dtvn.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** One run: warm-up, measured time, report. */
final class LoadRun {

  private final Shape shape;
  private final IntFunction<Door> doors;
  private final Meter meter;
  private final Tally tally = new Tally();
  private final AtomicBoolean running = new AtomicBoolean(true);

  /**
   * A run.
   *
   * @param doors the way in of the caller with this number
   */
  LoadRun(Shape shape, IntFunction<Door> doors, Meter meter) {
    this.shape = shape;
    this.doors = doors;
    this.meter = meter;
  }

  /**
   * How hard and how long.
   *
   * @param callers at once
   * @param perSecond operations per second in an open loop; 0: a closed loop
   */
  record Shape(int callers, int perSecond, Duration warmup, Duration measured) {

    String inWords() {
      return perSecond == 0
          ? "%d callers, closed loop".formatted(callers)
          : "%d operations due per second, open loop, up to %d at once"
              .formatted(perSecond, callers);
    }
  }

  /** Runs and reports; {@code progress} is told what goes on. */
  Report run(Consumer<String> progress) throws InterruptedException {
    String prefix = "bench-%x-".formatted(System.currentTimeMillis());
    Pace pace = new Pace(Math.max(1, shape.perSecond()), prefix);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < shape.callers(); i++) {
      Door door = doors.apply(i);
      String own = prefix + i + "-";
      threads.add(Thread.ofVirtual().start(() -> work(door, own, pace)));
    }
    progress.accept(shape.inWords() + ": warming up");
    Thread.sleep(shape.warmup());
    Usage before = meter.before();
    tally.begin();
    progress.accept("measuring for %d s".formatted(shape.measured().toSeconds()));
    Thread.sleep(shape.measured());
    tally.end();
    Usage used = meter.after().since(before);
    running.set(false);
    for (Thread thread : threads) {
      thread.join();
    }
    if (shape.perSecond() > 0) {
      pace.tellLeftOut(tally);
    }
    return new Report(shape, tally, used);
  }

  private void work(Door door, String prefix, Pace pace) {
    try {
      if (shape.perSecond() == 0) {
        new Client(door, prefix, tally).run(running::get);
      } else {
        pace.run(door, tally, running::get);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
