package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Utf8;

/**
 * The name of an event, gate, device, network or caller: 1 to 64 bytes of UTF-8 without control
 * characters. Ordered by its UTF-8 bytes.
 */
public record Label(String value) implements Comparable<Label> {

  /** The longest label, in UTF-8 bytes. */
  public static final int MAX_BYTES = 64;

  /**
   * Checks the rule.
   *
   * @throws io.dtvn.domain.codec.MalformedException if {@code value} breaks it
   */
  public Label {
    TextRule.check("label", value, MAX_BYTES);
  }

  @Override
  public int compareTo(Label other) {
    return Utf8.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
