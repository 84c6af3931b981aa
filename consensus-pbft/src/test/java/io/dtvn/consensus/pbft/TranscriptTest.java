package io.dtvn.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What whole runs look like, line by line, under {@code src/test/resources/transcripts}. A changed
 * run is read before it is accepted: {@code -Ddtvn.transcripts=accept} writes the files anew.
 */
class TranscriptTest {

  @Test
  void normal_case_of_four() throws IOException {
    compare(
        "normal-case-4",
        new Conversation(4)
            .note(
                "all ask, answer and become voters; then a backup's gateway asks; the primary is"
                    + " idle and proposes at once")
            .submits(1, 1, "admit T1")
            .note("the pipeline is idle again")
            .submits(0, 1, "admit T2"));
  }

  @Test
  void one_replica_alone() throws IOException {
    compare(
        "alone",
        started(1)
            .note("vote, certificate and execution in one step")
            .submits(0, 1, "admit T1")
            .submits(0, 2, "admit T2"));
  }

  @Test
  void checkpoint() throws IOException {
    Conversation all = started(4);
    for (int i = 1; i <= 7; i++) {
      all.submits(0, i, "admit T" + i);
    }
    all.lines().clear();
    compare(
        "checkpoint-4",
        all.note("seven slots are executed, K = 8")
            .submits(0, 8, "admit T8")
            .note("the window has moved")
            .submits(0, 9, "admit T9"));
  }

  @Test
  void restart() throws IOException {
    compare(
        "restart-4",
        started(4)
            .note("2 hears no COMMIT and dies")
            .loses((to, message) -> to == 2 && message instanceof Commit)
            .submits(0, 1, "admit T1")
            .restarts(2)
            .note("the network is whole again; 2 says what it has, the others what it lacks")
            .loses((_, _) -> false)
            .passes(300));
  }

  @Test
  void lost_votes() throws IOException {
    compare(
        "lost-votes-4",
        started(4)
            .note("every vote of the first round is lost, and 3 loses the proposal as well")
            .loses(TranscriptTest::isLostInTheFirstRound)
            .submits(0, 1, "admit T1")
            .loses((_, _) -> false)
            .passes(400));
  }

  /** Replicas that have asked and been answered; one transcript is enough to show how. */
  private static Conversation started(int n) {
    Conversation conversation = new Conversation(n);
    conversation.lines().clear();
    return conversation;
  }

  private static boolean isLostInTheFirstRound(int to, PbftMessage message) {
    return message instanceof Prepare || (message instanceof PrePrepare && to == 3);
  }

  private static void compare(String name, Conversation conversation) throws IOException {
    String file = "transcripts/" + name + ".txt";
    if ("accept".equals(System.getProperty("dtvn.transcripts"))) {
      Path target = Path.of("src", "test", "resources").resolve(file);
      Files.createDirectories(target.getParent());
      Files.write(target, conversation.lines(), StandardCharsets.UTF_8);
      return;
    }
    try (InputStream in = TranscriptTest.class.getResourceAsStream("/" + file)) {
      assertThat(in).as(file).isNotNull();
      List<String> expected =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(conversation.lines()).containsExactlyElementsOf(expected);
    }
  }
}
