package io.dtvn.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadRunTest {

  private final Map<String, AtomicInteger> callsByPath = new ConcurrentHashMap<>();
  private volatile int admitStatus = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          exchange.getRequestBody().readAllBytes();
          callsByPath.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
          byte[] body = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
          int status = path.endsWith("/admit") ? admitStatus : 201;
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void every_operation_that_succeeds_is_counted() {
    String report = bench();

    assertThat(report).contains("\"clients\":3").contains("\"errors\":{}");
    assertThat(operations(report)).isPositive();
    assertThat(calls("/api/v1/tickets/admit")).isPositive();
    assertThat(calls("/api/v1/tickets/admit")).isLessThanOrEqualTo(calls("/api/v1/tickets"));
  }

  @Test
  void refusals_are_errors_and_no_operations() {
    admitStatus = 409;

    String report = bench();

    assertThat(report).contains("\"HTTP 409\":");
  }

  @Test
  void a_node_that_is_not_there_is_an_error() {
    stop();

    String report = bench();

    assertThat(operations(report)).isZero();
    assertThat(report).contains("ConnectException");
  }

  @Test
  void calls_that_have_no_answer_at_the_end_are_in_the_report() throws InterruptedException {
    Duration measured = Duration.ofMillis(100);
    LoadRun.Shape shape = new LoadRun.Shape(3, 0, Duration.ZERO, measured);
    long answers = System.nanoTime() + measured.multipliedBy(4).toNanos();
    LoadRun run = new LoadRun(shape, _ -> new Late(answers), new Meter(List.of(), List.of()));

    String report = run.run(_ -> {}).json();

    assertThat(operations(report)).isZero();
    assertThat(report).contains("\"unanswered\":3,").contains("\"errors\":{}");
  }

  /** Answers nothing before a time. */
  private record Late(long nanoTime) implements Door {

    @Override
    public String issue(String ticket) {
      while (System.nanoTime() - nanoTime < 0) {
        LockSupport.parkNanos(nanoTime - System.nanoTime());
      }
      return DONE;
    }

    @Override
    public String admit(String ticket) {
      return issue(ticket);
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({
    "--url=ftp://x, --url 'ftp://x': want a form such as http://127.0.0.1:8080",
    "--server-pid=4194305, --server-pid 4194305: want a process that runs",
    "--nodes=99, '--nodes: want 1 to 13, found 99'",
    "--closed=0, '--closed: want 1 to 20000, found 0'",
    "--rate=0, '--rate: want at least 1, found 0'",
    "--duration=0s, --duration: want more than 0",
    "--in-process, --in-process: want it with --nodes",
    "--nodes=1 --gateway, --gateway: want it with --nodes and --in-process",
    "--nodes=1 --server-pid=1, --server-pid: want it without --nodes",
    "--nodes=1 --url=http://127.0.0.1:1, --url: want it without --nodes"
  })
  void what_cannot_be_used_is_told_in_one_line(String options, String told) {
    StringWriter err = new StringWriter();
    int code = Main.commandLine().setErr(new PrintWriter(err)).execute(options.split(" ", -1));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(told).doesNotContain("Exception");
  }

  private String bench() {
    StringWriter out = new StringWriter();
    Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(
            "--url",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "--clients=3",
            "--warmup=50ms",
            "--duration=300ms",
            "--json");
    return out.toString();
  }

  private int calls(String path) {
    return callsByPath.getOrDefault(path, new AtomicInteger()).get();
  }

  private static long operations(String report) {
    return Long.parseLong(report.replaceAll("(?s).*\"operations\":(\\d+).*", "$1"));
  }
}
