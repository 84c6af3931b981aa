package io.dtvn.application.host;

import java.time.Duration;

/**
 * Tells which links came and went, each member's at most a few times a minute, so that one that
 * flaps does not fill the log. What was left out is counted, and how it stands in the end is told.
 * Thread-safe.
 */
final class LinkNews {

  /** Changes of one link that are told one by one in each pause. */
  static final int AT_ONCE = 4;

  /** How long changes are left out before their number is told. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private final Sayer sayer;
  private final News[] news;

  LinkNews(int members, Sayer sayer) {
    this.sayer = sayer;
    this.news = new News[members];
    for (int i = 0; i < members; i++) {
      news[i] = new News();
    }
  }

  /** Who says it; called under the lock. */
  interface Sayer {

    /** The link to {@code member} is there or not, after {@code leftOut} changes untold. */
    void says(int member, boolean isUp, long leftOut);
  }

  /** Of one link; the pause began at {@code sinceNanos}. */
  private static final class News {
    private boolean isUp;
    private boolean begun;
    private long sinceNanos;
    private int told;
    private long leftOut;

    boolean isOver(long nowNanos) {
      return !begun || nowNanos - sinceNanos >= PAUSE.toNanos();
    }

    void begin(long nowNanos) {
      begun = true;
      sinceNanos = nowNanos;
      told = 0;
      leftOut = 0;
    }
  }

  /** The link to {@code member} came or went at {@code nowNanos}. */
  synchronized void changed(int member, boolean isUp, long nowNanos) {
    News of = news[member];
    of.isUp = isUp;
    if (of.leftOut == 0 && of.isOver(nowNanos)) {
      of.begin(nowNanos);
    }
    if (of.told < AT_ONCE) {
      of.told++;
      sayer.says(member, isUp, 0);
    } else {
      of.leftOut++;
    }
  }

  /** Tells how links stand of which changes were left out for long enough. */
  synchronized void settle(long nowNanos) {
    for (int member = 0; member < news.length; member++) {
      News of = news[member];
      if (of.leftOut > 0 && of.isOver(nowNanos)) {
        sayer.says(member, of.isUp, of.leftOut);
        of.begin(nowNanos);
      }
    }
  }
}
