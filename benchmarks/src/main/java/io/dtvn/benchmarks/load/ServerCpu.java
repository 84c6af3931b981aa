package io.dtvn.benchmarks.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The CPU time of the node's process, where it runs on this machine and its id is known. */
record ServerCpu(OptionalLong pid) {

  /** CPU time used since the process started; empty if it cannot be told. */
  Optional<Duration> used() {
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid.getAsLong()).flatMap(p -> p.info().totalCpuDuration());
  }
}
