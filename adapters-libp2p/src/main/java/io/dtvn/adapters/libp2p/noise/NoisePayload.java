package io.dtvn.adapters.libp2p.noise;

import io.dtvn.adapters.libp2p.identity.KeyCodec;
import io.dtvn.adapters.libp2p.protobuf.ProtoReader;
import io.dtvn.adapters.libp2p.protobuf.ProtoWriter;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What both sides put into the handshake: {@code NoiseHandshakePayload{ bytes identity_key=1; bytes
 * identity_sig=2; NoiseExtensions extensions=4 }}. Specification: libp2p/specs, noise/README.md.
 *
 * @param key the peer's key; not believed before {@link #isSignedFor}
 * @param signature by that key over the static key of the handshake
 * @param muxers the muxers of which one may be agreed on here, in order of preference; may be empty
 */
record NoisePayload(PublicKey key, Signature signature, List<String> muxers) {

  private static final byte[] DOMAIN =
      "noise-libp2p-static-key:".getBytes(StandardCharsets.US_ASCII);

  private static final int IDENTITY_KEY = 1;
  private static final int IDENTITY_SIG = 2;
  private static final int EXTENSIONS = 4;
  private static final int STREAM_MUXERS = 2;
  private static final int EXTENSIONS_BYTES_MAX = 2048;
  private static final int MUXERS_MAX = 16;
  private static final int MUXER_BYTES_MAX = 128;

  NoisePayload {
    muxers = List.copyOf(muxers);
  }

  static NoisePayload signed(Signer signer, byte[] staticKey, List<String> muxers) {
    return new NoisePayload(signer.publicKey(), signer.sign(statement(staticKey)), muxers);
  }

  boolean isSignedFor(byte[] staticKey, Verifier verifier) {
    return verifier.verify(key, statement(staticKey), signature);
  }

  byte[] encode() {
    ProtoWriter out =
        new ProtoWriter()
            .bytes(IDENTITY_KEY, KeyCodec.encode(key))
            .bytes(IDENTITY_SIG, signature.toBytes());
    if (!muxers.isEmpty()) {
      ProtoWriter extensions = new ProtoWriter();
      muxers.forEach(muxer -> extensions.text(STREAM_MUXERS, muxer));
      out.bytes(EXTENSIONS, extensions.toBytes());
    }
    return out.toBytes();
  }

  /**
   * Reads a payload whose length was bounded before.
   *
   * @throws MalformedException if it is none, or its key is not one of Ed25519
   */
  static NoisePayload decode(byte[] bytes) {
    byte[] key = {};
    byte[] signature = {};
    List<String> muxers = List.of();
    ProtoReader reader = new ProtoReader(bytes);
    while (reader.next()) {
      switch (reader.field()) {
        case IDENTITY_KEY -> key = reader.bytes(KeyCodec.BYTES_MAX);
        case IDENTITY_SIG -> signature = reader.bytes(KeyCodec.BYTES_MAX);
        case EXTENSIONS -> muxers = muxersOf(reader.bytes(EXTENSIONS_BYTES_MAX));
        default -> {
          // a field of a later version
        }
      }
    }
    PublicKey identity = KeyCodec.decode(key); // its type first: other types' signatures differ
    if (signature.length != Signature.BYTES) {
      throw new MalformedException(
          "noise: want a signature of %d bytes, found %d"
              .formatted(Signature.BYTES, signature.length));
    }
    return new NoisePayload(identity, Signature.fromBytes(signature, 0), muxers);
  }

  private static List<String> muxersOf(byte[] extensions) {
    List<String> muxers = new ArrayList<>();
    ProtoReader reader = new ProtoReader(extensions);
    while (reader.next()) {
      if (reader.field() == STREAM_MUXERS) {
        if (muxers.size() == MUXERS_MAX) {
          throw new MalformedException("noise: want at most %d muxers".formatted(MUXERS_MAX));
        }
        muxers.add(reader.text(MUXER_BYTES_MAX));
      }
    }
    return muxers;
  }

  private static Bytes statement(byte[] staticKey) {
    byte[] statement = Arrays.copyOf(DOMAIN, DOMAIN.length + staticKey.length);
    System.arraycopy(staticKey, 0, statement, DOMAIN.length, staticKey.length);
    return Bytes.owning(statement);
  }
}
