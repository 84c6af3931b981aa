package io.dtvn.adapters.http;

import io.dtvn.ports.in.MaintainStorage;
import io.dtvn.ports.out.Progress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Work on a store that goes as a test wants. */
final class FakeStorage implements MaintainStorage {

  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile Function<Progress, Outcome> course =
      _ -> {
        throw new IllegalStateException("nothing to do");
      };

  /** From now on work goes like this. */
  void takeCourse(Function<Progress, Outcome> course) {
    this.course = course;
  }

  @Override
  public Job begin(Task task) {
    if (task instanceof Task.Backup backup && backup.name().orElse("").contains("/")) {
      throw new IllegalArgumentException("path: want a name without folders");
    }
    if (!underWay.compareAndSet(false, true)) {
      throw new BusyException("other work is under way");
    }
    return progress -> {
      try {
        return course.apply(progress);
      } finally {
        underWay.set(false);
      }
    };
  }
}
