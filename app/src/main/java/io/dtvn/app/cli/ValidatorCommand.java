package io.dtvn.app.cli;

import io.dtvn.app.config.ConfigLoader;
import io.dtvn.app.config.ConfigLoader.CommandLineLayer;
import io.dtvn.app.config.Settings;
import io.dtvn.app.wiring.RunningNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a validator until it is told to stop. */
@Command(
    name = "validator",
    description = {
      "Runs a validator until SIGTERM or Ctrl-C.",
      "Every flag is a key of config/validator.yaml and stands above it and the environment."
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class ValidatorCommand implements Callable<Integer> {

  @Mixin private KeyOptions keys = new KeyOptions();

  @Option(
      names = {"--config", "-config"},
      paramLabel = "FILE",
      description = "Configuration to read instead of config/validator.yaml.")
  private @Nullable Path file;

  @Option(
      names = {"--api-key", "-api-key"},
      paramLabel = "KEY",
      description = "Key that callers must show; better in the variable DTVN_API_KEY.")
  private @Nullable String apiKey;

  @Option(
      names = {"--dev", "-dev"},
      description = "Allow development keys beyond loopback.")
  private boolean development;

  @Option(names = "--json", description = "Log JSON lines: the same as --set logging.format=json.")
  private boolean json;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any key of the configuration, such as storage.type=memory.")
  private Map<String, String> others = new TreeMap<>();

  @Option(
      names = "--first-start",
      hidden = true,
      description = "Whether an empty data folder may be the first start: allow or refuse.",
      defaultValue = "allow")
  private FirstStart firstStart = FirstStart.allow;

  @Option(
      names = "--until-input-ends",
      hidden = true,
      description = "Stop when standard input ends: with the process that started this one.")
  private boolean untilInputEnds;

  /** As it is written on the command line. */
  private enum FirstStart {
    allow,
    refuse
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings loaded = new ConfigLoader(System.getenv(), Path.of("")).load(commandLineLayer());
    Settings settings = firstStart == FirstStart.allow ? loaded : loaded.ofKnownNode();
    LogSetup.apply(settings.config().logging());
    Shutdown shutdown = new Shutdown();
    if (untilInputEnds) {
      Thread.ofPlatform().daemon().name("dtvn-input").start(() -> endWithInput(shutdown));
    }
    RunningNode node = RunningNode.start(settings);
    shutdown.onEnd(node::close);
    var _ = node.stoppedItself().thenAccept(_ -> shutdown.fail());
    shutdown.await();
    return Shutdown.HANDED_OVER;
  }

  private static void endWithInput(Shutdown shutdown) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LoggerFactory.getLogger(ValidatorCommand.class).debug("standard input failed", e);
    }
    shutdown.end();
  }

  CommandLineLayer commandLineLayer() {
    SortedMap<String, String> values = new TreeMap<>(others);
    values.putAll(keys.values());
    if (json) {
      values.put("logging.format", "json");
    }
    return new CommandLineLayer(
        Optional.ofNullable(file), values, Optional.ofNullable(apiKey), development);
  }
}
