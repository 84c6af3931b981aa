package io.dtvn.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts the layers on one another: command line above environment above file above default. The
 * environment names a key {@code group.key} as {@code DTVN_GROUP_KEY}.
 */
public final class ConfigLoader {

  /** Where the file is looked for when none is named. */
  public static final String DEFAULT_FILE = "config/validator.yaml";

  /** The salt of development keys when none is set. */
  public static final String DEFAULT_KEY_SEED = "dtvn-validator-key-v1";

  private static final int FILE_BYTES_MAX = 1 << 20;

  /** Variables that are no keys. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "DTVN_API_KEY",
          "DTVN_WS_ORIGINS",
          "DTVN_KEY_SEED",
          "DTVN_CONFIG",
          "DTVN_JAVA_HOME",
          "DTVN_JAVA_OPTS",
          "DTVN_PROJECT_ROOT");

  private static final List<String> WITHOUT_EFFECT = List.of("network.bootstrap_mode", "gossip.");

  private final Map<String, String> environment;
  private final Path workingDirectory;

  /**
   * Loads with this environment.
   *
   * @param workingDirectory where the default file is looked for
   */
  public ConfigLoader(Map<String, String> environment, Path workingDirectory) {
    this.environment = Map.copyOf(environment);
    this.workingDirectory = workingDirectory;
  }

  /**
   * The settings that all layers make.
   *
   * @throws ConfigException if a key is unknown, a value out of range, or a named file unreadable
   */
  public Settings load(CommandLineLayer commandLine) {
    ConfigTree tree = new ConfigTree();
    file(commandLine.file()).ifPresent(file -> tree.lay(read(file), file.toString()));
    layEnvironment(tree);
    commandLine.keys().forEach((key, value) -> tree.set(key, value, "command line"));
    return new Settings(
        tree.toConfig(),
        secrets(commandLine),
        commandLine.development(),
        origins(),
        true,
        tree.touched().stream().filter(ConfigLoader::isWithoutEffect).toList());
  }

  /**
   * What the command line says.
   *
   * @param file the file to read instead of the default one
   * @param keys values by {@code group.key}
   * @param apiKey the key callers must show
   * @param development allow development keys beyond loopback
   */
  public record CommandLineLayer(
      Optional<Path> file,
      SortedMap<String, String> keys,
      Optional<String> apiKey,
      boolean development) {

    /** Says nothing. */
    public static final CommandLineLayer NONE =
        new CommandLineLayer(Optional.empty(), new TreeMap<>(), Optional.empty(), false);

    /** Names no secret. */
    @Override
    public String toString() {
      return "CommandLineLayer[%s, %s]".formatted(file, keys);
    }
  }

  private Optional<Path> file(Optional<Path> named) {
    Optional<Path> wanted =
        named.or(() -> Optional.ofNullable(environment.get("DTVN_CONFIG")).map(Path::of));
    if (wanted.isPresent()) {
      return wanted;
    }
    Path standard = workingDirectory.resolve(DEFAULT_FILE);
    return Files.exists(standard) ? Optional.of(standard) : Optional.empty();
  }

  private static String read(Path file) {
    try {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(FILE_BYTES_MAX + 1); // a device has no size to ask for
      }
      ConfigException.check(
          bytes.length <= FILE_BYTES_MAX,
          "configuration file %s: want at most 1 MiB, found more".formatted(file));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IOException e) {
      throw new ConfigException(
          "configuration file %s: want a file that can be read, found %s"
              .formatted(file, FileTrouble.inWords(e)));
    }
  }

  private void layEnvironment(ConfigTree tree) {
    SortedMap<String, String> keyOf = new TreeMap<>();
    tree.keys().forEach(key -> keyOf.put(variableOf(key), key));
    Set<String> groups = new TreeSet<>();
    tree.keys().forEach(key -> groups.add(variableOf(key.substring(0, key.indexOf('.'))) + "_"));
    for (var variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      if (keyOf.containsKey(name)) {
        tree.set(keyOf.get(name), variable.getValue(), "environment variable " + name);
      } else if (!OTHER_VARIABLES.contains(name) && groups.stream().anyMatch(name::startsWith)) {
        throw new ConfigException(
            "environment variable %s: want one of %s".formatted(name, keyOf.keySet()));
      }
    }
  }

  private static String variableOf(String key) {
    return "DTVN_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private Secrets secrets(CommandLineLayer commandLine) {
    Optional<String> apiKey =
        commandLine.apiKey().or(() -> Optional.ofNullable(environment.get("DTVN_API_KEY")));
    return new Secrets(
        apiKey.filter(key -> !key.isEmpty()),
        environment.getOrDefault("DTVN_KEY_SEED", DEFAULT_KEY_SEED));
  }

  private List<String> origins() {
    return Arrays.stream(environment.getOrDefault("DTVN_WS_ORIGINS", "").split(",", -1))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .toList();
  }

  private static boolean isWithoutEffect(String key) {
    return WITHOUT_EFFECT.stream().anyMatch(key::startsWith);
  }
}
