package io.dtvn.domain.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.membership.ValidatorId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The clock's order and its canonical form. */
final class VectorClockProperties {

  @Property
  void the_relation_is_that_of_the_counts(
      @ForAll("clocks") VectorClock a, @ForAll("clocks") VectorClock b) {
    boolean aInB = counts(a, b, true);
    boolean bInA = counts(a, b, false);
    Causality wanted =
        aInB && bInA
            ? Causality.EQUAL
            : aInB ? Causality.BEFORE : bInA ? Causality.AFTER : Causality.CONCURRENT;
    assertThat(a.relationTo(b)).isEqualTo(wanted);
    assertThat(wanted == Causality.EQUAL).isEqualTo(a.equals(b));
  }

  @Property
  void an_event_comes_after_what_its_clock_was_made_from(
      @ForAll("clocks") VectorClock clock, @ForAll("validators") ValidatorId validator) {
    VectorClock next = clock.increment(validator);
    assertThat(clock.relationTo(next)).isEqualTo(Causality.BEFORE);
    assertThat(next.relationTo(clock)).isEqualTo(Causality.AFTER);
  }

  @Property
  void reading_gives_back_what_was_written(@ForAll("clocks") VectorClock clock) {
    CanonicalWriter out = new CanonicalWriter();
    clock.writeTo(out);
    CanonicalReader in = CanonicalReader.of(out.bytes());
    assertThat(VectorClock.read(in)).isEqualTo(clock).hasSameHashCodeAs(clock);
    in.end();
  }

  @Example
  void unsorted_doubled_and_zero_entries_are_refused() {
    refused(new CanonicalWriter().u32(2).text("b").u64(1).text("a").u64(1));
    refused(new CanonicalWriter().u32(2).text("a").u64(1).text("a").u64(1));
    refused(new CanonicalWriter().u32(1).text("a").u64(0));
    refused(new CanonicalWriter().u32(65).raw(new byte[1000], 0, 1000));
  }

  private static void refused(CanonicalWriter bytes) {
    assertThatThrownBy(() -> VectorClock.read(CanonicalReader.of(bytes.bytes())))
        .isInstanceOf(MalformedException.class);
  }

  private static boolean counts(VectorClock a, VectorClock b, boolean aInB) {
    return List.of("node0", "node1", "node2").stream()
        .map(ValidatorId::new)
        .allMatch(
            id -> {
              long x = a.counts().getOrDefault(id, 0L);
              long y = b.counts().getOrDefault(id, 0L);
              return aInB ? x <= y : y <= x;
            });
  }

  @Provide
  Arbitrary<ValidatorId> validators() {
    return Arbitraries.of("node0", "node1", "node2").map(ValidatorId::new);
  }

  @Provide
  Arbitrary<VectorClock> clocks() {
    return validators()
        .list()
        .ofMaxSize(5)
        .map(
            events -> {
              VectorClock clock = VectorClock.EMPTY;
              for (ValidatorId event : events) {
                clock = clock.increment(event);
              }
              return clock;
            });
  }
}
