package io.dtvn.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.VerifierContractTest;
import io.dtvn.ports.spi.CryptoProvider;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BouncyCastleVerifierTest extends VerifierContractTest {

  @Override
  protected CryptoProvider provider() {
    return new BouncyCastleCryptoProvider();
  }

  @Test
  void the_memory_of_checked_keys_is_bounded_and_forgetting_changes_no_answer() {
    BouncyCastleVerifier verifier = new BouncyCastleVerifier();
    int most = 0;
    for (int i = 0; i < BouncyCastleVerifier.CHECKED_KEYS_MAX + 100; i++) {
      byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
      Signer signer = provider().signer(Bytes.owning(Digest.of(number).toBytes()));
      assertThat(verifier.verify(signer.publicKey(), Bytes.EMPTY, signer.sign(Bytes.EMPTY)))
          .isTrue();
      most = Math.max(most, verifier.checkedKeys());
    }
    assertThat(most).isEqualTo(BouncyCastleVerifier.CHECKED_KEYS_MAX);
    assertThat(verifier.checkedKeys()).isEqualTo(100);
  }
}
