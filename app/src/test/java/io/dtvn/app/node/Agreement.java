package io.dtvn.app.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether nodes that nobody asks any more come to stand at the same place with the same state. */
record Agreement(List<NodeHttp> nodes) {

  /**
   * Where a node stands.
   *
   * @param executed the newest batch that it has executed; -1: it does not answer
   * @param root its state at its newest checkpoint
   * @param rootAt the batch of that checkpoint
   */
  record Place(long executed, String root, long rootAt) {

    private static final Place SILENT = new Place(-1, "", -1);
  }

  /** Where they stand now, in their order. */
  List<Place> places() {
    return nodes.stream().map(Agreement::place).toList();
  }

  /** Waits until they agree; gives where, or fails with what was found. */
  Place await(Duration patience) {
    Await.until(
        patience,
        () -> places().stream().distinct().count() == 1 && places().getFirst().rootAt > 0,
        () -> "want all at one place behind a checkpoint, found " + places());
    checkRoots(places());
    return places().getFirst();
  }

  /** Waits until they have executed the same and, where they can be compared, have one state. */
  void awaitSamePlace(Duration patience) {
    Await.until(
        patience,
        () -> places().stream().map(Place::executed).distinct().count() == 1,
        () -> "want all to have executed the same, found " + places());
    checkRoots(places());
  }

  /** Fails if two of them have had different states at one checkpoint; may be asked at any time. */
  void checkRoots(List<Place> places) {
    Map<Long, Set<String>> roots = new HashMap<>();
    places.forEach(
        place -> roots.computeIfAbsent(place.rootAt, _ -> new TreeSet<>()).add(place.root));
    roots.forEach(
        (at, found) -> {
          if (found.size() > 1) {
            throw new AssertionError("want one state root at %d, found %s".formatted(at, found));
          }
        });
  }

  private static Place place(NodeHttp node) {
    try {
      JsonNode stats = node.get("/api/v1/stats").json().path("data");
      return new Place(
          stats.path("last_executed").asLong(-1),
          stats.path("state_root").asText(),
          stats.path("state_root_at").asLong(-1));
    } catch (UncheckedIOException e) {
      return Place.SILENT;
    }
  }
}
