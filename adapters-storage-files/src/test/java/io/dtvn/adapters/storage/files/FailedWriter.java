package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a {@link CrashingWriter} says whose medium fails. */
final class FailedWriter {

  private static final int ATTEMPTS_AFTERWARDS = 4;

  private FailedWriter() {}

  /**
   * How many records were acknowledged by one that began with none, before its first failure;
   * asserts that it wrote nothing afterwards and read on.
   */
  static int acknowledgedBefore(List<String> said) {
    int acknowledged =
        (int) said.stream().takeWhile(line -> Child.acknowledgedBy(line).isPresent()).count();
    checkAfterwards(said.subList(acknowledged, said.size()), acknowledged);
    return acknowledged;
  }

  /**
   * Asserts that {@code said}, from the failure on, tells of a store that stays failed. Another
   * thread may have met the failure first.
   */
  static void checkAfterwards(List<String> said, int acknowledged) {
    assertThat(said).hasSize(ATTEMPTS_AFTERWARDS + 2);
    assertThat(said.getFirst()).startsWith("failed storage").contains("; ");
    assertThat(said.subList(1, said.size() - 1))
        .allSatisfy(line -> assertThat(line).contains("stays failed", "a write before has failed"));
    assertThat(said.getLast()).isIn("reads " + acknowledged, "reads " + (acknowledged + 1));
  }
}
