package io.dtvn.adapters.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One metric of a page with all its series. */
record Family(String name, String help, String type, List<Sample> samples) {

  /** One line: a series and its number. */
  record Sample(String name, SortedMap<String, String> labels, double value) {

    String label(String key) {
      return labels.getOrDefault(key, "");
    }
  }

  Family(String name, String help, String type) {
    this(name, help, type, new ArrayList<>());
  }

  /** The number of the one series that has no labels. */
  double value() {
    if (samples.size() != 1 || !samples.getFirst().labels().isEmpty()) {
      throw new AssertionError("want one series without labels, found " + samples);
    }
    return samples.getFirst().value();
  }

  /** The number of the series called {@code sampleName} with these labels: keys, values in turn. */
  double value(String sampleName, String... labels) {
    SortedMap<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return samples.stream()
        .filter(sample -> sample.name().equals(sampleName) && sample.labels().equals(wanted))
        .mapToDouble(Sample::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError(sampleName + wanted + " is not in " + samples));
  }

  /** Adds a sample, which must belong here and be new. */
  void add(Sample sample) {
    boolean fits =
        switch (type) {
          case "counter" -> sample.name().equals(name) && sample.value() >= 0;
          case "gauge" -> sample.name().equals(name);
          case "histogram" ->
              sample.name().equals(name + "_bucket")
                  ? sample.labels().containsKey("le")
                  : sample.name().equals(name + "_sum") || sample.name().equals(name + "_count");
          case "summary" ->
              sample.name().equals(name + "_sum")
                  || sample.name().equals(name + "_count")
                  || (sample.name().equals(name) && sample.labels().containsKey("quantile"));
          default -> false;
        };
    boolean again =
        samples.stream()
            .anyMatch(
                other ->
                    other.name().equals(sample.name()) && other.labels().equals(sample.labels()));
    if (!fits || again) {
      throw new AssertionError("%s %s: %s does not belong".formatted(type, name, sample));
    }
    samples.add(sample);
  }

  /** Checks what only the whole shows: buckets rise to the number of all. */
  Family checked() {
    if (name.endsWith("_total") != type.equals("counter") || samples.isEmpty()) {
      throw new AssertionError(name + " is no name of a " + type + ", or has no series");
    }
    SortedMap<String, Double> lastEnd = new TreeMap<>();
    SortedMap<String, Double> lastCount = new TreeMap<>();
    for (Sample sample : samples) {
      SortedMap<String, String> others = new TreeMap<>(sample.labels());
      others.remove("le");
      String series = others.toString();
      if (sample.name().endsWith("_bucket")) {
        double end = PageText.number(sample.label("le"));
        if (end <= lastEnd.getOrDefault(series, Double.NEGATIVE_INFINITY)
            || sample.value() < lastCount.getOrDefault(series, 0.0)) {
          throw new AssertionError(name + ": buckets do not rise at " + sample);
        }
        lastEnd.put(series, end);
        lastCount.put(series, sample.value());
      } else if (type.equals("histogram") && sample.name().endsWith("_count")) {
        if (!Double.valueOf(sample.value()).equals(lastCount.get(series))
            || lastEnd.getOrDefault(series, 0.0) != Double.POSITIVE_INFINITY) {
          throw new AssertionError(name + ": the last bucket does not hold all at " + sample);
        }
      }
    }
    return this;
  }
}
