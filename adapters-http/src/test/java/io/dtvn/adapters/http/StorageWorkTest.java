package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.in.MaintainStorage.Outcome;
import io.dtvn.ports.out.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Long work on the store: told line by line, one at a time, done whoever listens. */
class StorageWorkTest extends ApiTest {

  private static final String STORAGE = "/api/v1/storage";
  private static final Outcome DONE = new Outcome.BackedUp("backups/a", 5, 6, 7);

  private final FakeNode node = new FakeNode();

  @Test
  void progress_is_told_and_the_last_line_is_the_result() {
    node.storage()
        .takeCourse(
            progress -> {
              progress.at(1, 3);
              return DONE;
            });
    Reply reply = open(node).post(STORAGE + "/backup", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
    List<String> lines = reply.body().lines().toList();
    assertThat(lines.getLast())
        .isEqualTo(
            "{\"phase\":\"backup\",\"result\":"
                + "{\"file\":\"backups/a\",\"bytes\":5,\"entries\":6,\"last_executed\":7}}");
    assertThat(lines.subList(0, lines.size() - 1))
        .allMatch(line -> line.equals("{\"phase\":\"backup\",\"done\":1,\"total\":3}"));
  }

  @Test
  void compaction_and_check_have_results_of_their_own() {
    Api api = open(node);
    node.storage().takeCourse(_ -> new Outcome.Compacted(9, 4));
    assertThat(api.post(STORAGE + "/compact", "").body())
        .endsWith("{\"phase\":\"compact\",\"result\":{\"bytes_before\":9,\"bytes_after\":4}}\n");
    node.storage().takeCourse(_ -> new Outcome.Checked(List.of("c"), List.of("a is not b")));
    assertThat(api.post(STORAGE + "/check", "").body())
        .endsWith(
            "{\"phase\":\"check\",\"result\":"
                + "{\"whole\":false,\"facts\":[\"c\"],\"findings\":[\"a is not b\"]}}\n");
  }

  @Test
  void a_failure_is_told_in_the_last_line() {
    Api api = open(node);
    node.storage()
        .takeCourse(
            _ -> {
              throw new StorageException("storage: no space");
            });
    assertThat(api.post(STORAGE + "/backup", "").body())
        .isEqualTo(
            "{\"phase\":\"backup\",\"error\":\"storage: no space\",\"code\":\"STORAGE_FAILED\"}\n");
    node.storage()
        .takeCourse(
            _ -> {
              throw new IllegalStateException("secret");
            });
    assertThat(api.post(STORAGE + "/check", "").body())
        .contains("INTERNAL")
        .doesNotContain("secret");
  }

  @Test
  void a_second_piece_of_work_is_busy_until_the_first_is_done() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    node.storage()
        .takeCourse(
            _ -> {
              entered.countDown();
              await(go);
              return DONE;
            });
    Api api = open(node);
    try (RawSocket gone = api.connect()) {
      gone.request("POST", STORAGE + "/backup", "");
      entered.await();
    }
    Reply busy = api.post(STORAGE + "/check", "");
    assertThat(busy.status()).isEqualTo(429);
    assertThat(busy.code()).isEqualTo("BUSY");
    go.countDown();
    Await.until("the place is free", () -> api.post(STORAGE + "/backup", "").status() == 200);
  }

  @Test
  void a_name_that_is_refused_is_400_before_anything_begins() {
    Api api = open(node);
    Reply reply = api.post(STORAGE + "/backup", "{'path':'/etc/x'}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("path: want a name without folders");
    assertThat(api.post(STORAGE + "/backup", "{'path':5}").status()).isEqualTo(400);
    assertThat(api.post(STORAGE + "/backup", "[").status()).isEqualTo(400);
  }

  @Test
  void an_answer_in_pieces_may_take_longer_than_a_whole_one() {
    Duration answer = Duration.ofSeconds(2);
    Api api =
        open(
            node,
            new Limits(
                100, 100, 100, 100, 1 << 20, 4 << 20, 8 << 20, 1 << 20, answer, answer, answer));
    node.storage()
        .takeCourse(
            progress -> {
              long until = System.nanoTime() + 2 * answer.toNanos();
              while (System.nanoTime() < until) {
                progress.at(1, 2);
                Thread.onSpinWait();
              }
              return DONE;
            });
    assertThat(api.post(STORAGE + "/backup", "").body()).contains("\"result\"");
  }

  @Test
  void they_need_the_key() {
    Api api = open(node, withKey("k"));
    for (String work : List.of("/backup", "/compact", "/check")) {
      assertThat(api.post(STORAGE + work, "").status()).isEqualTo(401);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
