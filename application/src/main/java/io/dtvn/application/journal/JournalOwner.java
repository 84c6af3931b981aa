package io.dtvn.application.journal;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ValidatorId;

/**
 * Whose votes a journal remembers: the birth record says it.
 *
 * @param genesisHash the network
 * @param validator the member
 * @param epoch in which the journal began
 * @param nonce drawn at birth
 */
public record JournalOwner(Digest genesisHash, ValidatorId validator, long epoch, long nonce) {

  private static final int ID_BYTES_MAX = 1024;

  Bytes encode() {
    return new CanonicalWriter(128)
        .digest(genesisHash)
        .u16(Genesis.GROUP)
        .text(validator.value())
        .u64(epoch)
        .bits64(nonce)
        .bytes();
  }

  static JournalOwner decode(Bytes payload) {
    CanonicalReader in = CanonicalReader.of(payload);
    Digest genesisHash = in.digest();
    int group = in.u16();
    JournalOwner owner =
        new JournalOwner(
            genesisHash, new ValidatorId(in.text(ID_BYTES_MAX)), in.u64(), in.bits64());
    in.end();
    if (group != Genesis.GROUP) {
      throw new IllegalArgumentException("birth record: want group 0, found " + group);
    }
    return owner;
  }

  boolean isSameValidatorAs(JournalOwner other) {
    return genesisHash.equals(other.genesisHash) && validator.equals(other.validator);
  }

  /** Validator and network, for a message. */
  String inWords() {
    return "validator %s of genesis %s".formatted(validator, genesisHash.hex());
  }
}
