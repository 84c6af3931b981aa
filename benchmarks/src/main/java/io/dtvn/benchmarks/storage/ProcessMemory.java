package io.dtvn.benchmarks.storage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What this process holds. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB = 1024;

  private ProcessMemory() {}

  /** Memory that is resident now; empty where the system does not tell. */
  static OptionalLong residentBytes() throws IOException {
    return bytes("VmRSS:");
  }

  /** The most that was ever resident. */
  static OptionalLong residentBytesMax() throws IOException {
    return bytes("VmHWM:");
  }

  /** What the Java heap has taken up: its share of the resident memory is at most that. */
  static long heapBytesCommitted() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }

  /** Objects in the Java heap that are in use, after a collection. */
  static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static OptionalLong bytes(String field) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(field)) {
        return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB);
      }
    }
    return OptionalLong.empty();
  }
}
