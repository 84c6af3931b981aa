package io.dtvn.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.app.config.ConfigException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoPlanTest {

  private static final Path DATA = Path.of("data");

  @Test
  void each_validator_has_the_next_ports_and_the_addresses_of_all_others() {
    DemoPlan plan = plan(3, 8080, 4001, false);

    assertThat(plan.keys(1))
        .containsEntry("node.id", "node1")
        .containsEntry("api.port", "8081")
        .containsEntry("network.listen_port", "4002")
        .containsEntry("metrics.port", "9091")
        .containsEntry("consensus.total_nodes", "3")
        .containsEntry("network.bootstrap_peers", "/ip4/127.0.0.1/tcp/4001,/ip4/127.0.0.1/tcp/4003")
        .doesNotContainKey("network.type");
    assertThat(plan.listens().keySet())
        .containsExactly(4001, 4002, 4003, 8080, 8081, 8082, 9090, 9091, 9092);
  }

  @Test
  void in_one_process_nobody_listens_for_peers() {
    DemoPlan plan = plan(2, 8080, 4001, true);

    assertThat(plan.keys(0))
        .containsEntry("network.type", "memory")
        .doesNotContainKey("network.bootstrap_peers");
    assertThat(plan.listens().keySet()).containsExactly(8080, 8081, 9090, 9091);
  }

  @Test
  void ports_that_overlap_are_refused_with_both_uses() {
    assertThatThrownBy(() -> plan(4, 4003, 4001, false).listens())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("peers of node2")
        .hasMessageContaining("API of node0");
  }

  @Test
  void validators_take_the_storages_in_turn() {
    DemoPlan plan = new DemoPlan(3, DATA, new DemoPlan.Ports(8080, 4001), "rocksdb,boltdb", false);

    assertThat(plan.keys(0)).containsEntry("storage.type", "rocksdb");
    assertThat(plan.keys(1)).containsEntry("storage.type", "boltdb");
    assertThat(plan.keys(2)).containsEntry("storage.type", "rocksdb");
  }

  @Test
  void what_is_out_of_range_is_named() {
    assertThatThrownBy(() -> plan(14, 8080, 4001, false)).hasMessageContaining("--nodes");
    assertThatThrownBy(() -> plan(4, 65_533, 4001, false)).hasMessageContaining("--api-port");
    assertThatThrownBy(() -> plan(4, 8080, 60_444, false)).hasMessageContaining("--p2p-port");
  }

  private static DemoPlan plan(int nodes, int api, int peers, boolean inProcess) {
    return new DemoPlan(nodes, DATA, new DemoPlan.Ports(api, peers), "rocksdb", inProcess);
  }
}
