package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a host does when its engine wants a peer's archive read. */
class HostCatchUpTest extends HostFixture {

  private static final long FIRST_STREAM = 99; // the fixture's nonce

  @Test
  void batches_of_the_archive_that_was_asked_go_to_the_engine_and_results_to_the_executor() {
    ReplicaHost host = catchingUpFrom(2);

    data(2, FIRST_STREAM);
    host.step();

    assertThat(engine.heardKinds()).endsWith("Fetched");
    assertThat(((Event.Fetched) engine.heard().getLast()).batch().value().sequence()).isEqualTo(1);
    assertThat(log).anyMatch(line -> line.startsWith("result shown"));
  }

  @Test
  void the_one_that_is_asked_gets_a_question() {
    catchingUpFrom(2);

    assertThat(log).anyMatch(line -> line.startsWith("send node2"));
  }

  @Test
  void data_of_others_and_of_other_streams_reaches_nobody() {
    ReplicaHost host = catchingUpFrom(2);

    data(1, FIRST_STREAM);
    data(2, FIRST_STREAM + 1);
    host.step();

    assertThat(engine.heardKinds()).doesNotContain("Fetched");
  }

  @Test
  void data_reaches_nobody_when_nothing_was_asked() {
    ReplicaHost host = started();

    data(2, FIRST_STREAM);
    host.step();

    assertThat(engine.heardKinds()).doesNotContain("Fetched");
  }

  private ReplicaHost catchingUpFrom(int peer) {
    ReplicaHost host = started();
    engine.thenSays(new Effect.CatchUp(1, peer));
    hears(1, "behind");
    host.step();
    return host;
  }

  private void data(int from, long stream) {
    CanonicalWriter out = new CanonicalWriter().u8(4).bits64(stream).u32(0).u64(1).bool(true);
    out.u16(1).u64(0).u64(0).bytes(Batch.of(0, 5, List.of()).encode()).bytes(Bytes.EMPTY);
    out.u8(1).raw(Bytes.owning(new byte[114]));
    network.receiver.orElseThrow().onFrame(key(from), Lane.REPAIR, out.bytes());
  }
}
