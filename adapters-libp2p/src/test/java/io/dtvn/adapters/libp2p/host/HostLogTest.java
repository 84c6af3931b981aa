package io.dtvn.adapters.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.PublicKey;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That what is said once is not remembered without end. */
class HostLogTest {

  private final HostLog log = new HostLog();

  @Test
  void sentences_that_were_said_are_remembered_up_to_a_limit() {
    for (int i = 0; i < 5000; i++) {
      assertThat(log.isDue("sentence " + i)).isTrue();
    }
    assertThat(log.isDue("sentence 4999")).isFalse();
    assertThat(log.remembered()).isEqualTo(1024);
  }

  @Test
  void a_peer_that_tells_of_ever_new_addresses_is_one_sentence() {
    PublicKey peer = Town.VALIDATORS.getFirst().publicKey();
    for (int port = 1; port <= 100; port++) {
      Multiaddr address = Multiaddr.parse("/ip4/127.0.0.1/tcp/" + port);
      log.wrongIdentity(Target.learnt(address, peer, new Backoff(new Random(1))), "another");
    }
    assertThat(log.remembered()).isEqualTo(1);
  }
}
