package io.dtvn.consensus.pbft.cluster;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Votes and certificates signed by any member of {@code network}, as a test or a liar likes. */
public record Votes(Network network) {

  /** The proposal of the primary of the binding's view, with its body. */
  public PrePrepare prePrepare(Binding binding, Batch body) {
    return new PrePrepare(binding, proposal(binding), Optional.of(body));
  }

  /** The proposal of the primary of the binding's view, without its body. */
  public PrePrepare prePrepare(Binding binding) {
    return new PrePrepare(binding, proposal(binding), Optional.empty());
  }

  /** A PREPARE of {@code member}. */
  public Prepare prepare(int member, Binding binding) {
    return new Prepare(binding, member, sign(member, binding.prepareInput(network.hash(), member)));
  }

  /** A COMMIT of {@code member}. */
  public Commit commit(int member, Binding binding) {
    return new Commit(binding, member, sign(member, binding.commitInput(network.hash(), member)));
  }

  /** A CHECKPOINT of {@code member}. */
  public Checkpoint checkpoint(int member, StateAt state) {
    return new Checkpoint(
        state, member, sign(member, state.checkpointInput(network.hash(), member)));
  }

  /** The proposal and PREPAREs of {@code backups}. */
  public PreparedCertificate prepared(Binding binding, int... backups) {
    return new PreparedCertificate(
        binding,
        proposal(binding),
        signers(member -> binding.prepareInput(network.hash(), member), backups));
  }

  /** COMMITs of {@code members}. */
  public CommitCertificate committed(Binding binding, int... members) {
    return new CommitCertificate(
        binding, signers(member -> binding.commitInput(network.hash(), member), members));
  }

  /** CHECKPOINTs of {@code members}. */
  public CheckpointCertificate stable(StateAt state, int... members) {
    return new CheckpointCertificate(
        state, signers(member -> state.checkpointInput(network.hash(), member), members));
  }

  /** The signature of {@code member} over {@code input}. */
  public Signature sign(int member, Bytes input) {
    return network.signers().get(member).sign(input);
  }

  private Signature proposal(Binding binding) {
    int primary = network.genesis().validators().primaryOf(binding.view());
    return sign(primary, binding.prePrepareInput(network.hash()));
  }

  private Signers signers(IntFunction<Bytes> inputOf, int... members) {
    TreeMap<Integer, Signature> byMember = new TreeMap<>();
    IntStream.of(members).forEach(i -> byMember.put(i, sign(i, inputOf.apply(i))));
    return Signers.of(byMember);
  }
}
