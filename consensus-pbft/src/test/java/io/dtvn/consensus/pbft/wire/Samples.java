package io.dtvn.consensus.pbft.wire;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Authorization;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One message of every kind, with recognisable bytes; the golden frames hold the same. */
final class Samples {

  static final Binding BINDING = new Binding(0, 2, 0x0102030405L, filled(0xD1));
  static final StateAt STATE = new StateAt(0, 64, filled(0x5A));
  static final Bundle BUNDLE = bundle();
  static final Batch BATCH = Batch.of(0, 1_700_000_000_000L, List.of(BUNDLE));
  static final PreparedCertificate PREPARED =
      new PreparedCertificate(BINDING, signature(1), signers(0, 3));
  static final CommitCertificate COMMITTED = new CommitCertificate(BINDING, signers(0, 1, 3));
  static final CheckpointCertificate STABLE = new CheckpointCertificate(STATE, signers(0, 2, 12));

  private Samples() {}

  /** By the name of the golden file. */
  static Map<String, PbftMessage> messages() {
    Map<String, PbftMessage> all = new TreeMap<>();
    all.put("request", new RequestMessage(BUNDLE));
    all.put("forward", new Forward(BUNDLE));
    all.put("pre-prepare", new PrePrepare(BINDING, signature(1), Optional.empty()));
    all.put("pre-prepare-with-body", new PrePrepare(BINDING, signature(1), Optional.of(BATCH)));
    all.put("prepare", new Prepare(BINDING, 3, signature(2)));
    all.put("commit", new Commit(BINDING, 3, signature(3)));
    all.put("checkpoint", new Checkpoint(STATE, 3, signature(4)));
    all.put("status", status());
    all.put("fetch-body", new Fetch.Body(filled(0xD1)));
    all.put("fetch-stable-checkpoint", new Fetch.StableCheckpoint());
    all.put("fetch-votes-of-mine", new Fetch.VotesOfMine(-2));
    all.put("body", new Data.Body(BATCH, Optional.empty()));
    all.put("body-with-certificate", new Data.Body(BATCH, Optional.of(COMMITTED)));
    all.put("stable-checkpoint", new Data.StableCheckpoint(STABLE));
    all.put("votes-of-yours", votes());
    return all;
  }

  static Digest filled(int value) {
    byte[] bytes = new byte[Digest.BYTES];
    Arrays.fill(bytes, (byte) value);
    return Digest.fromBytes(bytes, 0);
  }

  /** R is filled with the number, S with its complement. */
  static Signature signature(int number) {
    return new Signature(filled(number), filled(~number));
  }

  private static Signers signers(int... members) {
    TreeMap<Integer, Signature> byMember = new TreeMap<>();
    for (int member : members) {
      byMember.put(member, signature(16 + member));
    }
    return Signers.of(byMember);
  }

  private static Status status() {
    return new Status(
        0,
        2,
        Status.Mode.NORMAL,
        Standing.LEARNER,
        64,
        70,
        69,
        new SlotSet(Bytes.copyOf(new byte[] {(byte) 0xFC, 0x01})),
        SlotSet.EMPTY,
        -2);
  }

  private static Data.VotesOfYours votes() {
    return new Data.VotesOfYours(
        -2,
        List.of(
            new PrePrepare(BINDING, signature(1), Optional.empty()),
            new Prepare(BINDING, 3, signature(2)),
            new Commit(BINDING, 3, signature(3))),
        Optional.of(COMMITTED));
  }

  private static Bundle bundle() {
    Claim claim = Claim.NONE.at(Optional.of(new Label("gate ü")), Optional.empty());
    Operation plain =
        Operation.unsigned(new OpId(filled(0x0A)), new TicketId("T-1"), claim, new Action.Admit());
    Operation signed =
        new Operation(
            new OpId(filled(0x0B)),
            new Label("default"),
            new TicketId("T-2"),
            Claim.NONE,
            new Action.Read(),
            Optional.of(new Authorization(new PublicKey(filled(0xE1)), signature(5))));
    return Bundle.signed(
        new BundleId(new PublicKey(filled(0xC1)), 7),
        1_800_000_000_000L,
        List.of(plain, signed),
        new Bundle.Signing(Digest.ZERO, _ -> signature(6)));
  }
}
