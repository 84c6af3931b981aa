package io.dtvn.app.cli;

/** What became of the rows of an import so far. Not thread-safe. */
final class ImportTally {

  private long created;
  private long unchanged;
  private long failed;

  void created() {
    created++;
  }

  void unchanged() {
    unchanged++;
  }

  void failed() {
    failed++;
  }

  long rows() {
    return created + unchanged + failed;
  }

  long createdRows() {
    return created;
  }

  long unchangedRows() {
    return unchanged;
  }

  long failedRows() {
    return failed;
  }

  @Override
  public String toString() {
    return "%,d rows: %,d created, %,d unchanged, %,d failed"
        .formatted(rows(), created, unchanged, failed);
  }
}
