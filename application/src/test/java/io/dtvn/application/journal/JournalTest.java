package io.dtvn.application.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.StorageException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest extends JournalFixture {

  @Test
  void records_come_back_in_order_after_a_restart() {
    written("a", "b", "c");

    JournalOpening opening = alone();

    assertThat(texts(opening)).containsExactly("a", "b", "c");
    assertThat(opening.notWhole()).isEmpty();
    assertThat(opening.born()).isFalse();
    assertThat(opening.journal().newestLsn()).isEqualTo(4);
  }

  @Test
  void a_first_start_writes_the_birth_record_and_says_so() {
    JournalOpening opening = firstStart();

    assertThat(opening.born()).isTrue();
    assertThat(opening.notWhole()).isEmpty();
    assertThat(opening.payloads()).isEmpty();
    assertThat(store.writes()).containsExactly(Durability.SYNCED);
    JournalRecord birth = JournalRecord.decode(value(1));
    assertThat(birth.type()).isEqualTo(RecordType.BIRTH);
    assertThat(JournalOwner.decode(birth.payload())).isEqualTo(NODE0);
  }

  @Test
  void a_second_start_is_no_birth() {
    firstStart().journal().close();

    JournalOpening opening = firstStart();

    assertThat(opening.born()).isFalse();
    assertThat(opening.notWhole()).isEmpty();
    assertThat(stored()).containsExactly(1L);
  }

  @Test
  void what_is_gathered_becomes_durable_in_one_synced_write() {
    Journal journal = firstStart().journal();

    journal.append(bytes("a"), 1);
    journal.append(bytes("b"), 1);
    journal.append(bytes("c"), 2);
    assertThat(stored()).containsExactly(1L);
    journal.sync();

    assertThat(store.writes()).containsExactly(Durability.SYNCED, Durability.SYNCED);
    assertThat(stored()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_sync_without_records_writes_nothing() {
    Journal journal = firstStart().journal();

    journal.sync();

    assertThat(journal.isDirty()).isFalse();
    assertThat(store.writes()).hasSize(1);
  }

  @Test
  void what_was_gathered_and_not_synced_is_not_there_after_a_restart() {
    Journal journal = firstStart().journal();
    journal.append(bytes("a"), 1);
    journal.close();

    assertThat(texts(alone())).isEmpty();
  }

  @Test
  void a_failed_sync_is_final() {
    Journal journal = firstStart().journal();
    store.failSyncAfter(0);
    journal.append(bytes("a"), 1);

    assertThatThrownBy(journal::sync).isInstanceOf(StorageException.class);
    assertThatThrownBy(journal::sync).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> journal.append(bytes("b"), 1))
        .isInstanceOf(IllegalStateException.class);
    assertThat(stored()).containsExactly(1L);
  }

  @Test
  void a_failed_sync_does_not_move_the_note() {
    Journal journal = firstStart().journal();
    store.failSyncAfter(0);
    journal.append(bytes("a"), 1);
    assertThatThrownBy(journal::sync).isInstanceOf(StorageException.class);
    journal.close();

    try (NewestLsn note = NewestLsn.open(note())) {
      assertThat(note.read()).hasValue(1);
    }
  }

  @Test
  void a_cut_takes_the_prefix_that_concerns_no_later_slot() {
    written("1", "2", "3", "4");
    Journal journal = alone().journal();

    journal.cut(2, List.of(bytes("keep")));
    journal.sync();
    journal.close();

    assertThat(stored()).containsExactly(4L, 5L, 6L, 7L);
    JournalOpening again = alone();
    assertThat(texts(again)).containsExactly("3", "4", "keep");
    assertThat(again.notWhole()).isEmpty();
  }

  @Test
  void a_cut_ends_before_a_later_slot_even_if_earlier_ones_stand_behind_it() {
    Journal journal = firstStart().journal();
    journal.append(bytes("five"), 5);
    journal.append(bytes("one"), 1);
    journal.cut(1, List.of());
    journal.sync();
    journal.close();

    assertThat(texts(alone())).containsExactly("five", "one");
    assertThat(stored()).containsExactly(2L, 3L, 4L);
  }

  @Test
  void a_cut_keeps_the_birth_record_however_often_it_happens() {
    written("1");
    for (long sequence = 2; sequence < 6; sequence++) {
      Journal journal = alone().journal();
      journal.append(bytes("slot"), sequence);
      journal.cut(sequence, List.of(bytes("keep")));
      journal.sync();
      journal.close();
    }

    JournalOpening opening = alone();

    assertThat(opening.notWhole()).isEqualTo(Optional.empty());
    assertThat(texts(opening)).containsExactly("keep");
    assertThat(stored()).hasSize(2);
  }

  @Test
  void a_cut_and_the_records_before_it_become_durable_together() {
    written("1", "2");
    Journal journal = alone().journal();
    int before = store.writes().size();

    journal.append(bytes("certificate"), 0);
    journal.cut(2, List.of(bytes("certificate")));
    journal.append(bytes("3"), 3);
    journal.sync();
    journal.close();

    assertThat(store.writes()).hasSize(before + 1);
    assertThat(texts(alone())).containsExactly("certificate", "3");
  }

  @Test
  void everything_can_be_cut() {
    written("1", "2");
    Journal journal = alone().journal();
    journal.cut(2, List.of());
    journal.sync();
    journal.append(bytes("3"), 3);
    journal.cut(3, List.of());
    journal.sync();
    journal.close();

    assertThat(texts(alone())).isEmpty();
    assertThat(alone().notWhole()).isEmpty();
  }
}
