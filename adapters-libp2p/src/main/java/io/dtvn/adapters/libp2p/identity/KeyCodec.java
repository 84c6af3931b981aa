package io.dtvn.adapters.libp2p.identity;

import io.dtvn.adapters.libp2p.protobuf.ProtoReader;
import io.dtvn.adapters.libp2p.protobuf.ProtoWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;

/**
 * {@code PublicKey{ KeyType Type=1; bytes Data=2 }}, for Ed25519 alone. Specification:
 * libp2p/specs, peer-ids/peer-ids.md.
 */
public final class KeyCodec {

  /** The longest encoding that is looked at: keys of other types are larger. */
  public static final int BYTES_MAX = 1024;

  private static final int TYPE = 1;
  private static final int DATA = 2;
  private static final int ED25519 = 1;

  private KeyCodec() {}

  /** The 36 bytes of {@code key}. */
  public static byte[] encode(PublicKey key) {
    return new ProtoWriter().number(TYPE, ED25519).bytes(DATA, key.toBytes()).toBytes();
  }

  /**
   * Reads a key.
   *
   * @throws MalformedException if it is not exactly an Ed25519 key
   */
  public static PublicKey decode(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new MalformedException(
          "public key: want at most %d bytes, found %d".formatted(BYTES_MAX, bytes.length));
    }
    ProtoReader reader = new ProtoReader(bytes);
    if (!reader.next() || reader.field() != TYPE) {
      throw new MalformedException("public key: want its type first");
    }
    if (reader.number() != ED25519) {
      throw new MalformedException(
          "public key: want type %d (Ed25519), found %d".formatted(ED25519, reader.number()));
    }
    if (!reader.next() || reader.field() != DATA) {
      throw new MalformedException("public key: want its data second");
    }
    byte[] data = reader.bytes(PublicKey.BYTES);
    if (data.length != PublicKey.BYTES || reader.next()) {
      throw new MalformedException("public key: want exactly 32 bytes of data");
    }
    return PublicKey.fromBytes(data, 0);
  }
}
