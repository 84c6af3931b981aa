package io.dtvn.application.journal;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decides, once at each start, what the stored journal allows this validator to do. */
final class JournalStart {

  /** How many objections are written down or told in words. */
  private static final int TOLD_MAX = 16;

  private static final int TEXT_BYTES_MAX = 0xFFFF;

  private final JournalConfig config;

  JournalStart(JournalConfig config) {
    this.config = config;
  }

  JournalOpening open() {
    NewestLsn note = config.note().map(NewestLsn::open).orElse(null);
    try {
      return open(note);
    } catch (RuntimeException e) {
      if (note != null) {
        note.close();
      }
      throw e;
    }
  }

  private JournalOpening open(@Nullable NewestLsn note) {
    OptionalLong noted = note == null ? OptionalLong.empty() : note.read();
    JournalContents contents = JournalContents.read(config.store(), noted);
    checkOwner(contents);
    Journal journal = new Journal(config.store(), note, contents);
    boolean born = config.mayBeBorn() && contents.last().lsn() == 0 && noted.isEmpty();
    List<String> objections = born ? List.of() : objections(contents);
    if (!objections.isEmpty() && config.alone()) {
      throw refusal(objections);
    }
    if (born) {
      journal.append(RecordType.BIRTH, config.owner().encode(), 0);
    } else if (!objections.isEmpty() && recorded(contents).isEmpty()) {
      noted.ifPresent(journal::skipTo);
      journal.append(RecordType.LOST, text(objections), 0);
    }
    journal.sync();
    return new JournalOpening(
        journal,
        payloads(contents),
        born,
        objections.isEmpty() ? Optional.empty() : Optional.of(inWords(objections)),
        contents.tornTail().isPresent());
  }

  private void checkOwner(JournalContents contents) {
    birth(contents)
        .filter(found -> !found.isSameValidatorAs(config.owner()))
        .ifPresent(
            found -> {
              throw new JournalDamagedException(
                  "journal: want that of %s, found that of %s; choose the data folder that belongs"
                          .formatted(config.owner().inWords(), found.inWords())
                      + " to this validator and network");
            });
  }

  private static Optional<JournalOwner> birth(JournalContents contents) {
    return contents.records().stream()
        .filter(record -> record.type() == RecordType.BIRTH)
        .reduce((first, second) -> second)
        .map(record -> JournalOwner.decode(record.payload()));
  }

  private static List<String> objections(JournalContents contents) {
    List<String> objections = new ArrayList<>(contents.holes());
    if (contents.records().isEmpty()) {
      objections.add("there is no record at all");
    } else if (birth(contents).isEmpty()) {
      objections.add("there is no birth record");
    }
    if (objections.isEmpty()) {
      recorded(contents).ifPresent(objections::add);
    }
    return objections;
  }

  /** What an earlier start, or a restore, found missing and wrote down. */
  static Optional<String> recorded(JournalContents contents) {
    return contents.records().stream()
        .filter(record -> record.type() == RecordType.LOST)
        .reduce((first, second) -> second)
        .map(record -> "records were found missing before: " + textOf(record.payload()));
  }

  private static String textOf(Bytes lost) {
    try {
      return CanonicalReader.of(lost).text(TEXT_BYTES_MAX);
    } catch (MalformedException e) {
      return "how is not readable";
    }
  }

  private static Bytes text(List<String> objections) {
    return new CanonicalWriter().text(inWords(objections)).bytes();
  }

  /** A thousand holes say no more than the first ones. */
  private static String inWords(List<String> objections) {
    int told = Math.min(objections.size(), TOLD_MAX);
    String first = String.join("; ", objections.subList(0, told));
    int more = objections.size() - told;
    return more == 0 ? first : "%s; and %d more like these".formatted(first, more);
  }

  private static List<Bytes> payloads(JournalContents contents) {
    return contents.records().stream()
        .filter(record -> record.type() == RecordType.ENGINE)
        .map(JournalRecord::payload)
        .toList();
  }

  private JournalLostException refusal(List<String> objections) {
    return new JournalLostException(
        ("journal of %s: want every acknowledged record, found that %s; no other validator can"
                + " say what is missing, so restore the whole data folder as it was, or move it"
                + " away and start with an empty one, which begins a new history")
            .formatted(config.owner().validator(), inWords(objections)));
  }
}
