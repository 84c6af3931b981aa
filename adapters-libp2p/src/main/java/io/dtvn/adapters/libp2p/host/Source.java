package io.dtvn.adapters.libp2p.host;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Where connections come from: an IPv4 address, or the first 64 bits of an IPv6 address, since who
 * has one of those has all behind it.
 */
record Source(boolean ip6, long bits) {

  static Source of(InetAddress address) {
    byte[] octets = address.getAddress();
    ByteBuffer in = ByteBuffer.wrap(octets);
    return octets.length == Integer.BYTES
        ? new Source(false, in.getInt())
        : new Source(true, in.getLong());
  }
}
