package io.dtvn.adapters.storage.bbolt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.dtvn.domain.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap in which a request goes and its answer comes, laid out as {@code
 * src/main/go/frame.go} says. Not thread-safe.
 */
final class Frame {

  /** What stands in front of the body. */
  static final int HEADER_BYTES = 24;

  private static final int CODE_AT = 0;
  private static final int FLAGS_AT = 4;
  private static final int BODY_BYTES_AT = 8;
  private static final int NUMBER_AT = 16;

  private final Memory memory;
  private final ByteBuffer buffer;

  Frame(int capacity) {
    this.memory = new Memory(capacity);
    this.buffer = memory.getByteBuffer(0, capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A function of {@link Shim}. */
  @FunctionalInterface
  interface Export {
    int call(long handle, Pointer frame, long bytes);
  }

  int capacity() {
    return buffer.capacity();
  }

  /** Begins a request. */
  Frame begin() {
    buffer.clear().position(HEADER_BYTES);
    return this;
  }

  Frame put(byte value) {
    buffer.put(value);
    return this;
  }

  Frame put(int value) {
    buffer.putInt(value);
    return this;
  }

  Frame put(long value) {
    buffer.putLong(value);
    return this;
  }

  /** Without their length. */
  Frame putBare(Bytes bytes) {
    buffer.put(bytes.unsafeArray());
    return this;
  }

  /** Their length, then the bytes. */
  Frame put(Bytes bytes) {
    return put(bytes.length()).putBare(bytes);
  }

  Frame put(String text) {
    return put(Bytes.owning(text.getBytes(UTF_8)));
  }

  /**
   * Sends what was put and takes the answer.
   *
   * @param room how many bytes of this the answer may use
   */
  Code send(Export export, long handle, int room) {
    int bodyBytes = buffer.position() - HEADER_BYTES;
    buffer.putLong(BODY_BYTES_AT, bodyBytes);
    int used = Math.clamp(room, buffer.position(), buffer.capacity());
    Code code = Code.of(export.call(handle, memory, used));
    if (code != Code.of(buffer.getInt(CODE_AT))) {
      throw new IllegalStateException("frame: want the code %s in it".formatted(code));
    }
    buffer.position(HEADER_BYTES).limit(HEADER_BYTES + (int) buffer.getLong(BODY_BYTES_AT));
    return code;
  }

  boolean hasFlag(int flag) {
    return (buffer.getInt(FLAGS_AT) & flag) != 0;
  }

  long number() {
    return buffer.getLong(NUMBER_AT);
  }

  boolean hasMore() {
    return buffer.hasRemaining();
  }

  int takeInt() {
    return buffer.getInt();
  }

  long takeLong() {
    return buffer.getLong();
  }

  Bytes take(int length) {
    byte[] taken = new byte[length];
    buffer.get(taken);
    return Bytes.owning(taken);
  }

  /** All that was not taken yet. */
  Bytes takeRest() {
    return take(buffer.remaining());
  }

  String takeText(int length) {
    return new String(take(length).unsafeArray(), UTF_8);
  }

  String takeRestAsText() {
    return takeText(buffer.remaining());
  }

  void free() {
    memory.close();
  }
}
