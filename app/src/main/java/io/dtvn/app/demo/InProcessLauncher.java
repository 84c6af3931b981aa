package io.dtvn.app.demo;

import io.dtvn.app.config.ConfigLoader;
import io.dtvn.app.config.ConfigLoader.CommandLineLayer;
import io.dtvn.app.config.Settings;
import io.dtvn.app.wiring.RunningNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All validators in this process. */
final class InProcessLauncher implements NodeLauncher {

  private final DemoPlan plan;
  private final ConcurrentMap<Integer, RunningNode> running = new ConcurrentHashMap<>();

  InProcessLauncher(DemoPlan plan) {
    this.plan = plan;
  }

  @Override
  public Launched launch(int node, boolean firstStart) {
    CommandLineLayer layer =
        new CommandLineLayer(Optional.empty(), plan.keys(node), Optional.empty(), false);
    Settings settings = new ConfigLoader(System.getenv(), Path.of("")).load(layer);
    long logged = LogTail.lengthOf(plan.log(node));
    RunningNode started = RunningNode.start(firstStart ? settings : settings.ofKnownNode());
    running.put(node, started);
    return new Neighbour(started, plan.log(node), logged);
  }

  /** The node that runs as number {@code node} now. */
  Optional<RunningNode> running(int node) {
    return Optional.ofNullable(running.get(node));
  }

  private record Neighbour(
      RunningNode node, Path log, long logged, CompletableFuture<String> closed)
      implements Launched {

    Neighbour(RunningNode node, Path log, long logged) {
      this(node, log, logged, new CompletableFuture<>());
      var _ =
          node.stoppedItself()
              .thenAccept(cause -> closed.complete("stopped by itself: " + cause.getMessage()));
    }

    @Override
    public CompletionStage<String> ended() {
      return closed;
    }

    @Override
    public List<String> lastLines() {
      return LogTail.of(log, logged);
    }

    @Override
    public void stop() {
      node.close();
      closed.complete("was stopped");
    }
  }
}
