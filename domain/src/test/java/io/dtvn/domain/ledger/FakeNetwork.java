package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Sha256;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Operation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network for tests: validators {@code node0}, {@code node1}, … with keys and signatures that are
 * hashes. Deterministic. Anybody can sign for anybody, so a test says who lies.
 *
 * @param genesis its genesis
 * @param genesisHash the hash of that
 */
public record FakeNetwork(Genesis genesis, Digest genesisHash) {

  /** A network of {@code validators} members with default parameters and policy. */
  public static FakeNetwork of(int validators) {
    return of(validators, ProtocolParameters.DEFAULT, EventPolicy.DEFAULT);
  }

  /** A network of {@code validators} members. */
  public static FakeNetwork of(int validators, ProtocolParameters parameters, EventPolicy policy) {
    List<Validator> members = IntStream.range(0, validators).mapToObj(FakeNetwork::member).toList();
    Genesis genesis = new Genesis(new Label("test"), ValidatorSet.of(members), parameters, policy);
    return new FakeNetwork(genesis, genesis.hash());
  }

  private static Validator member(int number) {
    ValidatorId id = new ValidatorId("node" + number);
    return new Validator(id, keyOf(id.value()));
  }

  /** The public key of whoever is called {@code name}. */
  public static PublicKey keyOf(String name) {
    return new PublicKey(Digest.of(Utf8.encode("key of " + name)));
  }

  /** The one signature over {@code message} that {@link #verify} accepts. */
  public static Signature sign(PublicKey key, Bytes message) {
    Sha256 sha256 = new Sha256();
    Digest r = sha256.update(key.bytes()).update(message.unsafeArray()).digest();
    return new Signature(r, sha256.update(r).update(key.bytes()).digest());
  }

  /** Whether {@code signature} is that of {@code key} over {@code message}. */
  public static boolean verify(PublicKey key, Bytes message, Signature signature) {
    return sign(key, message).equals(signature);
  }

  /** The key of the member with index {@code member}. */
  public PublicKey key(int member) {
    return genesis.validators().at(member).key();
  }

  /** How {@code key} signs bundles here. */
  public Bundle.Signing signing(PublicKey key) {
    return new Bundle.Signing(genesisHash, message -> sign(key, message));
  }

  /** Bundle {@code number} of the gateway with index {@code member}. */
  public Bundle bundle(int member, long number, Operation... operations) {
    return bundle(new BundleId(key(member), number), 0, operations);
  }

  /** A bundle that must not be executed after {@code notAfter}. */
  public Bundle bundle(BundleId id, long notAfter, Operation... operations) {
    return Bundle.signed(id, notAfter, List.of(operations), signing(id.gateway()));
  }

  /** A batch of epoch 0. */
  public static Batch batch(long timestamp, Bundle... bundles) {
    return Batch.of(0, timestamp, List.of(bundles));
  }

  /** A ledger that has executed nothing. */
  public InMemoryLedger ledger() {
    return new InMemoryLedger(genesis);
  }
}
