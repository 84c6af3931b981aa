package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ticket.TicketId;

/**
 * Where each part of the state stands in the authenticated map: {@code SHA-256(name space u8 |
 * name)}. The value there is the SHA-256 of the part's canonical form.
 */
public final class StateKeys {

  private static final int TICKET = 1;
  private static final int BUNDLES = 2;
  private static final int OPERATIONS = 3;
  private static final int CONFIGURATION = 4;
  private static final int HEAD = 5;
  private static final int ANNULMENTS = 6;

  private StateKeys() {}

  /** Of the ticket {@code id}; its leaf holds its history's head. */
  public static Digest ticket(TicketId id) {
    return ticket(id, new CanonicalDigest());
  }

  /** Of the bundle table of {@code gateway}. */
  public static Digest bundles(PublicKey gateway) {
    return bundles(gateway, new CanonicalDigest());
  }

  /** Of the operations remembered of batch {@code sequence}: one leaf for all of them. */
  public static Digest operations(long sequence) {
    return operations(sequence, new CanonicalDigest());
  }

  /** Of the number of admissions that {@code annuller} took back, a u64. */
  public static Digest annulments(Annuller annuller) {
    return annulments(annuller, new CanonicalDigest());
  }

  /** Of the configuration of the running epoch. */
  public static Digest configuration() {
    return alone(CONFIGURATION, new CanonicalDigest());
  }

  /** Of the ledger's head: epoch, sequence, block time and chain. */
  public static Digest head() {
    return head(new CanonicalDigest());
  }

  static Digest ticket(TicketId id, CanonicalDigest digest) {
    digest.begin().u8(TICKET).text(id.value());
    return digest.end();
  }

  static Digest bundles(PublicKey gateway, CanonicalDigest digest) {
    digest.begin().u8(BUNDLES).key(gateway);
    return digest.end();
  }

  static Digest operations(long sequence, CanonicalDigest digest) {
    digest.begin().u8(OPERATIONS).u64(sequence);
    return digest.end();
  }

  static Digest annulments(Annuller annuller, CanonicalDigest digest) {
    digest.begin().u8(ANNULMENTS).raw(annuller.encoded());
    return digest.end();
  }

  static Digest head(CanonicalDigest digest) {
    return alone(HEAD, digest);
  }

  private static Digest alone(int space, CanonicalDigest digest) {
    digest.begin().u8(space);
    return digest.end();
  }
}
