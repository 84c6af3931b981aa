package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.dtvn.ports.spi.ConsensusEngineProvider.EngineConfig;
import io.dtvn.ports.spi.EngineTiming;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A genesis of n validators together with all their private keys. Immutable.
 *
 * @param genesis the network
 * @param hash of the genesis
 * @param signers one per member, in member order
 * @param verifier accepts their signatures
 */
public record Network(Genesis genesis, Digest hash, List<Signer> signers, Verifier verifier) {

  /** A network of n validators that sign by {@link KeyedHash}. */
  public static Network of(int validators, ProtocolParameters parameters) {
    return of(validators, parameters, KeyedHash::signer, KeyedHash.verifier());
  }

  /**
   * A network of n validators named {@code v00} to {@code v12}, so that names are in member order.
   *
   * @param signerOf the signer of the validator of that name
   */
  public static Network of(
      int validators,
      ProtocolParameters parameters,
      Function<String, Signer> signerOf,
      Verifier verifier) {
    List<String> names = IntStream.range(0, validators).mapToObj("v%02d"::formatted).toList();
    List<Signer> signers = names.stream().map(signerOf).toList();
    List<Validator> members =
        IntStream.range(0, validators)
            .mapToObj(i -> new Validator(new ValidatorId(names.get(i)), signers.get(i).publicKey()))
            .toList();
    Genesis genesis =
        new Genesis(
            new Label("simulated"), ValidatorSet.of(members), parameters, EventPolicy.DEFAULT);
    return new Network(genesis, genesis.hash(), signers, verifier);
  }

  /** n. */
  public int size() {
    return signers.size();
  }

  /** What the engine of validator {@code self} is opened with. */
  public EngineConfig config(int self, EngineTiming timing) {
    return new EngineConfig(genesis, self, timing);
  }

  /** Bundle {@code number} of the gateway of validator {@code gateway}. */
  public Bundle bundle(int gateway, long number, List<Operation> operations) {
    Signer signer = signers.get(gateway);
    return Bundle.signed(
        new BundleId(signer.publicKey(), number),
        0,
        operations,
        new Bundle.Signing(hash, signer::sign));
  }
}
