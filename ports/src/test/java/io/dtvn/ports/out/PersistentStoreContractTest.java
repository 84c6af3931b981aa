package io.dtvn.ports.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link KeyValueStore} that outlives its process keeps. */
public abstract class PersistentStoreContractTest extends StoreFixture {

  @ParameterizedTest
  @EnumSource(Durability.class)
  void what_was_written_is_there_after_reopening(Durability durability) {
    for (int i = 0; i < 10; i++) {
      store.write(
          batch()
              .put(TICKETS, bytes("a"), bytes("" + i))
              .put(TICKETS, bytes("b" + i), bytes(""))
              .put(JOURNAL, bytes("j" + i), bytes("")),
          durability);
      store.write(batch().deleteRange(TICKETS, bytes("b"), bytes("b" + i)), durability);
      reopen();
      assertThat(all(store)).containsExactly("a=" + i, "b" + i + "=");
      assertThat(entries(store.scan(JOURNAL, Bytes.EMPTY, Bytes.EMPTY))).hasSize(i + 1);
    }
  }

  @Test
  void reopening_without_a_write_changes_nothing() {
    for (int i = 0; i < 3; i++) {
      reopen();
      assertThat(all(store)).isEmpty();
    }
    put("a", "1");
    for (int i = 0; i < 3; i++) {
      reopen();
      assertThat(all(store)).containsExactly("a=1");
    }
  }

  @Test
  void it_can_be_compacted_and_reopened() {
    for (int i = 0; i < 1_000; i++) {
      store.write(batch().put(TICKETS, bytes("a" + i), bytes("1")), Durability.BUFFERED);
    }
    write(batch().deleteRange(TICKETS, bytes("a1"), bytes("b")));
    store.compact(Progress.NONE);
    reopen();
    assertThat(all(store)).containsExactly("a0=1");
  }

  @Test
  void an_open_store_is_not_opened_again() {
    put("a", "1");
    assertThatThrownBy(this::openAgain)
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(StorageDamagedException.class)
        .hasMessageContaining(directory.toString());
    put("a", "2");
    reopen();
    assertThat(all(store)).containsExactly("a=2");
  }

  @Test
  void a_store_is_not_opened_with_other_buckets() {
    put("a", "1");
    store.close();
    List<Bucket> more = List.of(TICKETS, JOURNAL, new Bucket("archive"));
    for (List<Bucket> buckets : List.of(more, List.of(TICKETS))) {
      assertThatThrownBy(
              () -> provider().open(new StorageConfig(directory.toString(), "test", buckets)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("[journal, tickets]");
    }
    reopen();
    assertThat(all(store)).containsExactly("a=1");
  }

  @Test
  void a_folder_that_is_not_there_is_refused() {
    StorageConfig nowhere = new StorageConfig(directory.resolve("no").toString(), "test", BUCKETS);
    assertThatThrownBy(() -> provider().open(nowhere))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(nowhere.directory());
  }

  private void reopen() {
    store.close();
    store = openAgain();
  }
}
