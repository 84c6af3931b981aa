package io.dtvn.application.execution;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.consume;
import static io.dtvn.domain.ticket.Operations.dispute;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.fixture.FaultyStore;
import io.dtvn.application.fixture.Stores;
import io.dtvn.application.store.Buckets;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies at each write in turn; what is left must lead to the same end. */
class RestartTest {

  private static final int BATCHES = 20;
  private static final int INTERVAL = 8;
  private static final Bytes CERTIFICATE = Bytes.copyOf(new byte[] {1});

  private static final FakeNetwork NETWORK =
      FakeNetwork.of(
          1,
          new ProtocolParameters(
              INTERVAL, 2 * INTERVAL, 8, Duration.ofSeconds(2), Duration.ofSeconds(10), 5),
          new EventPolicy(
              EventPolicy.DEFAULT.eventId(),
              Duration.ofSeconds(3),
              Duration.ofMinutes(1),
              Duration.ofSeconds(1)));

  static Stream<Arguments> deaths() {
    FaultyStore store = new FaultyStore(Stores.onHeap());
    run(store);
    return IntStream.rangeClosed(2, store.writes().size())
        .boxed()
        .flatMap(write -> Stream.of(Arguments.of(write, false), Arguments.of(write, true)));
  }

  @ParameterizedTest(name = "write {0}, done: {1}")
  @MethodSource("deaths")
  void a_death_at_any_write_loses_and_doubles_nothing(int write, boolean written) {
    KeyValueStore undisturbed = Stores.onHeap();
    Map<Long, Digest> wanted = run(undisturbed);
    KeyValueStore disk = Stores.onHeap();

    FaultyStore dying = new FaultyStore(disk).dyingAt(write, written);
    run(dying);
    assertThat(dying.isDead()).isTrue();
    Map<Long, Digest> found = run(disk);

    assertThat(wanted).containsAllEntriesOf(found);
    assertThat(dump(disk)).isEqualTo(dump(undisturbed));
  }

  /** Executes what is missing up to the last batch, as the engine would ask for it. */
  private static Map<Long, Digest> run(KeyValueStore store) {
    ExecutionFixture node = ExecutionFixture.of(NETWORK, store);
    long last = node.executor.position().lastExecuted();
    if (last > 0 && last % INTERVAL == 0) {
      checkpoint(node, last);
    }
    for (long s = last + 1; s <= BATCHES && node.failures.isEmpty(); s++) {
      node.executor.execute(ExecutionFixture.committed(s, batch(s)));
      node.run();
      if (s % INTERVAL == 0) {
        checkpoint(node, s);
      }
    }
    assertThat(node.failures).hasSizeLessThan(2);
    return node.checkpoints;
  }

  private static void checkpoint(ExecutionFixture node, long s) {
    node.executor.takeCheckpoint(s);
    node.run();
    if (node.checkpoints.containsKey(s)) {
      node.executor.checkpointStable(s, node.rootAt(s), CERTIFICATE);
      node.run();
    }
  }

  private static Batch batch(long s) {
    List<Operation> operations = new ArrayList<>();
    operations.add(issue("issue" + s, "T" + s));
    operations.add(s % 3 == 0 ? admit("admit" + s, "T" + (s - 1)) : validate("v" + s, "T" + s));
    operations.add(consume("consume" + s, "T" + s / 2));
    operations.add(s % 5 == 0 ? dispute("d" + s, "T" + s) : admit("admit" + s / 2, "T" + s / 2));
    return FakeNetwork.batch(1_000 * s, NETWORK.bundle(0, s, operations.toArray(Operation[]::new)));
  }

  private static Map<String, Map<Bytes, Bytes>> dump(KeyValueStore store) {
    Map<String, Map<Bytes, Bytes>> all = new TreeMap<>();
    for (Bucket bucket : Buckets.ALL) {
      Map<Bytes, Bytes> entries = all.computeIfAbsent(bucket.name(), _ -> new TreeMap<>());
      try (Scan scan = store.scan(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
        scan.forEachRemaining(entry -> entries.put(entry.key(), entry.value()));
      }
    }
    return all;
  }
}
