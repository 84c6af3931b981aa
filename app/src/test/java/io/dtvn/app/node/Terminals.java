package io.dtvn.app.node;

import io.dtvn.app.cli.Cli;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Four validators started by hand, each told the others' addresses. Closing ends all that were
 * started.
 */
final class Terminals implements AutoCloseable {

  private static final int NODES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Ports ports = Ports.free(NODES + 1);
  private final List<NodeProcess> started = new ArrayList<>();

  Terminals(Path folder) {
    this.folder = folder;
  }

  /** Where a validator keeps everything. */
  Path folder(int number) {
    return folder.resolve("node" + number);
  }

  /** Starts a validator where the others look for it. */
  NodeProcess validator(int number, String... options) throws IOException {
    return start(folder(number), number, number, options);
  }

  /** Starts a second process of a validator, on other data, where nobody looks for it. */
  NodeProcess copy(Path data, int number) throws IOException {
    return start(data, number, NODES);
  }

  private NodeProcess start(Path data, int number, int seat, String... options) throws IOException {
    String addresses =
        IntStream.range(0, NODES)
            .filter(other -> other != seat)
            .mapToObj(other -> "/ip4/127.0.0.1/tcp/" + (ports.peers() + other))
            .collect(Collectors.joining(","));
    List<String> own =
        List.of(
            "-id=node" + number,
            "-total-nodes=" + NODES,
            "-port=" + (ports.peers() + seat),
            "-bootstrap=" + addresses,
            number == 0 ? "-primary" : "-primary=false");
    NodeProcess node =
        NodeProcess.start(
            data, Stream.concat(own.stream(), Stream.of(options)).toArray(String[]::new));
    started.add(node);
    return node;
  }

  /** What {@code dtvn status} prints of the network as {@code node} sees it. */
  static String status(NodeHttp node) {
    return Cli.run("status", "--url", node.url()).out();
  }

  /** Waits until {@code status} has a line that begins and goes on like this. */
  static void awaitStatus(NodeHttp node, String start, String more) {
    Await.until(
        PATIENCE,
        () -> status(node).lines().anyMatch(l -> l.startsWith(start) && l.contains(more)),
        () -> "want a line '%s…%s', found:%n%s".formatted(start, more, status(node)));
  }

  @Override
  public void close() {
    started.forEach(NodeProcess::close);
  }
}
