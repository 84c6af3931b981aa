package io.dtvn.consensus.pbft.normal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Network;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing waits for ever, and no gateway's bundles keep those of another from being helped. */
class RequestPoolTest {

  private static final long NO_LIMIT = 0;

  private final Network network = Network.of(4, ProtocolParameters.withInterval(8));
  private final RequestPool pool = new RequestPool(network.genesis().validators(), 1 << 20);

  @Test
  void what_has_become_too_old_to_be_executed_waits_no_more() {
    pool.add(bundle(3, 1, NO_LIMIT), 0);
    pool.add(bundle(3, 2, NO_LIMIT), 0);
    pool.executed(id(3, 65)); // the ledger remembers 2 to 65 from now on
    assertThat(pool.pendingSince(0)).containsExactly(bundle(3, 2, NO_LIMIT));
    assertThat(pool.size()).isEqualTo(1);
    assertThat(pool.objectionTo(bundle(3, 1, NO_LIMIT), 0)).contains(Reason.EXECUTED);
  }

  @Test
  void what_has_expired_waits_no_more() {
    pool.add(bundle(3, 1, 1000), 0);
    pool.add(bundle(3, 2, 1001), 0);
    pool.add(bundle(3, 3, NO_LIMIT), 0);
    pool.dropExpired(1000);
    assertThat(pool.size()).isEqualTo(3);
    pool.dropExpired(1001);
    assertThat(pool.pendingSince(0)).containsExactly(bundle(3, 2, 1001), bundle(3, 3, NO_LIMIT));
    assertThat(pool.take()).hasSize(2);
  }

  @Test
  void gateways_take_turns_in_being_helped_and_give_their_lowest_numbers_first() {
    pool.add(bundle(1, 2, NO_LIMIT), 0);
    pool.add(bundle(1, 1, NO_LIMIT), 1);
    pool.add(bundle(1, 3, NO_LIMIT), 9);
    pool.add(bundle(3, 7, NO_LIMIT), 2);
    assertThat(pool.pendingSince(8))
        .containsExactly(bundle(1, 1, NO_LIMIT), bundle(3, 7, NO_LIMIT), bundle(1, 2, NO_LIMIT));
  }

  private BundleId id(int gateway, long number) {
    return new BundleId(network.signers().get(gateway).publicKey(), number);
  }

  private Bundle bundle(int gateway, long number, long notAfter) {
    Operation operation =
        Operation.unsigned(OpId.ofKey("op"), new TicketId("T"), Claim.NONE, new Action.Admit());
    return Bundle.signed(
        id(gateway, number),
        notAfter,
        List.of(operation),
        new Bundle.Signing(network.hash(), network.signers().get(gateway)::sign));
  }
}
