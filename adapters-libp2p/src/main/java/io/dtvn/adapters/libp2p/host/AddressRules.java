package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.multiformats.AddressPart;
import io.dtvn.adapters.libp2p.multiformats.AddressProtocol;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which addresses are told to peers, and which of theirs are believed. */
final class AddressRules {

  /** What is told, and what is kept of one peer, at most. */
  static final int ADDRESSES_MAX = 8;

  private AddressRules() {}

  /** The addresses of a socket that listens: those of all interfaces if it is bound to none. */
  static List<Multiaddr> listening(InetSocketAddress socket) {
    if (!socket.getAddress().isAnyLocalAddress()) {
      return List.of(Multiaddr.ofTcp(socket));
    }
    List<Multiaddr> addresses = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .filter(address -> !(address instanceof Inet6Address) || isSix(socket))
          .limit(ADDRESSES_MAX)
          .forEach(a -> addresses.add(Multiaddr.ofTcp(new InetSocketAddress(a, socket.getPort()))));
    } catch (SocketException _) {
      // without its interfaces a machine cannot say where it listens, and is found all the same
    }
    return addresses.isEmpty() ? List.of(Multiaddr.ofTcp(socket)) : addresses;
  }

  /**
   * Those of {@code told} that may be dialled: TCP on a numeric address that the peer can have.
   * Loopback is believed over loopback alone, private addresses where we have one ourselves.
   *
   * @param ours our end of the connection to that peer
   */
  static List<Multiaddr> believable(List<Multiaddr> told, Multiaddr ours) {
    Optional<InetAddress> own = number(ours);
    return told.stream()
        .filter(address -> address.tcpPort().orElse(0) > 0)
        .filter(address -> number(address).map(theirs -> reaches(own, theirs)).orElse(false))
        .map(Multiaddr::withoutPeer)
        .distinct()
        .limit(ADDRESSES_MAX)
        .toList();
  }

  private static boolean reaches(Optional<InetAddress> own, InetAddress theirs) {
    boolean fromLoopback = own.map(InetAddress::isLoopbackAddress).orElse(false);
    boolean fromPrivate = fromLoopback || own.map(AddressRules::isPrivate).orElse(false);
    if (theirs.isAnyLocalAddress() || theirs.isMulticastAddress() || theirs.isLinkLocalAddress()) {
      return false;
    }
    return (fromLoopback || !theirs.isLoopbackAddress()) && (fromPrivate || !isPrivate(theirs));
  }

  /** RFC 1918, and RFC 4193 for IPv6, which the JDK does not know. */
  private static boolean isPrivate(InetAddress address) {
    boolean uniqueLocal =
        address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    return uniqueLocal || address.isSiteLocalAddress();
  }

  private static boolean isSix(InetSocketAddress socket) {
    return socket.getAddress() instanceof Inet6Address;
  }

  /** The IP number in front of an address; empty if it begins with a name. */
  static Optional<InetAddress> number(Multiaddr address) {
    AddressPart first = address.parts().getFirst();
    if (first.protocol() != AddressProtocol.IP4 && first.protocol() != AddressProtocol.IP6) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(first.value().toBytes()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an ip4 or ip6 part has 4 or 16 bytes", e);
    }
  }
}
