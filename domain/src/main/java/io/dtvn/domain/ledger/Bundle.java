package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Sha256;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.proof.SignatureInput;
import io.dtvn.domain.proof.SignedType;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.OperationCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Operations that a gateway gathered and signed once: the request that consensus orders. Immutable;
 * holds its canonical form, so encoding and digest cost nothing twice. Signatures are not checked
 * here.
 *
 * <p>Form: gateway key 32, number u64, notAfter u64, count u32, operations, signature 64.
 */
public final class Bundle {

  /** The most operations in one bundle. */
  public static final int OPERATIONS_MAX = 256;

  /** The largest canonical form; smaller than a batch, so that every bundle can be proposed. */
  public static final int BYTES_MAX = 192 * 1024;

  private static final int OPERATION_BYTES_MIN = 48;
  private static final int OPERATIONS_START = PublicKey.BYTES + 8 + 8 + 4;

  private final BundleId id;
  private final long notAfter;
  private final List<Operation> operations;
  private final Signature signature;
  private final Bytes encoded;
  private final int[] ends; // where each operation ends in the canonical form
  private final Digest digest;

  private Bundle(Content content, Signature signature, Form form) {
    this.id = content.id;
    this.notAfter = content.notAfter;
    this.operations = content.operations;
    this.signature = signature;
    this.encoded = form.encoded;
    this.ends = form.ends;
    this.digest = encoded.sha256();
  }

  /** What a gateway signs. */
  private record Content(BundleId id, long notAfter, List<Operation> operations) {

    Content {
      operations = List.copyOf(operations);
      if (operations.isEmpty() || operations.size() > OPERATIONS_MAX) {
        throw new MalformedException(
            "bundle: want 1 to %d operations, found %d"
                .formatted(OPERATIONS_MAX, operations.size()));
      }
      if (id.number() < 1) {
        throw new MalformedException("bundle: want a number from 1 on, found " + id.number());
      }
    }

    /** Writes it and tells where each operation ends. */
    int[] writeTo(CanonicalWriter out) {
      out.key(id.gateway()).u64(id.number()).u64(notAfter).u32(operations.size());
      int[] ends = new int[operations.size()];
      for (int i = 0; i < ends.length; i++) {
        OperationCodec.write(operations.get(i), out);
        ends[i] = out.length();
      }
      return ends;
    }
  }

  /** The canonical form and where each operation ends in it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
  private record Form(Bytes encoded, int[] ends) {}

  /**
   * Makes and signs a bundle.
   *
   * @param notAfter block time in ms after which it must not be executed; 0: none
   * @param sign the gateway's signing function, given the {@linkplain SignatureInput input}
   * @throws MalformedException if a count or size is out of range
   */
  public static Bundle signed(
      BundleId id, long notAfter, List<Operation> operations, Signing sign) {
    Content content = new Content(id, notAfter, operations);
    CanonicalWriter out = new CanonicalWriter(256 * operations.size());
    int[] ends = content.writeTo(out);
    Signature signature = sign.function().apply(input(out.bytes(), sign.genesisHash()));
    Bytes encoded = out.signature(signature).bytes();
    checkSize(encoded.length());
    return new Bundle(content, signature, new Form(encoded, ends));
  }

  /** How a gateway signs: its function and the network it signs for. */
  public record Signing(Digest genesisHash, Function<Bytes, Signature> function) {}

  /**
   * Decodes a bundle that fills {@code encoded}.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static Bundle decode(Bytes encoded) {
    checkSize(encoded.length());
    CanonicalReader in = CanonicalReader.of(encoded);
    BundleId id = new BundleId(in.key(), in.u64());
    long notAfter = in.u64();
    int count = in.count(OPERATIONS_MAX, OPERATION_BYTES_MIN);
    List<Operation> operations = new ArrayList<>(count);
    int[] ends = new int[count];
    for (int i = 0; i < count; i++) {
      operations.add(OperationCodec.read(in));
      ends[i] = in.position();
    }
    Content content = new Content(id, notAfter, operations);
    Signature signature = in.signature();
    in.end();
    return new Bundle(content, signature, new Form(encoded, ends));
  }

  /** Who made it and its number. */
  public BundleId id() {
    return id;
  }

  /** Block time in ms after which it must not be executed; 0: none. */
  public long notAfter() {
    return notAfter;
  }

  /** The operations in order. */
  public List<Operation> operations() {
    return operations;
  }

  /** The gateway's signature. */
  public Signature signature() {
    return signature;
  }

  /** The canonical form, signature included. */
  public Bytes encoded() {
    return encoded;
  }

  /** SHA-256 of the canonical form, all signatures included: {@code rd}. */
  public Digest digest() {
    return digest;
  }

  /**
   * The digest of the operation at {@code index}, equal to {@link Operation#digest} but without
   * encoding it again.
   *
   * @param sha256 computes it; must be fresh
   */
  public Digest operationDigest(int index, Sha256 sha256) {
    int start = index == 0 ? OPERATIONS_START : ends[index - 1];
    return sha256.update(encoded.unsafeArray(), start, ends[index] - start).digest();
  }

  /** The bytes under the gateway's signature. */
  public Bytes signatureInput(Digest genesisHash) {
    return input(
        Bytes.owning(Arrays.copyOf(encoded.unsafeArray(), encoded.length() - Signature.BYTES)),
        genesisHash);
  }

  private static Bytes input(Bytes payload, Digest genesisHash) {
    return SignatureInput.of(SignedType.REQUEST, genesisHash, payload);
  }

  private static void checkSize(int bytes) {
    if (bytes > BYTES_MAX) {
      throw new MalformedException(
          "bundle: want at most %d bytes, found %d".formatted(BYTES_MAX, bytes));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bundle that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return "Bundle[%s/%d, %d operations]"
        .formatted(id.gateway().hex().substring(0, 8), id.number(), operations.size());
  }
}
