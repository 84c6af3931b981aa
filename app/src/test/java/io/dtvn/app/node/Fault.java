package io.dtvn.app.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What befalls backups in the middle of a race. */
enum Fault {
  /** Nothing. */
  NONE,

  /** kill -9; the demo starts it again. */
  KILL {
    @Override
    void strike(Scene scene) {
      scene.victim(0).kill();
      scene.awaitOthersGoOn(Duration.ZERO);
      scene.victim(0).awaitReady();
    }
  },

  /** Stopped in the middle of whatever it did, and continued. */
  STOP {
    @Override
    void strike(Scene scene) throws IOException, InterruptedException {
      scene.victim(0).pause();
      try {
        scene.awaitOthersGoOn(scene.pause());
      } finally {
        scene.victim(0).resume();
      }
      scene.victim(0).awaitReady();
    }
  },

  /** kill -9 and nothing left in its folder: it comes back as a learner. */
  EMPTY {
    @Override
    void strike(Scene scene) throws IOException {
      scene.victim(0).killAndEmpty();
      scene.awaitOthersGoOn(Duration.ZERO);
      scene.victim(0).awaitLearner();
    }

    @Override
    void heal(Scene scene) throws IOException, InterruptedException {
      scene.victim(0).checkNeverVotes();
    }
  },

  /** No space left where it keeps everything, until somebody makes some. */
  FULL_DISK {
    @Override
    void strike(Scene scene) throws IOException {
      SmallDisk disk = scene.disk().orElseThrow();
      Victim victim = scene.victim(0);
      int ends = victim.demo().lines(victim.name() + " ended with exit code").size();
      disk.fill();
      try {
        victim.demo().awaitLines(victim.name() + " ended with exit code", ends + 1);
        Await.until(
            Duration.ofMinutes(1),
            () -> victim.demo().output().contains("No space left on device"),
            () -> "want the demo to say why, found:\n" + victim.demo().output());
        scene.awaitOthersGoOn(Duration.ZERO);
      } finally {
        disk.free();
      }
      victim.awaitReady();
    }
  },

  /** Two stay away until all tickets were shown at the others. */
  TWO_DOWN {
    @Override
    int victims() {
      return 2;
    }

    @Override
    boolean isForGood() {
      return true;
    }

    @Override
    void strike(Scene scene) throws IOException, InterruptedException {
      scene.victim(0).pause();
      scene.victim(1).pause();
      scene.awaitOthersGoOn(Duration.ZERO);
    }

    @Override
    void heal(Scene scene) throws IOException, InterruptedException {
      scene.victim(0).resume();
      scene.victim(1).resume();
      scene.victim(0).awaitReady();
      scene.victim(1).awaitReady();
    }
  };

  /** Where it happens. */
  interface Scene {

    Victim victim(int number);

    /** How long one that is stopped stays so. */
    Duration pause();

    /** The file system of the first victim; empty: it has none of its own. */
    Optional<SmallDisk> disk();

    /** Returns once the others have admitted more, and {@code least} is over. */
    void awaitOthersGoOn(Duration least);
  }

  /** As it is written on the command line. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The number of validators that it befalls. */
  int victims() {
    return 1;
  }

  /** Whether victims are still away when all tickets were shown. */
  boolean isForGood() {
    return false;
  }

  /** Lets it happen, and returns when it is over or meant to last. */
  void strike(Scene scene) throws IOException, InterruptedException {}

  /** Ends what was meant to last, once all tickets were shown, and looks at the victims. */
  void heal(Scene scene) throws IOException, InterruptedException {}
}
