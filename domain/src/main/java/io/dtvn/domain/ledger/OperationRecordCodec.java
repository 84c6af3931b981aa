package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Principal;

/**
 * The canonical forms of the operation table: a key is op id 32 and principal, a record is
 * operation digest 32, sequence u64, index u32.
 */
public final class OperationRecordCodec {

  private OperationRecordCodec() {}

  /** Writes {@code key} behind what {@code out} already holds. */
  public static void write(OperationKey key, CanonicalWriter out) {
    out.digest(key.opId().value());
    key.principal().writeTo(out);
  }

  /** Writes {@code operation} behind what {@code out} already holds. */
  public static void write(OperationRecord operation, CanonicalWriter out) {
    out.digest(operation.operationDigest()).u64(operation.sequence()).u32(operation.index());
  }

  /** Reads one key. */
  public static OperationKey readKey(CanonicalReader in) {
    OpId opId = new OpId(in.digest());
    return new OperationKey(Principal.read(in), opId);
  }

  /** Reads one record. */
  public static OperationRecord read(CanonicalReader in) {
    return new OperationRecord(in.digest(), in.u64(), in.u32());
  }

  /** The canonical form of {@code key}. */
  public static Bytes encode(OperationKey key) {
    CanonicalWriter out = new CanonicalWriter(128);
    write(key, out);
    return out.bytes();
  }

  /** The canonical form of {@code operation}. */
  public static Bytes encode(OperationRecord operation) {
    CanonicalWriter out = new CanonicalWriter();
    write(operation, out);
    return out.bytes();
  }

  /**
   * Reads a key that fills {@code bytes}.
   *
   * @throws io.dtvn.domain.codec.MalformedException if they are not the canonical form of one
   */
  public static OperationKey decodeKey(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    OperationKey key = readKey(in);
    in.end();
    return key;
  }

  /**
   * Reads a record that fills {@code bytes}.
   *
   * @throws io.dtvn.domain.codec.MalformedException if they are not the canonical form of one
   */
  public static OperationRecord decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    OperationRecord operation = read(in);
    in.end();
    return operation;
  }
}
