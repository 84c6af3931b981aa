package io.dtvn.consensus.pbft.verify;

import io.dtvn.ports.spi.MessageVerifier.Verdict;

/** Why a message is not taken, in the order in which the checks are made. */
enum Objection {
  TOO_LARGE(true),
  MALFORMED(true),
  WRONG_LANE(true),
  NOT_A_MEMBER(true),
  NOT_THE_SENDERS(true),
  NOT_OF_A_MEMBER_GATEWAY(true),
  OTHER_EPOCH(false),
  OTHER_VIEW(false),
  BELOW_WINDOW(false),
  BEYOND_WINDOW(false),
  COMPLETED(false),
  BODY_MISMATCH(true),
  CERTIFICATE_SIZE(true),
  BAD_SIGNATURE(true);

  private final boolean byFault;

  Objection(boolean byFault) {
    this.byFault = byFault;
  }

  Verdict verdict() {
    return new Verdict.Rejected(name(), byFault);
  }
}
