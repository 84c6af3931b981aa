package io.dtvn.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The keys and their values while layers are put on one another. The default configuration says
 * which keys exist; every value laid on top must belong to one of them.
 */
final class ConfigTree {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .addModule(DurationModule.create())
          .build();

  private final ObjectNode root = MAPPER.valueToTree(NodeConfig.DEFAULT);
  private final SortedSet<String> touched = new TreeSet<>();

  /** All keys as {@code group.key}, in order. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    root.properties()
        .forEach(
            g -> g.getValue().fieldNames().forEachRemaining(k -> keys.add(g.getKey() + "." + k)));
    return keys;
  }

  /** The keys that some layer set. */
  SortedSet<String> touched() {
    return touched;
  }

  /** Lays a YAML document on top; {@code source} names it in messages. */
  void lay(String yaml, String source) {
    JsonNode document = parse(yaml, source);
    if (document.isMissingNode() || document.isNull()) {
      return;
    }
    ConfigException.check(document.isObject(), source + ": want groups of keys");
    for (var group : document.properties()) {
      if (group.getValue().isNull()) {
        continue; // a group whose keys are all commented out
      }
      group(group.getKey(), source); // known, or the start ends here
      ConfigException.check(
          group.getValue().isObject(),
          "%s: %s: want keys below the group".formatted(source, group.getKey()));
      group
          .getValue()
          .properties()
          .forEach(k -> put(group.getKey(), k.getKey(), k.getValue(), source));
    }
  }

  /** Sets one key from text; lists are split at commas. */
  void set(String key, String text, String source) {
    int dot = key.indexOf('.');
    ConfigException.check(
        dot > 0, "%s: key '%s': want group.key, one of %s".formatted(source, key, keys()));
    String group = key.substring(0, dot);
    put(group, key.substring(dot + 1), MAPPER.getNodeFactory().textNode(text), source);
  }

  /** The configuration that the layers make. */
  NodeConfig toConfig() {
    try {
      return MAPPER.treeToValue(root, NodeConfig.class);
    } catch (JsonProcessingException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ConfigException known) {
          throw known;
        }
      }
      throw new ConfigException("configuration: " + e.getOriginalMessage());
    }
  }

  private ObjectNode group(String group, String source) {
    if (root.get(group) instanceof ObjectNode known) {
      return known;
    }
    List<String> groups = new ArrayList<>();
    root.fieldNames().forEachRemaining(groups::add);
    throw new ConfigException(
        "%s: unknown group '%s': want one of %s".formatted(source, group, groups));
  }

  private void put(String groupName, String key, JsonNode value, String source) {
    ObjectNode group = group(groupName, source);
    JsonNode present = group.get(key);
    String path = groupName + "." + key;
    if (present == null) {
      List<String> known = new ArrayList<>();
      group.fieldNames().forEachRemaining(known::add);
      throw new ConfigException(
          "%s: unknown key '%s': want one of %s in group %s"
              .formatted(source, path, known, groupName));
    }
    group.set(key, fitted(present, value, path, source));
    touched.add(path);
  }

  /** The value in the kind that the default has; text is read as that kind. */
  private static JsonNode fitted(JsonNode present, JsonNode value, String path, String source) {
    String text = value.asText();
    String found = "%s: %s: want %s, found '%s'";
    if (present.isArray()) {
      return value.isArray() ? value : split(text);
    }
    ConfigException.check(
        value.isValueNode() && !value.isNull(), "%s: %s: want one value".formatted(source, path));
    if (present.isInt()) {
      try {
        return MAPPER.getNodeFactory().numberNode(Integer.parseInt(text));
      } catch (NumberFormatException e) {
        throw new ConfigException(found.formatted(source, path, "a whole number", text));
      }
    }
    if (present.isBoolean()) {
      ConfigException.check(
          text.equals("true") || text.equals("false"),
          found.formatted(source, path, "true or false", text));
      return MAPPER.getNodeFactory().booleanNode(text.equals("true"));
    }
    return MAPPER.getNodeFactory().textNode(text);
  }

  private static ArrayNode split(String text) {
    ArrayNode list = MAPPER.createArrayNode();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        list.add(part.strip());
      }
    }
    return list;
  }

  private static JsonNode parse(String yaml, String source) {
    try {
      return MAPPER.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "%s: want YAML, found at %s: %s"
              .formatted(
                  source,
                  e.getLocation() == null ? "?" : "line " + e.getLocation().getLineNr(),
                  e.getOriginalMessage()));
    }
  }
}
