package io.dtvn.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.app.demo.NodeLauncher.Launched;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a validator which is let go is not started any more. */
class NodeKeeperTest {

  @TempDir Path data;

  @Test
  void what_was_told_to_stop_before_it_was_launched_is_not_launched() {
    DemoPlan plan = new DemoPlan(4, data, new DemoPlan.Ports(8080, 4001), "rocksdb", false);
    AtomicInteger launches = new AtomicInteger();
    NodeLauncher launcher =
        (_, _) -> {
          launches.incrementAndGet();
          return new Ended();
        };
    try (DemoFolder folder = DemoFolder.open(plan, false)) {
      NodeKeeper keeper =
          new NodeKeeper(0, new NodeKeeper.Household(plan, folder, launcher, _ -> {}));
      keeper.close();
      keeper.keep();
    }
    assertThat(launches).hasValue(0);
  }

  private static final class Ended implements Launched {
    @Override
    public CompletionStage<String> ended() {
      return CompletableFuture.completedFuture("ended");
    }

    @Override
    public List<String> lastLines() {
      return List.of();
    }

    @Override
    public void stop() {}
  }
}
