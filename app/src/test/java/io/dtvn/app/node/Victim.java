package io.dtvn.app.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A validator of a demo to which things are done. */
record Victim(DemoProcess demo, int number) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Pattern VOTE_SENT =
      Pattern.compile(
          "^dtvn_consensus_messages_total\\{direction=\"sent\""
              + ".*type=\"(?i:pre.?prepare|prepare|commit)\"");

  String name() {
    return "node" + number;
  }

  NodeHttp http() {
    return demo.node(number);
  }

  /** kill -9, and wait until it is gone; the demo starts it again. */
  void kill() {
    ProcessHandle process = demo.child(name());
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Neither runs nor ends until {@link #resume}: its connections stay, and nobody reads them. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String which) throws IOException, InterruptedException {
    String pid = Long.toString(demo.child(name()).pid());
    int code = new ProcessBuilder("kill", which, pid).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill %s %s: exit code %d".formatted(which, pid, code));
    }
  }

  /** kill -9, and everything that it kept is gone before it starts again. */
  void killAndEmpty() throws IOException {
    kill();
    try (Stream<Path> files = Files.walk(demo.folder(number))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(demo.folder(number))) { // it may be a file system of its own
          Files.delete(file);
        }
      }
    }
  }

  void awaitReady() {
    await("ready", () -> http().isReady());
  }

  void awaitLearner() {
    await(
        "a learner",
        () -> {
          JsonNode stats = http().get("/api/v1/stats").json().path("data");
          return stats.path("role").asText().equals("LEARNER");
        });
  }

  /** Lines about votes that it sent in this life, on its page of metrics. */
  List<String> votesSent() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(demo.metrics(number)).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> VOTE_SENT.matcher(line).find() && !line.endsWith(" 0.0"))
          .toList();
    }
  }

  /** Fails unless the others know it as a learner, too, and it has sent no vote. */
  void checkNeverVotes() throws IOException, InterruptedException {
    JsonNode member = demo.node(0).get("/api/v1/stats").json().at("/data/members").path(number);
    List<String> votes = votesSent();
    if (!member.path("standing").asText().equals("LEARNER") || !votes.isEmpty()) {
      throw new AssertionError(
          "want %s a learner that does not vote, found %s and %s".formatted(name(), member, votes));
    }
  }

  private void await(String what, Condition condition) {
    Await.until(
        PATIENCE,
        () -> {
          try {
            return condition.holds();
          } catch (UncheckedIOException e) {
            return false; // it does not answer yet
          }
        },
        () -> "want %s to be %s, found:%n%s".formatted(name(), what, demo.output()));
  }

  private interface Condition {
    boolean holds();
  }
}
