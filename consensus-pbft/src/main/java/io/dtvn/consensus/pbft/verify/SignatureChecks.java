package io.dtvn.consensus.pbft.verify;

import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.OperationCodec;
import io.dtvn.ports.crypto.Verifier;
import java.util.List;
import java.util.function.IntFunction;

/** Signatures of one network, each verified once while the memo holds it. Thread-safe. */
final class SignatureChecks {

  /** Three votes for each slot of a large window, of each of 13 members, and the bundles. */
  private static final int MEMO_ENTRIES = 1 << 14;

  private static final int SIGNATURE_CHECK = 0;
  private static final int BUNDLE_CHECK = 1;

  private final ValidatorSet members;
  private final Digest genesisHash;
  private final Verifier verifier;
  private final Memo memo = new Memo(MEMO_ENTRIES);

  SignatureChecks(Genesis genesis, Verifier verifier) {
    this.members = genesis.validators();
    this.genesisHash = genesis.hash();
    this.verifier = verifier;
  }

  /** What every signature input starts with. */
  Digest genesisHash() {
    return genesisHash;
  }

  /** Whether {@code member} signed {@code input}. */
  boolean isSignedBy(int member, Bytes input, Signature signature) {
    return isSigned(members.at(member).key(), input, signature);
  }

  /** Whether each of {@code signers}, members all, signed its {@code inputOf}. */
  boolean areSigned(Signers signers, IntFunction<Bytes> inputOf) {
    List<Integer> signed = signers.members();
    for (int i = 0; i < signed.size(); i++) {
      int member = signed.get(i);
      if (!isSignedBy(member, inputOf.apply(member), signers.signatures().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bundle and every operation in it that names a key carries a valid signature. */
  boolean isSigned(Bundle bundle) {
    Digest check = new CanonicalWriter().u8(BUNDLE_CHECK).digest(bundle.digest()).sha256();
    if (memo.contains(check)) {
      return true;
    }
    boolean valid =
        verifier.verify(
                bundle.id().gateway(), bundle.signatureInput(genesisHash), bundle.signature())
            && bundle.operations().stream().allMatch(this::isSigned);
    if (valid) {
      memo.add(check);
    }
    return valid;
  }

  /** Whether every bundle of the batch {@linkplain #isSigned(Bundle) is signed}. */
  boolean areSigned(Batch batch) {
    return batch.bundles().stream().allMatch(this::isSigned);
  }

  private boolean isSigned(Operation operation) {
    return operation
        .authorization()
        .map(
            a ->
                verifier.verify(
                    a.key(), OperationCodec.signedBytes(operation, genesisHash), a.signature()))
        .orElse(true);
  }

  private boolean isSigned(PublicKey key, Bytes input, Signature signature) {
    Digest check =
        new CanonicalWriter(input.length() + 128)
            .u8(SIGNATURE_CHECK)
            .key(key)
            .signature(signature)
            .raw(input)
            .sha256();
    if (memo.contains(check)) {
      return true;
    }
    boolean valid = verifier.verify(key, input, signature);
    if (valid) {
      memo.add(check);
    }
    return valid;
  }
}
