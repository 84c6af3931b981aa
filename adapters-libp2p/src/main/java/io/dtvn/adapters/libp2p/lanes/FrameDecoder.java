package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.domain.codec.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, {@code uvarint(length) bytes}. Room for a frame grows with
 * what has arrived of it, so that a length alone costs next to nothing. Not thread-safe.
 */
final class FrameDecoder {

  /** Enough for any length that may be: 28 bits. */
  private static final int LENGTH_BYTES_MAX = 4;

  /** Room that a length alone makes; most frames fit. */
  private static final int ROOM_BYTES_MIN = 1024;

  private static final int GROUP_BITS = 7;
  private static final int MORE = 0x80;
  private static final int GROUP = 0x7f;

  private final int frameBytesMax;
  private int length;
  private int frameBytes;
  private int lengthBytes;
  private byte @Nullable [] frame;
  private int filled;

  FrameDecoder(int frameBytesMax) {
    this.frameBytesMax = frameBytesMax;
  }

  /**
   * Reads all of {@code in} and hands on each frame that is complete.
   *
   * @throws FrameException if a length is too large or not in its shortest form; what follows is
   *     not to be read
   */
  void feed(ByteBuf in, Consumer<Bytes> frames) {
    while (in.isReadable()) {
      if (frame == null && !readLength(in)) {
        return;
      }
      byte[] current = frame;
      if (current == null) {
        throw new IllegalStateException("a length makes room for its frame");
      }
      int bytes = Math.min(in.readableBytes(), frameBytes - filled);
      current = withRoom(current, filled + bytes);
      frame = current;
      in.readBytes(current, filled, bytes);
      filled += bytes;
      if (filled == frameBytes) {
        frame = null;
        frames.accept(current.length == 0 ? Bytes.EMPTY : Bytes.owning(current));
      }
    }
  }

  /** Whether the bytes read so far end with a whole frame. */
  boolean isBetweenFrames() {
    return frame == null && lengthBytes == 0;
  }

  /** At least doubled each time, so that each byte is copied about once more. */
  private byte[] withRoom(byte[] current, int bytes) {
    if (bytes <= current.length) {
      return current;
    }
    int wanted = Math.max(bytes, 2 * current.length);
    return Arrays.copyOf(current, Math.min(wanted, frameBytes));
  }

  /** What there is room for now; for tests. */
  int roomBytes() {
    return frame == null ? 0 : frame.length;
  }

  /** Reads what there is of a length; when it is complete the frame has room. */
  private boolean readLength(ByteBuf in) {
    while (in.isReadable()) {
      int octet = in.readUnsignedByte();
      length |= (octet & GROUP) << (GROUP_BITS * lengthBytes);
      lengthBytes++;
      if ((octet & MORE) == 0) {
        if (octet == 0 && lengthBytes > 1) {
          throw new FrameException(
              Reason.BAD_FRAME, "length: want its shortest form, found a zero group at the end");
        }
        begin();
        return true;
      }
      if (lengthBytes == LENGTH_BYTES_MAX) {
        throw new FrameException(
            Reason.OVERSIZED_FRAME,
            "frame: want at most %d bytes, found a length of more than %d groups"
                .formatted(frameBytesMax, LENGTH_BYTES_MAX));
      }
    }
    return false;
  }

  private void begin() {
    if (length > frameBytesMax) {
      throw new FrameException(
          Reason.OVERSIZED_FRAME,
          "frame: want at most %d bytes, found %d".formatted(frameBytesMax, length));
    }
    frameBytes = length;
    frame = new byte[Math.min(length, ROOM_BYTES_MIN)];
    filled = 0;
    length = 0;
    lengthBytes = 0;
  }
}
