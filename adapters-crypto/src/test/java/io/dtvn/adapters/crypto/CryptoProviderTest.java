package io.dtvn.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.spi.CryptoProvider;
import io.dtvn.ports.spi.Providers;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class CryptoProviderTest {

  @Test
  void it_is_found_by_its_name() {
    CryptoProvider found =
        Providers.select("crypto.type", "bouncycastle", ServiceLoader.load(CryptoProvider.class));
    assertThat(found).isInstanceOf(BouncyCastleCryptoProvider.class);
  }
}
