package io.dtvn.adapters.libp2p.connection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.libp2p.noise.NoiseException;
import io.dtvn.adapters.libp2p.stream.Connection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody on the way flips one bit. */
class TamperedBytesTest {

  /** The dialler's two multistream messages. */
  private static final int NEGOTIATION_BYTES = 20 + 8;

  /** The first message of the handshake with its length. */
  private static final int FIRST_BYTES = 34;

  @ParameterizedTest
  @ValueSource(
      ints = {
        NEGOTIATION_BYTES + 2,
        NEGOTIATION_BYTES + FIRST_BYTES - 1,
        NEGOTIATION_BYTES + FIRST_BYTES + 2,
        NEGOTIATION_BYTES + FIRST_BYTES + 100
      })
  void a_handshake_with_one_bit_flipped_gives_no_connection(int at) throws Exception {
    try (TestNode a = new TestNode(1, UpgradeSettings.USUAL);
        TestNode b = new TestNode(2, UpgradeSettings.USUAL);
        Tamperer between = new Tamperer(b.listen(), at)) {
      CompletableFuture<Connection> _ = a.dial(between.address(), Optional.of(b.key()));
      assertThatThrownBy(() -> TestNode.await(b.nextAccepted())).isInstanceOf(Exception.class);
    }
  }

  @Test
  void one_bit_flipped_behind_the_handshake_ends_the_connection() throws Exception {
    int behind = NEGOTIATION_BYTES + FIRST_BYTES + 10_000;
    Pusher theirs = new Pusher(0, 0);
    try (TestNode a = new TestNode(1, UpgradeSettings.USUAL);
        TestNode b = new TestNode(2, UpgradeSettings.USUAL).handle("/push/1", () -> theirs);
        Tamperer between = new Tamperer(b.listen(), behind)) {
      Connection there = TestNode.await(a.dial(between.address(), Optional.of(b.key())));
      Connection here = TestNode.await(b.nextAccepted());
      TestNode.await(there.open("/push/1", new Pusher(100_000, 0)));
      assertThatThrownBy(() -> TestNode.await(here.closed()))
          .hasCauseInstanceOf(NoiseException.class)
          .hasMessageContaining("changed on its way");
      assertThatThrownBy(() -> TestNode.await(theirs.done)).hasMessageContaining("changed");
      assertThatThrownBy(() -> TestNode.await(there.closed())).isInstanceOf(Exception.class);
    }
  }
}
