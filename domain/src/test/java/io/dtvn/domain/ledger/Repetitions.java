package io.dtvn.domain.ledger;

import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.RefusalCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Repeats what was executed: bundles as they were, and operations in new bundles. */
final class Repetitions {

  /** What says that an operation was not looked at, so that it may still be executed. */
  private static final Set<RefusalCode> UNSEEN =
      EnumSet.of(
          RefusalCode.NOT_AUTHORISED,
          RefusalCode.REJECTED_OLD,
          RefusalCode.BUNDLE_REUSED,
          RefusalCode.EXPIRED);

  private final FakeNetwork network;
  private final Random random;
  private final Map<BundleId, Bundle> bundles = new LinkedHashMap<>();
  private final Map<Integer, List<Operation>> operations = new LinkedHashMap<>();
  private final Map<Integer, Long> numbers = new LinkedHashMap<>();

  Repetitions(FakeNetwork network, Random random) {
    this.network = network;
    this.random = random;
  }

  /** Takes in what {@code batch} has executed. */
  void learn(Batch batch, Execution execution) {
    int index = 0;
    for (Bundle bundle : batch.bundles()) {
      bundles.putIfAbsent(bundle.id(), bundle);
      int gateway = network.genesis().validators().indexOf(bundle.id().gateway()).orElse(-1);
      for (Operation operation : bundle.operations()) {
        if (executed(execution.outcomes().get(index++))) {
          operations.computeIfAbsent(gateway, _ -> new ArrayList<>()).add(operation);
          numbers.merge(gateway, bundle.id().number() + 1, Math::max);
        }
      }
    }
  }

  /** {@code batch} with everything learnt so far behind it, in any order. */
  Batch behind(Batch batch) {
    List<Bundle> again = new ArrayList<>(bundles.values());
    operations.forEach(
        (gateway, list) -> {
          List<Operation> some = new ArrayList<>(list);
          Collections.shuffle(some, random);
          Operation[] chosen = some.subList(0, Math.min(some.size(), 20)).toArray(Operation[]::new);
          again.add(network.bundle(gateway, numbers.getOrDefault(gateway, 1L), chosen));
        });
    again.removeIf(b -> batch.bundles().stream().anyMatch(own -> own.id().equals(b.id())));
    Collections.shuffle(again, random);
    List<Bundle> all = new ArrayList<>(batch.bundles());
    all.addAll(again);
    return Batch.of(0, batch.header().timestamp(), all);
  }

  private static boolean executed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused refused -> !UNSEEN.contains(refused.refusal().code());
      case Outcome.Repeated _ -> false; // of what may have expired
      case Outcome.Applied _, Outcome.Unchanged _, Outcome.Found _ -> true;
    };
  }
}
