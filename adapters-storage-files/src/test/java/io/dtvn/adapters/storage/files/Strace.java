package io.dtvn.adapters.storage.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets system calls of a process fail, by the program of that name: it reaches those of native
 * libraries in any language. Closing it ends the faults and lets the process run on.
 */
final class Strace implements AutoCloseable {

  private final Process process;

  private Strace(Process process) {
    this.process = process;
  }

  /**
   * One fault.
   *
   * @param calls names of system calls, separated by commas
   * @param error a name such as EIO
   * @param which the how manieth such call of a thread fails, from 1
   */
  record Fault(String calls, String error, int which) {

    static final String SYNCS = "fsync,fdatasync,sync_file_range,msync";
    static final String WRITES = "write,writev,pwrite64,pwritev";

    private List<String> options() {
      String inject = "inject=%s:error=%s:when=%d".formatted(calls, error, which);
      return List.of("-o", "/dev/null", "-e", "trace=" + calls, "-e", inject);
    }
  }

  /** The beginning of a command under which each thread has the fault once. */
  static List<String> command(Fault fault, List<Path> files) {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq"));
    command.addAll(fault.options());
    command.addAll(onlyAt(files));
    return command;
  }

  /**
   * Lets each thread of a process have the fault once, from now on, or ends the test if it may not.
   *
   * @param files calls on other files do not count; none: all files
   * @throws IOException if the program is missing
   */
  static Strace attach(long pid, Fault fault, List<Path> files) throws IOException {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-p", "" + pid));
    command.addAll(fault.options());
    command.addAll(onlyAt(files));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader messages = process.errorReader(UTF_8);
    String message = String.valueOf(messages.readLine());
    while (message.contains("Requested path")) { // a file of which it knows more than one name
      message = String.valueOf(messages.readLine());
    }
    if (!message.contains(" attached")) {
      process.destroyForcibly();
      Tools.missing("strace may not attach to a process: " + message);
    }
    return new Strace(process);
  }

  /** Asserts that it is here and may be used, or ends the test. */
  static void need() {
    try {
      Tools.run("strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "true");
    } catch (IOException e) {
      Tools.missing("strace is missing or may not trace: " + e.getMessage());
    }
  }

  private static List<String> onlyAt(List<Path> files) {
    return files.stream().flatMap(file -> List.of("-P", file.toString()).stream()).toList();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("strace: interrupted", e);
    }
  }
}
