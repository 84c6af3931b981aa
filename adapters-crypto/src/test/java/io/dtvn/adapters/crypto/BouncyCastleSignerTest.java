package io.dtvn.adapters.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.crypto.SignerContractTest;
import io.dtvn.ports.spi.CryptoProvider;
import org.junit.jupiter.api.Test;

class BouncyCastleSignerTest extends SignerContractTest {

  @Override
  protected CryptoProvider provider() {
    return new BouncyCastleCryptoProvider();
  }

  @Test
  void the_development_key_of_node0_has_the_peer_id_that_was_agreed() {
    Digest seed = Digest.of("dtvn-validator-key-v1node0".getBytes(UTF_8));
    PeerId peer = PeerId.of(provider().signer(Bytes.owning(seed.toBytes())).publicKey());
    assertThat(peer.text()).isEqualTo("12D3KooWLtBkKrip2jyaRzhUphqYyVXGUPMMbmpBWHZMYXaueb9C");
  }
}
