package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A link that flaps fills no log, and nobody is misled about how it stands. */
final class LinkNewsTest {

  private static final long MINUTE = 60_000_000_000L;

  private final List<String> said = new ArrayList<>();
  private final LinkNews news =
      new LinkNews(2, (member, isUp, leftOut) -> said.add(line(member, isUp, leftOut)));

  @Test
  void a_few_changes_are_told_one_by_one() {
    news.changed(0, true, 0);
    news.changed(0, false, 1);
    news.changed(1, true, 2);
    news.settle(MINUTE);
    assertThat(said).containsExactly("0 up 0", "0 down 0", "1 up 0");
  }

  @Test
  void what_is_left_out_is_counted_and_how_it_stands_is_told() {
    for (int i = 0; i < 1000; i++) {
      news.changed(0, i % 2 == 0, i);
      news.settle(i);
    }
    news.changed(1, true, 1000);
    assertThat(said).containsExactly("0 up 0", "0 down 0", "0 up 0", "0 down 0", "1 up 0");
    said.clear();
    news.settle(MINUTE - 1);
    assertThat(said).isEmpty();
    news.settle(MINUTE);
    assertThat(said).containsExactly("0 down 996");
    news.settle(2 * MINUTE);
    assertThat(said).hasSize(1);
  }

  @Test
  void a_link_that_flaps_for_an_hour_has_a_few_lines_a_minute() {
    for (long now = 0; now < 60 * MINUTE; now += MINUTE / 100) {
      news.changed(0, now % 2 == 0, now);
      news.settle(now);
    }
    assertThat(said).hasSizeBetween(60, 60 * (LinkNews.AT_ONCE + 1));
  }

  @Test
  void the_operator_reads_no_more_than_that() {
    Logger logger = (Logger) LoggerFactory.getLogger("io.dtvn.operator");
    Level before = logger.getLevel();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    try {
      OperatorLog operator = new OperatorLog(HostFixture.FOUR, 0);
      for (int i = 0; i < 500; i++) {
        operator.connected(3);
        operator.disconnected(3);
        operator.linksSettle();
      }
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.startsWith("from=node3"))
        .hasSize(LinkNews.AT_ONCE);
  }

  private static String line(int member, boolean isUp, long leftOut) {
    return member + (isUp ? " up " : " down ") + leftOut;
  }
}
