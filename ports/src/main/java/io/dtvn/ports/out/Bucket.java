package io.dtvn.ports.out;

/**
 * A named, ordered set of entries in a {@link KeyValueStore}.
 *
 * @param name 1 to 32 of {@code a-z}, {@code 0-9}, {@code _}
 */
public record Bucket(String name) {

  private static final int NAME_MAX = 32;

  /** Checks the name. */
  public Bucket {
    boolean known =
        name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
    if (!known || name.isEmpty() || name.length() > NAME_MAX) {
      throw new IllegalArgumentException(
          "bucket '%s': want 1 to %d of a-z 0-9 _".formatted(name, NAME_MAX));
    }
  }
}
