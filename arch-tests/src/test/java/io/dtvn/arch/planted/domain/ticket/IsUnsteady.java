package io.dtvn.arch.planted.domain.ticket;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Planted: each line gives another answer elsewhere. */
@SuppressWarnings({"DefaultCharset", "StringCaseLocaleUsage", "JavaUtilDate"})
final class IsUnsteady {
  private IsUnsteady() {}

  static LongSupplier time() {
    return System::nanoTime;
  }

  static String machine() {
    return System.getProperty("user.name") + Math.random() + UUID.randomUUID();
  }

  static String defaults(byte[] bytes) {
    return new String(bytes).toLowerCase() + "x".getBytes().length + Locale.getDefault();
  }

  static long threads(List<String> list) {
    return list.parallelStream().count();
  }
}
