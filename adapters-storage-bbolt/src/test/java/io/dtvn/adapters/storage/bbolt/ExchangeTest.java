package io.dtvn.adapters.storage.bbolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.KeyValueStore.Snapshot;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the Go code and comes back, also when it makes no sense. */
@NeedsBbolt
class ExchangeTest {

  @TempDir private Path directory;

  @BeforeAll
  static void load() {
    Shim.load();
  }

  @Test
  void a_handle_that_stands_for_nothing_is_refused() {
    refuses(Request.of(Shim::dtvnClose, 1L << 40), Code.MALFORMED);
    refuses(Request.of(Shim::dtvnRead, -1), Code.MALFORMED);
    refuses(Request.of(Shim::dtvnScanPage, 0), Code.MALFORMED);
  }

  @Test
  void a_frame_too_small_for_its_header_is_refused_untouched() {
    try (Memory memory = new Memory(Frame.HEADER_BYTES)) {
      memory.setByte(0, (byte) 77);
      assertThat(Code.of(Shim.dtvnOpen(0, memory, Frame.HEADER_BYTES - 1)))
          .isEqualTo(Code.MALFORMED);
      assertThat(Code.of(Shim.dtvnOpen(0, memory, -1))).isEqualTo(Code.MALFORMED);
      assertThat(Code.of(Shim.dtvnOpen(0, memory, Long.MAX_VALUE))).isEqualTo(Code.MALFORMED);
      assertThat(memory.getByte(0)).isEqualTo((byte) 77);
    }
  }

  @Test
  void lengths_that_point_beyond_the_request_are_refused() {
    for (int length : new int[] {1, 1000, 1 << 20, Integer.MAX_VALUE, -1}) {
      refuses(request(frame -> frame.put(0L).put(0).put(length)), Code.MALFORMED);
      refuses(request(frame -> frame.put(0L).put(0).put("path").put(length)), Code.MALFORMED);
    }
  }

  @Test
  void random_requests_are_answered_and_never_end_the_process() {
    SplittableRandom random = new SplittableRandom(20261201);
    Frame.Export[] exports = {
      Shim::dtvnOpen, Shim::dtvnOpenForeign, Shim::dtvnWrite, Shim::dtvnRead, Shim::dtvnScan
    };
    for (int i = 0; i < 5_000; i++) {
      byte[] body = new byte[random.nextInt(64)];
      random.nextBytes(body);
      Frame.Export export = exports[random.nextInt(exports.length)];
      int number = i;
      Request request =
          new Request(
              export, random.nextInt(4), body.length, frame -> frame.putBare(Bytes.owning(body)));
      assertThatThrownBy(() -> Exchange.ask(request, _ -> number))
          .isInstanceOf(BboltException.class);
    }
  }

  @Test
  void an_entry_larger_than_a_frame_comes_whole_and_so_do_its_neighbours() {
    byte[] large = new byte[KeyValueStore.VALUE_BYTES_MAX];
    new SplittableRandom(1).nextBytes(large);
    try (KeyValueStore store = ClosedStore.open(directory)) {
      store.write(
          new WriteBatch()
              .put(ClosedStore.TICKETS, ClosedStore.key(1), Bytes.EMPTY)
              .put(ClosedStore.TICKETS, ClosedStore.key(2), Bytes.owning(large))
              .put(ClosedStore.TICKETS, ClosedStore.key(3), Bytes.owning(new byte[9_000])),
          Durability.SYNCED);
      try (Scan scan = store.scan(ClosedStore.TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
        assertThat(scan.next().value().length()).isZero();
        assertThat(scan.next().value()).isEqualTo(Bytes.owning(large));
        assertThat(scan.next().value().length()).isEqualTo(9_000);
        assertThat(scan.hasNext()).isFalse();
      }
      assertThat(store.read(ClosedStore.TICKETS, ClosedStore.key(2))).contains(Bytes.owning(large));
    }
  }

  @Test
  void statistics_have_the_names_of_the_predecessor_and_survive_a_compaction() {
    try (KeyValueStore store = ClosedStore.open(directory)) {
      ClosedStore.write(store, 300, 100);
      SortedMap<String, Long> before = store.statistics().values();
      assertThat(before)
          .containsKeys(
              "cursor_count",
              "node_count",
              "node_deref",
              "open_tx_count",
              "page_alloc",
              "page_count",
              "rebalance",
              "rebalance_time",
              "spill",
              "spill_time",
              "split",
              "tx_count",
              "write",
              "write_time");
      assertThat(before.get("spill")).isPositive();
      assertThat(before.get("page_write")).isGreaterThan(30);
      store.compact(Progress.NONE);
      try (Snapshot _ = store.snapshot();
          Scan scan = store.scan(ClosedStore.TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
        SortedMap<String, Long> after = store.statistics().values();
        assertThat(scan.hasNext()).isTrue();
        assertThat(after).containsEntry("open_tx_count", 2L);
        before.forEach(
            (name, value) -> {
              if (!name.endsWith("_page_count") && !name.equals("file_bytes")) {
                assertThat(after.get(name)).as(name).isGreaterThanOrEqualTo(value);
              }
            });
      }
    }
  }

  private static Request request(Consumer<Frame> body) {
    return new Request(Shim::dtvnOpen, 0, 256, body);
  }

  private static void refuses(Request request, Code code) {
    assertThatThrownBy(() -> Exchange.ask(request, _ -> code))
        .isInstanceOf(BboltException.class)
        .extracting(e -> ((BboltException) e).code())
        .isEqualTo(code);
  }
}
