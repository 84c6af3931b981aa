package io.dtvn.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the command line inside the test's process. */
public final class Cli {

  private Cli() {}

  /** What a run printed and how it ended. */
  public record Result(int code, String out, String err) {}

  public static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Result(code, out.toString(), err.toString());
  }
}
