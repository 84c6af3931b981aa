package io.dtvn.application.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private static final int WINDOW = 16;

  @Test
  void one_members_results_are_bounded_and_take_no_room_of_another() {
    Mailbox mailbox = new Mailbox(4, WINDOW);

    IntStream.range(0, 1_000).forEach(_ -> mailbox.offer(result(1)));
    mailbox.offer(result(2));

    assertThat(mailbox.size()).isEqualTo(2 * WINDOW + 1);
    mailbox.poll();
    mailbox.offer(result(1));
    mailbox.offer(result(1));
    assertThat(mailbox.size()).as("what was taken makes room").isEqualTo(2 * WINDOW + 1);
  }

  @Test
  void one_wish_of_a_member_waits_at_a_time() {
    Mailbox mailbox = new Mailbox(4, WINDOW);

    IntStream.range(0, 1_000).forEach(s -> mailbox.offer(new Command.ResendResults(3, s)));

    assertThat(mailbox.size()).isEqualTo(1);
    assertThat(mailbox.poll()).contains(new Command.ResendResults(3, 0));
    mailbox.offer(new Command.ResendResults(3, 5));
    assertThat(mailbox.size()).isEqualTo(1);
  }

  @Test
  void strangers_are_dropped() {
    Mailbox mailbox = new Mailbox(4, WINDOW);

    mailbox.offer(result(4));
    mailbox.offer(result(-1));
    mailbox.offer(new Command.ResendResults(4, 1));

    assertThat(mailbox.size()).isZero();
  }

  @Test
  void commands_come_out_in_order() {
    Mailbox mailbox = new Mailbox(4, WINDOW);

    mailbox.ask(new Command.TakeCheckpoint(1));
    mailbox.offer(result(1));
    mailbox.ask(new Command.TakeCheckpoint(2));

    assertThat(mailbox.poll()).contains(new Command.TakeCheckpoint(1));
    assertThat(mailbox.poll()).contains(result(1));
    assertThat(mailbox.poll()).contains(new Command.TakeCheckpoint(2));
    assertThat(mailbox.poll()).isEmpty();
  }

  @Test
  void a_closed_one_gives_nothing_and_takes_nothing() throws InterruptedException {
    Mailbox mailbox = new Mailbox(4, WINDOW);
    mailbox.ask(new Command.TakeCheckpoint(1));

    mailbox.close();
    mailbox.ask(new Command.TakeCheckpoint(2));

    assertThat(mailbox.take()).isEmpty();
    assertThat(mailbox.size()).isEqualTo(1);
  }

  private static Command.ResultReceived result(int from) {
    return new Command.ResultReceived(from, Bytes.EMPTY);
  }
}
