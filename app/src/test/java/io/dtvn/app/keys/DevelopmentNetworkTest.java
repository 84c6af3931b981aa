package io.dtvn.app.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.app.config.ConfigException;
import io.dtvn.app.config.ConfigLoader;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.ports.spi.CryptoProvider;
import io.dtvn.ports.spi.Providers;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentNetworkTest {

  private static final String SALT = ConfigLoader.DEFAULT_KEY_SEED;

  private final CryptoProvider crypto =
      Providers.select("crypto.provider", "bouncycastle", ServiceLoader.load(CryptoProvider.class));

  @Test
  void node0_has_the_predecessors_peer_id() {
    Genesis genesis = genesis("node0", 1, SALT);

    assertThat(PeerId.of(genesis.validators().at(0).key()).text())
        .isEqualTo("12D3KooWLtBkKrip2jyaRzhUphqYyVXGUPMMbmpBWHZMYXaueb9C");
  }

  @Test
  void members_are_the_prefix_with_numbers_in_the_order_of_bytes() {
    assertThat(genesis("validator-1", 12, SALT).validators().members())
        .extracting(member -> member.id().value())
        .startsWith("validator-0", "validator-1", "validator-10", "validator-11", "validator-2");
  }

  @Test
  void all_members_derive_one_genesis_and_another_salt_another() {
    assertThat(genesis("node3", 4, SALT).hash()).isEqualTo(genesis("node0", 4, SALT).hash());
    assertThat(genesis("node0", 4, "pepper").hash()).isNotEqualTo(genesis("node0", 4, SALT).hash());
    assertThat(genesis("node0", 3, SALT).hash()).isNotEqualTo(genesis("node0", 4, SALT).hash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"node", "node4", "node01", "bootstrap", ""})
  void a_name_that_is_no_member_is_refused(String id) {
    assertThatThrownBy(() -> DevelopmentNetwork.of(id, 4, SALT, crypto))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("node.id");
  }

  private Genesis genesis(String id, int validators, String salt) {
    return DevelopmentNetwork.of(id, validators, salt, crypto)
        .genesis(validators, ProtocolParameters.DEFAULT);
  }
}
