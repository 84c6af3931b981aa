package io.dtvn.application.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.out.KeyValueStore;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final TicketId T = new TicketId("T");
  private static final TicketId T1 = new TicketId("T1");
  private static final TicketId LONGEST = new TicketId("ä".repeat(128));

  @Test
  void behind_a_ticket_is_before_the_next_one() {
    assertThat(Keys.behindTicket(T)).isBetween(Keys.ticket(T), Keys.ticket(T1));
    assertThat(Keys.behindTicket(T)).isNotEqualTo(Keys.ticket(T));
  }

  @Test
  void history_is_ordered_by_ticket_then_number() {
    assertThat(Keys.history(T, 2)).isGreaterThan(Keys.history(T, 1));
    assertThat(Keys.history(T, 256)).isGreaterThan(Keys.history(T, 255));
    assertThat(Keys.behindHistory(T)).isGreaterThan(Keys.history(T, Long.MAX_VALUE));
    assertThat(Keys.history(T1, 0)).isGreaterThan(Keys.behindHistory(T));
  }

  @Test
  void holds_are_ordered_by_limit_then_ticket_and_read_back() {
    Bytes key = Keys.hold(300, LONGEST);

    assertThat(key).isGreaterThan(Keys.hold(299, LONGEST));
    assertThat(Keys.hold(300, T1)).isGreaterThan(Keys.hold(300, T));
    assertThat(Keys.sequence(301)).isGreaterThan(key);
    assertThat(Keys.holdUntil(key)).isEqualTo(300);
    assertThat(Keys.holdTicket(key)).isEqualTo(LONGEST);
  }

  @Test
  void leaf_changes_are_ordered_by_batch_and_read_back() {
    Digest leaf = Digest.of(new byte[] {1});
    Bytes key = Keys.leafChange(70_000, leaf);

    assertThat(key).isBetween(Keys.sequence(70_000), Keys.sequence(70_001));
    assertThat(Keys.sequence(key)).isEqualTo(70_000);
    assertThat(Keys.changedLeaf(key)).isEqualTo(leaf);
  }

  @Test
  void the_longest_keys_fit() {
    assertThat(Keys.data(LONGEST, Digest.ZERO).length())
        .isLessThanOrEqualTo(KeyValueStore.KEY_BYTES_MAX);
    assertThat(Keys.history(LONGEST, 1).length()).isLessThanOrEqualTo(KeyValueStore.KEY_BYTES_MAX);
  }
}
