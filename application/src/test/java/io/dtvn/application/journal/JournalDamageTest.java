package io.dtvn.application.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalDamageTest extends JournalFixture {

  @Test
  void a_torn_last_record_that_was_never_acknowledged_is_cut() {
    written("a", "b");
    noteSays(2);
    damage(3);

    JournalOpening opening = alone();

    assertThat(opening.tornTail()).isTrue();
    assertThat(opening.notWhole()).isEmpty();
    assertThat(texts(opening)).containsExactly("a");
    assertThat(stored()).containsExactly(1L, 2L);
  }

  @Test
  void writing_goes_on_behind_a_cut_tail() {
    written("a", "b");
    noteSays(2);
    damage(3);
    Journal journal = alone().journal();
    journal.append(bytes("c"), 2);
    journal.sync();
    journal.close();

    assertThat(texts(alone())).containsExactly("a", "c");
  }

  @Test
  void a_damaged_last_record_that_was_acknowledged_refuses_the_start() {
    written("a", "b");
    damage(3);

    assertThatThrownBy(this::alone)
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining("record 3")
        .hasMessageContaining("restore");
  }

  @Test
  void a_damaged_last_record_without_a_note_refuses_the_start() throws IOException {
    written("a", "b");
    damage(3);
    Files.delete(note());

    assertThatThrownBy(this::amongOthers).isInstanceOf(JournalDamagedException.class);
  }

  @Test
  void damage_in_the_middle_refuses_the_start() {
    written("a", "b", "c");
    noteSays(1);
    damage(3);

    assertThatThrownBy(this::amongOthers)
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining("record 3");
  }

  @Test
  void a_record_under_another_number_is_damage() {
    written("a", "b", "c");
    replace(2, value(3));

    assertThatThrownBy(this::amongOthers)
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining("record 2");
  }

  @Test
  void a_missing_record_makes_a_learner() {
    written("a", "b", "c");
    remove(3);

    JournalOpening opening = amongOthers();

    assertThat(opening.notWhole()).hasValueSatisfying(why -> assertThat(why).contains("3 to 3"));
    assertThat(texts(opening)).containsExactly("a", "c");
  }

  @Test
  void thousands_of_holes_make_a_learner_and_are_told_in_few_words() {
    written("a");
    for (long lsn = 10; lsn < 10_000; lsn += 2) {
      Digest elsewhere = Digest.of(new byte[] {7});
      write(
          new WriteBatch()
              .put(
                  Journal.BUCKET,
                  JournalKeys.of(lsn),
                  new JournalRecord(lsn, elsewhere, RecordType.ENGINE, 2, bytes("x")).encode()));
    }

    assertThat(amongOthers().notWhole())
        .hasValueSatisfying(
            why -> assertThat(why).contains("3 to 9", "more like these").hasSizeLessThan(4_096));
  }

  @Test
  void a_missing_record_refuses_the_start_of_the_only_validator() {
    written("a", "b", "c");
    remove(3);

    assertThatThrownBy(this::alone)
        .isInstanceOf(JournalLostException.class)
        .hasMessageContaining("node0")
        .hasMessageContaining("3 to 3")
        .hasMessageContaining("restore");
  }

  @Test
  void a_missing_first_record_is_a_hole() {
    written("a", "b");
    remove(1);

    assertThat(amongOthers().notWhole()).isPresent();
  }

  @Test
  void a_record_of_another_history_breaks_the_chain() {
    written("a", "b", "c");
    Digest elsewhere = Digest.of(new byte[] {7});
    replace(3, new JournalRecord(3, elsewhere, RecordType.ENGINE, 2, bytes("x")).encode());

    assertThat(amongOthers().notWhole())
        .hasValueSatisfying(why -> assertThat(why).contains("record 3", "record 4"));
  }

  @Test
  void a_store_behind_its_note_lost_records_that_it_cannot_see() {
    written("a", "b");
    remove(3);

    assertThat(amongOthers().notWhole())
        .hasValueSatisfying(why -> assertThat(why).contains("ends at record 2", "3 was durable"));
    assertThatThrownBy(() -> Journal.open(config(true, true)))
        .isInstanceOf(JournalLostException.class);
  }

  @Test
  void an_empty_store_beside_a_note_is_no_first_start() {
    written("a");
    remove(1);
    remove(2);

    assertThatThrownBy(this::firstStart).isInstanceOf(JournalLostException.class);
  }

  @Test
  void a_missing_journal_beside_an_old_key_makes_a_learner_or_refuses() {
    assertThatThrownBy(this::alone)
        .isInstanceOf(JournalLostException.class)
        .hasMessageContaining("no record at all")
        .hasMessageContaining("empty one");
    assertThat(amongOthers().notWhole()).contains("there is no record at all");
  }

  @Test
  void who_lost_records_once_stays_a_learner_over_restarts_and_cuts() {
    written("a", "b", "c");
    remove(3);
    Journal journal = amongOthers().journal();
    journal.append(bytes("d"), 4);
    journal.cut(4, List.of(bytes("keep")));
    journal.sync();
    journal.cut(5, List.of(bytes("keep")));
    journal.sync();
    journal.close();

    JournalOpening again = amongOthers();

    assertThat(again.notWhole())
        .contains("records were found missing before: records 3 to 3 are missing");
    assertThat(texts(again)).containsExactly("keep");
  }

  @Test
  void who_is_behind_its_note_stays_a_learner() {
    written("a", "b");
    remove(3);
    amongOthers().journal().close();

    assertThat(amongOthers().notWhole()).isPresent();
    assertThatThrownBy(this::alone).isInstanceOf(JournalLostException.class);
  }

  @Test
  void a_note_that_is_missing_takes_nothing_away() throws IOException {
    written("a", "b");
    Files.delete(note());

    assertThat(alone().notWhole()).isEqualTo(Optional.empty());
  }

  @Test
  void the_journal_of_another_validator_is_refused_with_both_named() {
    written("a");
    JournalOwner node1 = new JournalOwner(NODE0.genesisHash(), new ValidatorId("node1"), 0, 1);
    JournalConfig config = new JournalConfig(store, Optional.of(note()), node1, true, true);

    assertThatThrownBy(() -> Journal.open(config))
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining("node0")
        .hasMessageContaining("node1");
  }

  @Test
  void the_journal_of_another_network_is_refused_with_both_named() {
    written("a");
    JournalOwner other =
        new JournalOwner(Digest.of(new byte[] {2}), NODE0.validator(), 0, NODE0.nonce());
    JournalConfig config = new JournalConfig(store, Optional.of(note()), other, true, true);

    assertThatThrownBy(() -> Journal.open(config))
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining(NODE0.genesisHash().hex())
        .hasMessageContaining(other.genesisHash().hex());
  }

  @Test
  void a_damaged_anchor_refuses_the_start() {
    written("1", "2");
    Journal journal = alone().journal();
    journal.cut(1, List.of());
    journal.sync();
    journal.close();
    byte[] anchor = store.read(Journal.BUCKET, JournalKeys.ANCHOR).orElseThrow().toBytes();
    anchor[10] ^= 1;
    write(new WriteBatch().put(Journal.BUCKET, JournalKeys.ANCHOR, Bytes.owning(anchor)));

    assertThatThrownBy(this::alone)
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining("anchor");
  }

  @Test
  void a_key_that_is_no_number_refuses_the_start() {
    written("1");
    write(new WriteBatch().put(Journal.BUCKET, bytes("stray"), bytes("x")));

    assertThatThrownBy(this::alone).isInstanceOf(JournalDamagedException.class);
  }
}
