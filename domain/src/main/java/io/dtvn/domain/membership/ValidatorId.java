package io.dtvn.domain.membership;

import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.ticket.Label;

/**
 * The name of a validator: a {@link Label}. Its order is that of its UTF-8 bytes, so {@code node10}
 * stands before {@code node2}.
 */
public record ValidatorId(String value) implements Comparable<ValidatorId> {

  /** Checks the rule of {@link Label}. */
  public ValidatorId {
    value = new Label(value).value();
  }

  @Override
  public int compareTo(ValidatorId other) {
    return Utf8.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
