package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.ports.spi.Effect;
import java.util.List;

/** Tells of members that signed what no correct member signs, at most 16 times for each. */
public final class Evidence {

  private static final int REPORTS_MAX = 16;

  private final int[] reports;

  Evidence(int members) {
    reports = new int[members];
  }

  /** Reports two messages of which a correct {@code member} signs at most one. */
  public void report(int member, PbftMessage first, PbftMessage second, List<Effect> effects) {
    if (reports[member] < REPORTS_MAX) {
      reports[member]++;
      String kind = "EQUIVOCATION_" + kindOf(second);
      effects.add(
          new Effect.ReportMisbehaviour(
              member,
              kind,
              new CanonicalWriter().bytes(first.encoded()).bytes(second.encoded()).bytes()));
    }
  }

  private static String kindOf(PbftMessage message) {
    return switch (message) {
      case PrePrepare _ -> "PRE_PREPARE";
      case Prepare _ -> "PREPARE";
      case Commit _ -> "COMMIT";
      case Checkpoint _ -> "CHECKPOINT";
      default -> throw new IllegalStateException("evidence: want a signed vote, found " + message);
    };
  }
}
