package io.dtvn.benchmarks.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The findings of all back ends side by side: a line for each finding. */
final class Report {

  private static final int FINDING_WIDTH = 46;
  private static final int VALUE_WIDTH = 14;

  private Report() {}

  static String text(ArrayNode results) {
    StringBuilder text = new StringBuilder();
    List<String> findings = new ArrayList<>();
    for (JsonNode result : results) {
      for (String finding : findingsOf("", result)) {
        if (!findings.contains(finding)) {
          findings.add(finding);
        }
      }
    }
    findings.remove("/type");
    findings.addFirst("/type");
    for (String finding : findings) {
      String name = finding.substring(1).replace('/', ' ').replace('_', ' ');
      text.append(("%-" + FINDING_WIDTH + "s").formatted(name));
      for (JsonNode result : results) {
        text.append(("%" + VALUE_WIDTH + "s").formatted(shown(result.at(finding))));
      }
      text.append(System.lineSeparator());
    }
    return text.toString().stripTrailing();
  }

  private static List<String> findingsOf(String path, JsonNode node) {
    List<String> findings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = path + "/" + field.getKey();
      if (field.getValue().isObject()) {
        findings.addAll(findingsOf(at, field.getValue()));
      } else {
        findings.add(at);
      }
    }
    return findings;
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "-";
    }
    if (value.isDouble()) {
      double number = value.asDouble();
      return number < 100 ? "%,.3f".formatted(number) : "%,.0f".formatted(number);
    }
    return value.isNumber() ? "%,d".formatted(value.asLong()) : value.asText();
  }
}
