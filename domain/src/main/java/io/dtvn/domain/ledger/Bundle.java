package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
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

  private final BundleId id;
  private final long notAfter;
  private final List<Operation> operations;
  private final Signature signature;
  private final Bytes encoded;
  private final Digest digest;

  private Bundle(Content content, Signature signature, Bytes encoded) {
    this.id = content.id;
    this.notAfter = content.notAfter;
    this.operations = content.operations;
    this.signature = signature;
    this.encoded = encoded;
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

    void writeTo(CanonicalWriter out) {
      out.key(id.gateway()).u64(id.number()).u64(notAfter).u32(operations.size());
      operations.forEach(operation -> OperationCodec.write(operation, out));
    }
  }

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
    content.writeTo(out);
    Signature signature = sign.function().apply(input(out.bytes(), sign.genesisHash()));
    Bytes encoded = out.signature(signature).bytes();
    checkSize(encoded.length());
    return new Bundle(content, signature, encoded);
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
    for (int i = 0; i < count; i++) {
      operations.add(OperationCodec.read(in));
    }
    Content content = new Content(id, notAfter, operations);
    Signature signature = in.signature();
    in.end();
    return new Bundle(content, signature, encoded);
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
