package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Frame.Export;
import io.dtvn.ports.out.KeyValueStore;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls of the Go code, in frames that are used again. Thread-safe. */
final class Exchange {

  /** A frame that is kept for the next call. */
  static final int USUAL_BYTES = 64 << 10;

  /** The largest answer: an entry of a foreign file may be larger than any of ours. */
  private static final int ANSWER_BYTES_MAX = 4 * KeyValueStore.VALUE_BYTES_MAX;

  private static final int KEPT = 16;

  private static final BlockingQueue<Frame> SPARE = new ArrayBlockingQueue<>(KEPT);

  private Exchange() {}

  /**
   * What is asked.
   *
   * @param export the function
   * @param handle what is asked
   * @param bytes at least as many as {@code body} puts
   * @param body puts the request
   */
  record Request(Export export, long handle, int bytes, Consumer<Frame> body) {

    /** Without a body. */
    static Request of(Export export, long handle) {
      return new Request(export, handle, 0, _ -> {});
    }
  }

  /** Takes the answer out of a frame, which is used again afterwards. */
  @FunctionalInterface
  interface Answer<T extends @Nullable Object> {
    T from(Frame frame);
  }

  /** Asks; an answer of any size comes whole. */
  static <T extends @Nullable Object> T ask(Request request, Answer<T> answer)
      throws BboltException {
    return ask(request, USUAL_BYTES, answer);
  }

  /**
   * Asks for an answer of about {@code room} bytes; one that has no smaller form comes whole
   * nevertheless.
   */
  static <T extends @Nullable Object> T ask(Request request, int room, Answer<T> answer)
      throws BboltException {
    int wanted = room;
    while (true) {
      Frame frame = frame(Math.max(wanted, Frame.HEADER_BYTES + request.bytes()));
      try {
        request.body().accept(frame.begin());
        Code code = frame.send(request.export(), request.handle(), wanted);
        if (code == Code.FINE) {
          return answer.from(frame);
        }
        long needed = frame.number();
        if (code != Code.TOO_SMALL || needed <= wanted || needed > ANSWER_BYTES_MAX) {
          throw new BboltException(code, frame.takeRestAsText());
        }
        wanted = (int) needed;
      } finally {
        giveBack(frame);
      }
    }
  }

  private static Frame frame(int bytes) {
    if (bytes > USUAL_BYTES) {
      return new Frame(bytes);
    }
    Frame spare = SPARE.poll();
    return spare == null ? new Frame(USUAL_BYTES) : spare;
  }

  private static void giveBack(Frame frame) {
    if (frame.capacity() > USUAL_BYTES || !SPARE.offer(frame)) {
      frame.free();
    }
  }
}
