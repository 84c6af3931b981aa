package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are large: bounded together until their last byte is sent. */
class LargeAnswerTest extends ApiTest {

  private static final int ROOM = 250_000;

  private final FakeNode node = new FakeNode();
  private Api api;

  @BeforeEach
  void open() {
    Duration within = Duration.ofSeconds(20);
    api =
        open(
            node,
            new Limits(
                100, 100, 100, 100, 1 << 20, 4 << 20, 8 << 20, ROOM, within, within, within));
    api.post(T + "/seed", "");
  }

  @Test
  void a_sent_answer_makes_room_for_the_next() {
    int length = api.get(T).body().length();
    assertThat(length).isBetween(ROOM / 5, ROOM / 2);
    for (int i = 0; i < 20; i++) {
      assertThat(api.get(T).status()).isEqualTo(200);
      assertThat(api.call("HEAD", T, noBody()).status()).isEqualTo(200);
      assertThat(api.get("/api/v1/consensus/logs").status()).isEqualTo(200);
      assertThat(api.get(T + "/TICKET-001/history").status()).isEqualTo(200);
    }
  }

  @Test
  void an_answer_without_room_is_busy() {
    StringBuilder rows = new StringBuilder("{'tickets':[");
    for (int i = 0; i < 1000; i++) {
      rows.append(i == 0 ? "" : ",").append("{'ticket_id':'").append("x".repeat(200)).append(i);
      rows.append("'}");
    }
    assertThat(api.post(T + "/batch", rows + "]}").status()).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      Reply reply = api.get(T);
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.code()).isEqualTo("BUSY");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(api.get(T + "?limit=100").status()).isEqualTo(200);
    }
  }

  @Test
  void a_caller_that_goes_away_makes_room_too() {
    List<RawSocket> deaf = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      RawSocket socket = api.connect();
      socket.get(T).get(T).get(T);
      deaf.add(socket);
    }
    deaf.forEach(RawSocket::close);
    Await.until("there is room again", () -> api.get(T).status() == 200);
  }
}
