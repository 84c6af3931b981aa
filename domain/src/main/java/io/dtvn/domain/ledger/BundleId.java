package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.PublicKey;

/**
 * What names a bundle: the gateway's key and the number it gave. Ordered by gateway, then number.
 *
 * @param gateway the key of the gateway that signed it
 * @param number from 1, given by the gateway
 */
public record BundleId(PublicKey gateway, long number) implements Comparable<BundleId> {

  @Override
  public int compareTo(BundleId other) {
    int order = gateway.compareTo(other.gateway);
    return order != 0 ? order : Long.compare(number, other.number);
  }
}
