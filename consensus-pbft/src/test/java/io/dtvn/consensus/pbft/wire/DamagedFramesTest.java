package io.dtvn.consensus.pbft.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a liar or a broken link sends: it is refused by {@link MalformedException}, or it is the one
 * form of another message. Never another exception, never memory out of proportion.
 */
class DamagedFramesTest {

  private static final int FUZZ_ROUNDS = 20_000;

  /** Room for the exception and its text, and for an object of each part. */
  private static final long ALLOCATED_PER_BYTE = 64;

  private static final long ALLOCATED_AT_LEAST = 64 * 1024;

  @Test
  void every_frame_that_ends_early_is_refused() {
    for (Map.Entry<String, PbftMessage> sample : Samples.messages().entrySet()) {
      byte[] whole = Wire.encode(sample.getValue()).toBytes();
      for (int length = 0; length < whole.length; length++) {
        Bytes cut = Bytes.owning(Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> Wire.decode(cut))
            .as("%s cut to %d", sample.getKey(), length)
            .isInstanceOf(MalformedException.class);
      }
    }
  }

  @Test
  void every_certificate_that_ends_early_is_refused() {
    byte[] whole = CertificateCodec.encode(Samples.PREPARED).toBytes();
    for (int length = 0; length < whole.length; length++) {
      Bytes cut = Bytes.owning(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> CertificateCodec.decodePrepared(cut))
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void every_flipped_bit_makes_another_message_or_none() {
    for (PbftMessage message : Samples.messages().values()) {
      byte[] whole = Wire.encode(message).toBytes();
      int others = 0;
      for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
        byte[] flipped = whole.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        others += isCanonicalOrRefused(Bytes.owning(flipped)) ? 1 : 0;
      }
      assertThat(others).isLessThan(whole.length * Byte.SIZE); // the version byte has one value
    }
  }

  @Test
  void bytes_changed_at_random_make_another_message_or_none() {
    List<byte[]> seeds =
        Samples.messages().values().stream().map(m -> Wire.encode(m).toBytes()).toList();
    Random random = new Random(20_251_124);
    int decoded = 0;
    for (int round = 0; round < FUZZ_ROUNDS; round++) {
      Bytes frame = Bytes.owning(mutated(seeds.get(random.nextInt(seeds.size())), random));
      decoded += isCanonicalOrRefused(frame) ? 1 : 0;
    }
    assertThat(decoded).as("changes that leave a message").isPositive();
  }

  @Test
  void lengths_that_promise_much_allocate_little() {
    for (PbftMessage message : Samples.messages().values()) {
      byte[] whole = Wire.encode(message).toBytes();
      for (int at = 2; at + 4 <= whole.length; at++) {
        byte[] changed = whole.clone();
        Arrays.fill(changed, at, at + 4, (byte) 0xFF);
        changed[at] = 0x7F;
        isCanonicalOrRefused(Bytes.owning(changed));
        changed[at] = 0; // 16 million
        isCanonicalOrRefused(Bytes.owning(changed));
      }
    }
  }

  /** Whether the frame decodes; asserts that it does so in proportion and in one form. */
  private static boolean isCanonicalOrRefused(Bytes frame) {
    long bound = ALLOCATED_AT_LEAST + ALLOCATED_PER_BYTE * frame.length();
    assertThat(leastAllocatedBy(frame, bound)).isLessThan(bound);
    try {
      assertThat(Wire.encode(Wire.decode(frame))).isEqualTo(frame);
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  /** Classes that a first decoding loads are counted to it; what a frame costs, it costs again. */
  private static long leastAllocatedBy(Bytes frame, long bound) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3 && least >= bound; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        var _ = Wire.decode(frame);
      } catch (MalformedException _) {
        // refusing must not cost more either
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  /** A few changes of the kinds that format bugs hide behind. */
  private static byte[] mutated(byte[] seed, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : seed) {
      bytes.add(b);
    }
    for (int n = 1 + random.nextInt(4); n > 0 && !bytes.isEmpty(); n--) {
      int at = random.nextInt(bytes.size());
      switch (random.nextInt(6)) {
        case 0 -> bytes.set(at, (byte) random.nextInt());
        case 1 -> bytes.set(at, (byte) (bytes.get(at) + (random.nextBoolean() ? 1 : -1)));
        case 2 -> bytes.set(at, random.nextBoolean() ? (byte) 0 : (byte) 0xFF);
        case 3 -> bytes.remove(at);
        case 4 -> bytes.add(at, (byte) random.nextInt());
        default -> bytes.addAll(bytes.subList(at, bytes.size()).stream().toList());
      }
    }
    byte[] changed = new byte[bytes.size()];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = bytes.get(i);
    }
    return changed;
  }
}
