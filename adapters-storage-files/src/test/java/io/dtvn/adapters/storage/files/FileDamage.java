package io.dtvn.adapters.storage.files;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens to the bytes of one file. */
final class FileDamage {

  private static final int PAGE_BYTES = 4096;

  private FileDamage() {}

  /** Each different thing that may happen to {@code content}, in words. */
  static Map<String, byte[]> allOf(byte[] content) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    int length = content.length;
    put(all, content, "a page appended", withEnd(content, (byte) 0xff));
    put(all, content, "a page of zeros appended", withEnd(content, (byte) 0));
    if (length == 0) {
      return all;
    }
    put(all, content, "emptied", new byte[0]);
    put(all, content, "cut to a quarter", Arrays.copyOf(content, length / 4));
    put(all, content, "cut in half", Arrays.copyOf(content, length / 2));
    put(all, content, "cut to three quarters", Arrays.copyOf(content, length - length / 4));
    put(all, content, "cut by 1", Arrays.copyOf(content, length - 1));
    put(all, content, "first byte flipped", flipped(content, 0));
    put(all, content, "byte at a quarter flipped", flipped(content, length / 4));
    put(all, content, "middle byte flipped", flipped(content, length / 2));
    put(all, content, "byte at three quarters flipped", flipped(content, length - length / 4 - 1));
    put(all, content, "last byte flipped", flipped(content, length - 1));
    put(all, content, "page in the middle zeroed", withoutPage(content, length / 2));
    put(all, content, "first page zeroed", withoutPage(content, 0));
    put(all, content, "second page zeroed", withoutPage(content, PAGE_BYTES));
    put(all, content, "last page zeroed", withoutPage(content, length - 1));
    put(all, content, "all zeros", new byte[length]);
    put(all, content, "doubled", doubled(content));
    return all;
  }

  /** Unless nothing is damaged by it, or the same came out before. */
  private static void put(Map<String, byte[]> all, byte[] content, String words, byte[] damaged) {
    boolean isNew = all.values().stream().noneMatch(before -> Arrays.equals(before, damaged));
    if (isNew && !Arrays.equals(content, damaged)) {
      all.put(words, damaged);
    }
  }

  private static byte[] withEnd(byte[] content, byte fill) {
    byte[] longer = Arrays.copyOf(content, content.length + PAGE_BYTES);
    Arrays.fill(longer, content.length, longer.length, fill);
    return longer;
  }

  private static byte[] doubled(byte[] content) {
    byte[] twice = Arrays.copyOf(content, 2 * content.length);
    System.arraycopy(content, 0, twice, content.length, content.length);
    return twice;
  }

  private static byte[] flipped(byte[] content, int position) {
    byte[] damaged = content.clone();
    damaged[position] ^= (byte) 0xff;
    return damaged;
  }

  private static byte[] withoutPage(byte[] content, int position) {
    byte[] damaged = content.clone();
    int from = Math.min(position / PAGE_BYTES * PAGE_BYTES, content.length);
    Arrays.fill(damaged, from, Math.min(from + PAGE_BYTES, content.length), (byte) 0);
    return damaged;
  }
}
