package io.dtvn.ports.in;

import io.dtvn.ports.out.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Looks after the store of a running node: one piece of work at a time, while it goes on serving.
 */
public interface MaintainStorage {

  /**
   * Takes the only place for such work.
   *
   * @return the job, which must be {@linkplain Job#run run}
   * @throws BusyException if other work is under way
   * @throws IllegalArgumentException if the task cannot be done as described
   */
  Job begin(Task task);

  /** Something to be done. */
  sealed interface Task {

    /**
     * Write a consistent copy of everything into the folder of backups.
     *
     * @param name of the file; empty: made of node, sequence number and time
     */
    record Backup(Optional<String> name) implements Task {}

    /** Reclaim the space of what was overwritten or deleted. */
    record Compact() implements Task {}

    /** Compare everything with its checksums and with one another. */
    record Check() implements Task {}
  }

  /** Work that has its place and was not done yet. */
  interface Job {

    /**
     * Does it and gives the place back, whatever happens. Blocks until done.
     *
     * @throws io.dtvn.ports.out.StorageException if the medium fails
     */
    Outcome run(Progress progress);
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * A backup was written.
     *
     * @param file its path at the node
     * @param bytes its length
     * @param entries how many it holds
     * @param sequence the newest executed batch in it
     */
    record BackedUp(String file, long bytes, long entries, long sequence) implements Outcome {}

    /**
     * The store was compacted.
     *
     * @param bytesBefore what its files took
     * @param bytesAfter what they take
     */
    record Compacted(long bytesBefore, long bytesAfter) implements Outcome {}

    /**
     * The store was checked.
     *
     * @param facts what is there, in words
     * @param findings what is wrong, in words; none: everything is as it was written
     */
    record Checked(List<String> facts, List<String> findings) implements Outcome {

      /** Copies the lists. */
      public Checked {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
      }
    }
  }

  /** Other work is under way; the message names it. */
  final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public BusyException(String message) {
      super(message);
    }
  }
}
