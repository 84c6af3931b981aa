package io.dtvn.adapters.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.ping.KeepAlive;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may start a handshake. */
class AdmissionTest {

  private static final long SECOND = 1_000_000_000L;
  private static final HostLimits LIMITS =
      new HostLimits(
          6,
          2,
          3,
          10,
          20,
          30,
          16,
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          KeepAlive.Timing.USUAL);

  private final Admission admission = new Admission(LIMITS);
  private final Map<Source, Deque<Admission.Place>> places = new HashMap<>();
  private final List<String> gone = new ArrayList<>();

  @Test
  void whoever_is_slow_loses_its_place_to_the_next_one() {
    for (int i = 1; i <= 4; i++) {
      assertThat(admits("10.0.0." + i, i)).isTrue();
    }
    assertThat(admits("10.0.0.5", SECOND)).as("all have some time for certain").isFalse();
    assertThat(admits("10.0.0.5", SECOND + 1)).isTrue();
    assertThat(gone).containsExactly("10.0.0.1");
    assertThat(admits("10.0.0.6", SECOND + 1)).isFalse();
    assertThat(admission.pending()).isEqualTo(4);
    places.values().forEach(all -> all.forEach(admission::leaves));
    assertThat(admission.pending()).isZero();
  }

  @Test
  void whoever_has_said_who_it_is_keeps_its_place_and_so_does_a_validator() {
    admission.trust("anna", from("10.0.0.2"));
    assertThat(admission.admit(from("10.0.0.1"), 0, new Known())).isPresent();
    for (int i = 2; i <= 4; i++) {
      assertThat(admits("10.0.0." + i, 0)).isTrue();
    }
    assertThat(admits("10.0.0.5", SECOND)).isTrue();
    assertThat(gone).containsExactly("10.0.0.3");
  }

  @Test
  void a_source_that_has_its_share_loses_places_of_its_own_alone() {
    assertThat(admits("10.0.0.2", 0)).isTrue();
    for (int i = 1; i <= 3; i++) {
      assertThat(admits("10.0.0.1", i)).isTrue();
    }
    assertThat(admits("10.0.0.1", 2 * SECOND)).isTrue();
    assertThat(gone).containsExactly("10.0.0.1");
  }

  private boolean admits(String address, long nanos) {
    return admits(from(address), nanos);
  }

  private boolean admits(Source source, long nanos) {
    Optional<Admission.Place> place = admission.admit(source, nanos, new Silent(source));
    place.ifPresent(got -> places.computeIfAbsent(source, _ -> new ArrayDeque<>()).add(got));
    return place.isPresent();
  }

  private void leaves(Source source) {
    admission.leaves(places.getOrDefault(source, new ArrayDeque<>()).removeLast());
  }

  /** Has said nothing yet. */
  private final class Silent implements Admission.Holder {

    private final Source source;

    Silent(Source source) {
      this.source = source;
    }

    @Override
    public boolean mayGo() {
      return true;
    }

    @Override
    public void goes() {
      gone.add("10.0.0." + (source.bits() & 0xff));
    }
  }

  /** Has proved its key. */
  private static final class Known implements Admission.Holder {

    @Override
    public boolean mayGo() {
      return false;
    }

    @Override
    public void goes() {
      throw new AssertionError("may not go");
    }
  }

  @Test
  void one_source_has_a_limit_of_its_own() {
    for (int i = 0; i < 3; i++) {
      assertThat(admits(from("10.0.0.1"), 0)).isTrue();
    }
    assertThat(admits(from("10.0.0.1"), 0)).isFalse();
    assertThat(admits(from("10.0.0.2"), 0)).isTrue();
    leaves(from("10.0.0.1"));
    assertThat(admits(from("10.0.0.1"), 0)).isTrue();
  }

  @Test
  void strangers_cannot_take_the_room_of_places_where_validators_are() {
    admission.trust("anna", from("10.0.0.8"));
    admission.trust("bert", from("10.0.0.9"));
    for (int i = 1; i <= 4; i++) {
      assertThat(admits(from("10.0.0." + i), 0)).isTrue();
    }
    assertThat(admits(from("10.0.0.5"), 0)).isFalse();
    assertThat(admits(from("10.0.0.9"), 0)).isTrue();
    assertThat(admits(from("10.0.0.9"), 0)).as("a part of the room alone").isFalse();
    assertThat(admits(from("10.0.0.8"), 0)).isTrue();
    assertThat(admits(from("10.0.0.8"), 0)).isFalse();
    assertThat(admission.pending()).isEqualTo(6);
  }

  @Test
  void a_source_that_comes_too_fast_waits() {
    for (int i = 0; i < 20; i++) {
      assertThat(passes("10.0.0.1", 0)).isTrue();
    }
    assertThat(passes("10.0.0.1", 0)).isFalse();
    assertThat(passes("10.0.0.2", 0)).isTrue();
    assertThat(passes("10.0.0.1", SECOND / 5)).isTrue();
    assertThat(passes("10.0.0.1", SECOND / 5)).isTrue();
    assertThat(passes("10.0.0.1", SECOND / 5)).isFalse();
    assertThat(admission.pending()).isZero();
  }

  @Test
  void a_validator_vouches_for_the_two_places_where_it_was_last() {
    for (int i = 1; i <= 3; i++) {
      admission.trust("anna", from("10.0.1." + i));
    }
    for (int i = 1; i <= 4; i++) {
      assertThat(admits(from("10.0.0." + i), 0)).isTrue();
    }
    assertThat(admits(from("10.0.1.1"), 0)).isFalse();
    assertThat(admits(from("10.0.1.2"), 0)).isTrue();
    assertThat(admits(from("10.0.1.3"), 0)).isTrue();
  }

  @Test
  void strangers_have_one_rate_for_all_of_them_and_validators_have_none() {
    admission.trust("anna", from("10.0.1.1"));
    for (int i = 1; i <= 30; i++) {
      assertThat(passes("10.0.0." + i, 0)).isTrue();
    }
    assertThat(passes("10.0.0.31", 0)).isFalse();
    assertThat(passes("10.0.1.1", 0)).isTrue();
    assertThat(passes("10.0.0.32", SECOND / 30 + 1)).isTrue();
    assertThat(passes("10.0.0.33", SECOND / 30 + 1)).isFalse();
  }

  @Test
  void all_that_share_64_bits_of_ipv6_are_one_source() {
    assertThat(from("2001:db8::1")).isEqualTo(from("2001:db8::ffff:1"));
    assertThat(from("2001:db8::1")).isNotEqualTo(from("2001:db8:0:1::1"));
    assertThat(from("0.0.0.1")).isNotEqualTo(from("::1"));
  }

  private boolean passes(String address, long nanos) {
    Source source = from(address);
    boolean passes = admits(source, nanos);
    if (passes) {
      leaves(source);
    }
    return passes;
  }

  private static Source from(String address) {
    try {
      return Source.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
