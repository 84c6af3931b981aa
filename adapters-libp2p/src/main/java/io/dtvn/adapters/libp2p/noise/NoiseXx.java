package io.dtvn.adapters.libp2p.noise;

import java.util.Arrays;

/**
 * One side of the handshake XX: {@code → e; ← e, ee, s, es; → s, se} (Noise, revision 34, §7.5). No
 * I/O: messages in, messages out, in turns. Not thread-safe.
 */
final class NoiseXx {

  private static final int MESSAGES = 3;

  private final SymmetricState state = new SymmetricState();
  private final boolean initiator;
  private final X25519Pair fixed;
  private final X25519Pair ephemeral;
  private byte[] theirEphemeral = new byte[0];
  private byte[] theirStatic = new byte[0];
  private int done;

  NoiseXx(boolean initiator, X25519Pair fixed, X25519Pair ephemeral, byte[] prologue) {
    this.initiator = initiator;
    this.fixed = fixed;
    this.ephemeral = ephemeral;
    state.mixHash(prologue);
  }

  /** Whether the next message is ours. */
  boolean isOurTurn() {
    return done < MESSAGES && (done % 2 == 0) == initiator;
  }

  boolean isDone() {
    return done == MESSAGES;
  }

  byte[] write(byte[] payload) {
    if (!isOurTurn()) {
      throw new IllegalStateException("noise: it is the other side's turn");
    }
    byte[] head =
        switch (done) {
          case 0 -> writeEphemeral();
          case 1 -> {
            byte[] e = writeEphemeral();
            state.mixKey(ephemeral.agree(theirEphemeral));
            byte[] s = state.encryptAndHash(fixed.publicBytes());
            state.mixKey(fixed.agree(theirEphemeral)); // es, seen by the responder
            yield concat(e, s);
          }
          default -> {
            byte[] s = state.encryptAndHash(fixed.publicBytes());
            state.mixKey(fixed.agree(theirEphemeral)); // se, seen by the initiator
            yield s;
          }
        };
    done++;
    return concat(head, state.encryptAndHash(payload));
  }

  /**
   * Takes the other side's message.
   *
   * @return its payload
   * @throws NoiseException if it is too short, or something in it does not decrypt
   */
  byte[] read(byte[] message) {
    if (isOurTurn() || isDone()) {
      throw new NoiseException("noise: found a handshake message that is not due");
    }
    int head =
        switch (done) {
          case 0 -> readEphemeral(message);
          case 1 -> {
            int at = readEphemeral(message);
            state.mixKey(ephemeral.agree(theirEphemeral));
            at = readStatic(message, at);
            state.mixKey(ephemeral.agree(theirStatic)); // es, seen by the initiator
            yield at;
          }
          default -> {
            int at = readStatic(message, 0);
            state.mixKey(ephemeral.agree(theirStatic)); // se, seen by the responder
            yield at;
          }
        };
    done++;
    return state.decryptAndHash(Arrays.copyOfRange(message, head, message.length));
  }

  /** The other side's static key, once it has sent it. */
  byte[] theirStatic() {
    return theirStatic.clone();
  }

  byte[] handshakeHash() {
    return state.handshakeHash();
  }

  /** The cipher of what we send, then that of what we receive. */
  CipherState[] split() {
    CipherState[] ciphers = state.split();
    return initiator ? ciphers : new CipherState[] {ciphers[1], ciphers[0]};
  }

  private byte[] writeEphemeral() {
    byte[] e = ephemeral.publicBytes();
    state.mixHash(e);
    return e;
  }

  private int readEphemeral(byte[] message) {
    theirEphemeral = part(message, 0, X25519Pair.BYTES);
    state.mixHash(theirEphemeral);
    return X25519Pair.BYTES;
  }

  private int readStatic(byte[] message, int at) {
    int sealed = X25519Pair.BYTES + CipherState.TAG_BYTES;
    theirStatic = state.decryptAndHash(part(message, at, sealed));
    return at + sealed;
  }

  private static byte[] part(byte[] message, int at, int length) {
    if (message.length < at + length) {
      throw new NoiseException(
          "noise: want a handshake message of %d bytes or more, found %d"
              .formatted(at + length, message.length));
    }
    return Arrays.copyOfRange(message, at, at + length);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
