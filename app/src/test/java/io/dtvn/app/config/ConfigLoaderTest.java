package io.dtvn.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.app.config.ConfigLoader.CommandLineLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

  @TempDir Path folder;

  @Test
  void nothing_configured_means_the_defaults() {
    assertThat(load(Map.of(), Map.of()).config()).isEqualTo(NodeConfig.DEFAULT);
  }

  @Test
  void the_command_line_stands_above_the_environment_above_the_file_above_the_default()
      throws IOException {
    file("node:\n  id: fromfile0\n  data_dir: /f\napi:\n  port: 1\n");
    Map<String, String> environment = Map.of("DTVN_API_PORT", "2", "DTVN_NODE_DATA_DIR", "/e");

    NodeConfig config = load(environment, Map.of("api.port", "3")).config();

    assertThat(config.api().port()).isEqualTo(3);
    assertThat(config.node().dataDir()).isEqualTo("/e");
    assertThat(config.node().id()).isEqualTo("fromfile0");
    assertThat(config.storage().type()).isEqualTo("rocksdb");
  }

  @Test
  void the_predecessors_file_is_read_whole() throws IOException {
    file(
        """
        node: {id: validator-1, data_dir: ./data/validator-1}
        network:
          listen_port: 4001
          bootstrap_mode: false
          bootstrap_peers:
            - /ip4/127.0.0.1/tcp/4001/p2p/QmExample
        api: {address: 0.0.0.0, port: 8080, enable_cors: true}
        consensus: {is_primary: false, total_nodes: 7, checkpoint_interval: 100, view_timeout: 5s}
        gossip: {fanout: 3, ttl: 10, cache_size: 10000, anti_entropy_interval: 5s}
        storage: {type: boltdb, path: ./data/validator-1/db, timeout: 10s}
        metrics: {enabled: true, address: 0.0.0.0, port: 9090}
        logging: {level: info, format: json, output: stdout}
        """);

    Settings settings = load(Map.of(), Map.of());

    assertThat(settings.config().consensus().viewTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.config().network().bootstrapPeers()).hasSize(1);
    assertThat(settings.withoutEffect()).contains("gossip.fanout").doesNotContain("metrics.port");
  }

  @Test
  void an_unknown_key_stops_the_start_and_lists_what_is_allowed() throws IOException {
    file("api:\n  prot: 1\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("api.prot")
        .hasMessageContaining("[address, port, enable_cors, cors_origins]");
  }

  @Test
  void an_unknown_group_stops_the_start_and_lists_what_is_allowed() throws IOException {
    file("strage:\n  type: memory\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .hasMessageContaining("strage")
        .hasMessageContaining("storage");
  }

  @Test
  void a_misspelt_variable_stops_the_start() {
    assertThatThrownBy(() -> load(Map.of("DTVN_STORAGE_TIPE", "memory"), Map.of()))
        .hasMessageContaining("DTVN_STORAGE_TIPE")
        .hasMessageContaining("DTVN_STORAGE_TYPE");
  }

  @Test
  void a_doubled_key_stops_the_start() throws IOException {
    file("api:\n  port: 1\n  port: 2\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of())).isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "api.port, 70000",
    "api.port, many",
    "consensus.total_nodes, 14",
    "consensus.total_nodes, 0",
    "consensus.checkpoint_interval, 7",
    "consensus.view_timeout, 5",
    "logging.level, loud",
    "compat.implicit_issue, maybe",
    "api.enable_cors, yes",
    "consensus.total_nodes, 4.5"
  })
  void a_value_out_of_range_stops_the_start_and_names_its_key(String key, String value) {
    assertThatThrownBy(() -> load(Map.of(), Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .message()
        .containsAnyOf(key, "duration");
  }

  @Test
  void a_file_that_is_named_must_be_there() {
    CommandLineLayer missing =
        new CommandLineLayer(
            Optional.of(folder.resolve("none.yaml")), new TreeMap<>(), Optional.empty(), false);

    assertThatThrownBy(() -> new ConfigLoader(Map.of(), folder).load(missing))
        .hasMessageContaining("none.yaml");
  }

  @Test
  void a_file_without_end_is_refused() {
    CommandLineLayer endless =
        new CommandLineLayer(
            Optional.of(Path.of("/dev/zero")), new TreeMap<>(), Optional.empty(), false);

    assertThatThrownBy(() -> new ConfigLoader(Map.of(), folder).load(endless))
        .isInstanceOf(ConfigException.class)
        .hasMessage("configuration file /dev/zero: want at most 1 MiB, found more");
  }

  @Test
  void the_file_that_we_ship_sets_nothing() throws IOException {
    Path shipped = Path.of("..", ConfigLoader.DEFAULT_FILE);
    file(Files.readString(shipped));

    Settings settings = load(Map.of(), Map.of());

    assertThat(settings.config()).isEqualTo(NodeConfig.DEFAULT);
    assertThat(settings.withoutEffect()).isEmpty();
  }

  @Test
  void the_file_that_we_ship_names_every_key_with_its_default() throws IOException {
    String shipped = Files.readString(Path.of("..", ConfigLoader.DEFAULT_FILE));
    file(shipped.replaceAll("(?m)^  # ([a-z_]+: )", "  $1"));

    Settings settings = load(Map.of(), Map.of());

    assertThat(settings.config()).isEqualTo(NodeConfig.DEFAULT);
    for (String key : new ConfigTree().keys()) {
      assertThat(shipped).contains("# " + key.substring(key.indexOf('.') + 1) + ":");
    }
  }

  @Test
  void secrets_come_from_the_environment_and_are_never_printed() {
    Settings settings =
        load(Map.of("DTVN_API_KEY", "hunter2", "DTVN_KEY_SEED", "pepper"), Map.of());

    assertThat(settings.secrets().apiKey()).contains("hunter2");
    assertThat(settings.toString()).doesNotContain("hunter2").doesNotContain("pepper");
  }

  private void file(String yaml) throws IOException {
    Path file = folder.resolve(ConfigLoader.DEFAULT_FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  private Settings load(Map<String, String> environment, Map<String, String> keys) {
    return new ConfigLoader(environment, folder)
        .load(new CommandLineLayer(Optional.empty(), new TreeMap<>(keys), Optional.empty(), false));
  }
}
