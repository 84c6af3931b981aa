package io.dtvn.application.node;

import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.spi.StorageProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Kills a loaded node at random moments and looks at what it left. The list of acknowledgements
 * lives in this process, outside everything that is killed.
 *
 * <p>As a program: {@code CrashRounds ROUNDS [SEED]} prints one line a round and a summary, and
 * exits with 1 if anything was lost or doubled.
 */
final class CrashRounds {

  /** What the rounds so far have shown. */
  record Tally(int rounds, long acknowledged, long lost, long doubled, long restartMillisMax) {}

  /** Every round must have something to lose. */
  static final int ACKNOWLEDGED_MIN = 50;

  private final Path folder;
  private final Random random;
  private final int killWithin;
  private final TreeMap<Long, Long> acknowledged = new TreeMap<>();
  private long next;
  private long lost;
  private long doubled;
  private long restartMillisMax;

  /** Kills at some of the first {@code killWithin} acknowledgements of each round. */
  CrashRounds(Path folder, long seed, int killWithin) {
    this.folder = folder;
    this.random = new Random(seed);
    this.killWithin = killWithin;
  }

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    Path folder = Files.createTempDirectory("dtvn-crash");
    System.out.println("seed=" + seed + " folder=" + folder);
    CrashRounds crashes = new CrashRounds(folder, seed, 2_000);
    Tally tally = new Tally(0, 0, 0, 0, 0);
    for (int round = 1; round <= rounds; round++) {
      tally = crashes.round(round);
      System.out.println(tally);
    }
    System.exit(tally.lost() + tally.doubled() == 0 && tally.acknowledged() > 0 ? 0 : 1);
  }

  /** One more: load, kill -9, restart, compare. */
  Tally round(int round) throws Exception {
    Map<Long, Long> fresh = killedUnderLoad();
    acknowledged.putAll(fresh);
    long started = System.nanoTime();
    StorageProvider rocks = TestNetwork.plugIn(StorageProvider.class, "storage.type", "rocksdb");
    try (ValidatorNode node =
        ValidatorNode.open(TestNetwork.of("crash", 1).plan(0, folder, rocks))) {
      restartMillisMax = Math.max(restartMillisMax, (System.nanoTime() - started) / 1_000_000);
      compare(node, fresh);
    }
    return new Tally(round, acknowledged.size(), lost, doubled, restartMillisMax);
  }

  /** What the node acknowledged before it was killed: ticket to sequence number. */
  private Map<Long, Long> killedUnderLoad() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LoadedNode.class.getName(),
                folder.toString(),
                Long.toString(next))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<Long, Long> heard = new TreeMap<>();
    int killAt = ACKNOWLEDGED_MIN + random.nextInt(killWithin); // so many acknowledgements from now
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        int space = line.indexOf(' ');
        if (space > 0) {
          heard.put(Long.parseLong(line, 0, space, 10), Long.valueOf(line.substring(space + 1)));
        }
        if (heard.size() == killAt) {
          process.toHandle().destroyForcibly(); // SIGKILL; the pipe is read to its end
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    next += 1_000_000;
    return heard;
  }

  private void compare(ValidatorNode node, Map<Long, Long> fresh) throws Exception {
    Gate gate = new Gate(node);
    List<CompletionStage<Answer>> again = new ArrayList<>();
    List<Long> sequences = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : fresh.entrySet()) {
      again.add(gate.admitting("admit " + entry.getKey(), "T" + entry.getKey()));
      sequences.add(entry.getValue());
      TicketId ticket = new TicketId("T" + entry.getKey());
      int admissions = node.useCases().tickets().history(ticket).size() - 1;
      doubled += admissions > 1 ? 1 : 0;
    }
    for (int i = 0; i < again.size(); i++) {
      Answer answer = Gate.await(again.get(i));
      boolean same =
          answer.replayed()
              && answer.outcome() instanceof Outcome.Applied
              && answer.sequence() == sequences.get(i);
      lost += same ? 0 : 1;
    }
  }
}
