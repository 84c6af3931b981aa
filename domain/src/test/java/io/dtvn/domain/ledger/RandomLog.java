package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Action.Verdict;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A log that follows from a seed: few tickets, gates, callers and op ids, so that everything meets
 * everything; tickets whose ids Java would order otherwise; repeated, foreign and late bundles.
 */
public final class RandomLog {

  private static final String[] TICKETS = {"T-1", "T-2", "\uFF21", "\uD83C\uDFAB", "I\u0131", "z"};
  private static final String[] GATES = {"", "A", "\u00C4"};
  private static final String[] DEVICES = {"", "", "d1", "d2"};
  private static final Verdict[] VERDICTS = Verdict.values();
  private static final String[] CALLERS = {"", "k1", "k2"};

  private final FakeNetwork network;
  private final Random random;
  private final long[] numbers;
  private final List<OpId> admissions = new ArrayList<>();
  private final List<Bundle> past = new ArrayList<>();
  private long time = 1_000_000;

  /** The log of {@code seed} over {@code network}. */
  public RandomLog(FakeNetwork network, long seed) {
    this.network = network;
    this.random = new Random(seed);
    this.numbers = new long[network.genesis().validators().size()];
  }

  /** The next batches. */
  public List<Batch> batches(int count) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(next());
    }
    return batches;
  }

  private Batch next() {
    if (random.nextInt(10) == 0) {
      return Batch.nullOf(0);
    }
    time += random.nextInt(-500, 5000);
    List<Bundle> bundles = new ArrayList<>();
    for (int gateway = 0; gateway < numbers.length; gateway++) {
      if (random.nextInt(3) > 0) {
        bundles.add(bundle(gateway));
      }
    }
    if (!past.isEmpty() && random.nextInt(3) == 0) {
      Bundle again = past.get(random.nextInt(past.size()));
      if (bundles.stream().noneMatch(bundle -> bundle.id().equals(again.id()))) {
        bundles.add(again);
      }
    }
    past.addAll(bundles);
    return FakeNetwork.batch(time, bundles.toArray(Bundle[]::new));
  }

  private Bundle bundle(int gateway) {
    Operation[] operations = new Operation[random.nextInt(1, 6)];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = operation();
    }
    boolean foreign = random.nextInt(30) == 0;
    boolean reused = numbers[gateway] > 0 && random.nextInt(25) == 0;
    numbers[gateway] += reused ? 0 : 2; // leaves odd numbers to others
    BundleId id =
        new BundleId(
            foreign ? FakeNetwork.keyOf("stranger" + gateway) : network.key(gateway),
            numbers[gateway]);
    long notAfter = random.nextInt(8) == 0 ? time - random.nextInt(2000) : 0;
    return network.bundle(id, Math.max(0, notAfter), operations);
  }

  /** Any operation on one of the few tickets. */
  public Operation operation() {
    OpId opId = new OpId(Digest.of(Utf8.encode("op " + random.nextInt(400))));
    TicketId ticket = new TicketId(pick(TICKETS));
    Action action = action();
    if (action instanceof Action.Admit || action instanceof Action.Consume) {
      admissions.add(opId);
    }
    Label event = new Label(random.nextInt(40) == 0 ? "other" : "default");
    return new Operation(opId, event, ticket, claim(), action, Optional.empty());
  }

  private Action action() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> new Action.Issue(TicketSource.API, Optional.empty());
      case 2 -> new Action.Issue(TicketSource.IMPORT, Optional.of(Digest.ZERO));
      case 3, 4 -> new Action.Validate();
      case 5, 6 -> new Action.Consume();
      case 7, 8 -> new Action.Admit();
      case 9 -> new Action.Release();
      case 10 -> new Action.Annul(someAdmission(), Optional.empty());
      case 11 -> new Action.Dispute();
      case 12 -> new Action.Resolve(VERDICTS[random.nextInt(VERDICTS.length)]);
      default -> random.nextInt(6) == 0 ? new Action.Revoke(Optional.empty()) : new Action.Read();
    };
  }

  private OpId someAdmission() {
    int last = admissions.size() - 1;
    return last < 0
        ? new OpId(Digest.ZERO)
        : admissions.get(last - random.nextInt(Math.min(last + 1, 4)));
  }

  private Claim claim() {
    OptionalLong version =
        random.nextInt(20) == 0 ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty();
    return new Claim(
        word(CALLERS), word(GATES), word(DEVICES), OptionalLong.of(random.nextInt(99)), version);
  }

  private Optional<Label> word(String[] words) {
    String word = pick(words);
    return word.isEmpty() ? Optional.empty() : Optional.of(new Label(word));
  }

  private String pick(String[] words) {
    return words[random.nextInt(words.length)];
  }
}
