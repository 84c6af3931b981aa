package io.dtvn.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ticket.Label;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is a member, in which order, and what the genesis binds. */
final class MembershipTest {

  @Test
  void the_peer_id_of_the_specifications_key_is_its_base58_text() {
    PublicKey key =
        PublicKey.parse("1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e");
    assertThat(PeerId.of(key)).hasToString("12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq");
  }

  @Test
  void peer_ids_have_52_characters_and_a_fixed_beginning() {
    IntStream.range(0, 50)
        .mapToObj(i -> PeerId.of(FakeNetwork.keyOf("node" + i)).text())
        .forEach(text -> assertThat(text).hasSize(52).startsWith("12D3KooW"));
  }

  @Test
  void members_stand_in_the_order_of_their_ids_bytes() {
    ValidatorSet set = FakeNetwork.of(12).genesis().validators();
    assertThat(set.members().stream().map(member -> member.id().value()))
        .startsWith("node0", "node1", "node10", "node11", "node2");
    assertThat(set.indexOf(new ValidatorId("node10"))).hasValue(2);
    assertThat(set.indexOf(FakeNetwork.keyOf("node10"))).hasValue(2);
    assertThat(set.indexOf(new ValidatorId("node12"))).isEmpty();
    assertThat(set.indexOf(FakeNetwork.keyOf("node12"))).isEmpty();
    assertThat(set.at(2).id().value()).isEqualTo("node10");
  }

  @Test
  void the_order_in_which_members_are_given_does_not_matter() {
    List<Validator> members = FakeNetwork.of(7).genesis().validators().members();
    assertThat(ValidatorSet.of(members.reversed())).isEqualTo(ValidatorSet.of(members));
  }

  @Test
  void primaries_take_turns_for_ever() {
    ValidatorSet set = FakeNetwork.of(4).genesis().validators();
    assertThat(set.primaryOf(0)).isZero();
    assertThat(set.primaryOf(5)).isEqualTo(1);
    assertThat(set.primaryOf(Long.MAX_VALUE)).isEqualTo(3);
  }

  @Test
  void the_same_id_or_key_twice_is_refused() {
    Validator one = new Validator(new ValidatorId("a"), FakeNetwork.keyOf("a"));
    Validator sameId = new Validator(new ValidatorId("a"), FakeNetwork.keyOf("b"));
    Validator sameKey = new Validator(new ValidatorId("b"), FakeNetwork.keyOf("a"));
    for (Validator other : List.of(sameId, sameKey)) {
      assertThatThrownBy(() -> ValidatorSet.of(List.of(one, other)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ValidatorSet.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everything_in_the_genesis_reaches_its_hash() {
    Genesis genesis = FakeNetwork.of(4).genesis();
    ValidatorSet others = FakeNetwork.of(5).genesis().validators();
    ProtocolParameters k = ProtocolParameters.DEFAULT;
    EventPolicy policy = EventPolicy.DEFAULT;
    Duration second = Duration.ofSeconds(1);
    Stream<ProtocolParameters> parameters =
        Stream.of(
            ProtocolParameters.withInterval(32),
            new ProtocolParameters(64, 192, 8, k.timestampAhead(), k.timestampBehind(), 100_000),
            new ProtocolParameters(64, 128, 9, k.timestampAhead(), k.timestampBehind(), 100_000),
            new ProtocolParameters(64, 128, 8, second, k.timestampBehind(), 100_000),
            new ProtocolParameters(64, 128, 8, k.timestampAhead(), second, 100_000),
            new ProtocolParameters(64, 128, 8, k.timestampAhead(), k.timestampBehind(), 99));
    Label event = policy.eventId();
    Stream<EventPolicy> policies =
        Stream.of(
            new EventPolicy(new Label("x"), Duration.ZERO, policy.annulWithin(), second),
            new EventPolicy(event, second, policy.annulWithin(), policy.sameDeviceWithin()),
            new EventPolicy(event, Duration.ZERO, second, policy.sameDeviceWithin()),
            new EventPolicy(event, Duration.ZERO, policy.annulWithin(), second));
    Set<Object> hashes = new HashSet<>();
    hashes.add(genesis.hash());
    hashes.add(new Genesis(new Label("net"), genesis.validators(), k, policy).hash());
    hashes.add(new Genesis(genesis.networkId(), others, k, policy).hash());
    parameters.forEach(
        p -> hashes.add(new Genesis(genesis.networkId(), genesis.validators(), p, policy).hash()));
    policies.forEach(
        p -> hashes.add(new Genesis(genesis.networkId(), genesis.validators(), k, p).hash()));
    assertThat(hashes).hasSize(13);
    assertThat(FakeNetwork.of(4).genesis().hash()).isEqualTo(genesis.hash());
  }

  @Test
  void parameters_out_of_range_are_refused() {
    Duration ms = Duration.ofMillis(1);
    assertThatThrownBy(() -> ProtocolParameters.withInterval(7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ProtocolParameters.withInterval(129))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProtocolParameters(8, 8, 1, ms, ms, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProtocolParameters(8, 17, 1, ms, ms, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProtocolParameters(8, 16, 17, ms, ms, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProtocolParameters(8, 16, 1, ms.negated(), ms, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ProtocolParameters(8, 16, 1, ms, ms, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ValidatorId("")).isInstanceOf(MalformedException.class);
  }
}
