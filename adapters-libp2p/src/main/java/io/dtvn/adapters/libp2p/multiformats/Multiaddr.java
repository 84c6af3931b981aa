package io.dtvn.adapters.libp2p.multiformats;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address of a peer as a path of protocols, {@code /ip4/127.0.0.1/tcp/4001/p2p/12D3KooW…}. At
 * most 16 parts and 1,024 bytes in binary. Specification: multiformats/multiaddr.
 *
 * @param parts at least one
 */
public record Multiaddr(List<AddressPart> parts) {

  /** The longest address in binary. */
  public static final int BYTES_MAX = 1024;

  /** The most parts of an address. */
  public static final int PARTS_MAX = 16;

  private static final int TEXT_MAX = 4 * BYTES_MAX;

  /**
   * Copies the parts.
   *
   * @throws MalformedException if there are none or too many
   */
  public Multiaddr {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > PARTS_MAX) {
      throw new MalformedException(
          "multiaddr: want 1 to %d parts, found %d".formatted(PARTS_MAX, parts.size()));
    }
  }

  /**
   * Reads the text form.
   *
   * @throws MalformedException if it is none; the message says what was wanted
   */
  public static Multiaddr parse(String text) {
    if (!text.startsWith("/") || text.length() > TEXT_MAX) {
      throw new MalformedException("multiaddr: want /protocol/value/…");
    }
    String[] words = text.substring(1).split("/", -1);
    List<AddressPart> parts = new ArrayList<>();
    int at = 0;
    while (at < words.length && parts.size() <= PARTS_MAX) {
      if (words[at].isEmpty() && at == words.length - 1 && at > 0) {
        break; // a slash at the end
      }
      AddressProtocol protocol = named(words[at++]);
      switch (protocol.form()) {
        case NONE -> parts.add(new AddressPart(protocol, Bytes.EMPTY));
        case PATH -> {
          String rest = String.join("/", Arrays.asList(words).subList(at, words.length));
          parts.add(AddressPart.parse(protocol, rest));
          at = words.length;
        }
        case OCTET, PORT, IP4, IP6, ONION3, TEXT, URL_PATH, PEER, MULTIBASE -> {
          if (at == words.length) {
            throw new MalformedException("multiaddr: want a value behind /" + protocol.text());
          }
          parts.add(AddressPart.parse(protocol, words[at++]));
        }
      }
    }
    Multiaddr address = new Multiaddr(parts);
    if (address.bytes().length() > BYTES_MAX) {
      throw new MalformedException("multiaddr: want at most %d bytes".formatted(BYTES_MAX));
    }
    return address;
  }

  /**
   * Reads the binary form.
   *
   * @throws MalformedException if it is none, is too long, or holds a protocol we do not know
   */
  public static Multiaddr fromBytes(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new MalformedException(
          "multiaddr: want at most %d bytes, found %d".formatted(BYTES_MAX, bytes.length));
    }
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    List<AddressPart> parts = new ArrayList<>();
    while (in.isReadable() && parts.size() <= PARTS_MAX) {
      AddressProtocol protocol = coded(Varint.read(in));
      parts.add(new AddressPart(protocol, Bytes.owning(value(in, protocol.form()))));
    }
    return new Multiaddr(parts);
  }

  /** The address of a TCP socket, by number, not by name. */
  public static Multiaddr ofTcp(InetSocketAddress socket) {
    byte[] ip = socket.getAddress().getAddress();
    AddressProtocol family = ip.length == 4 ? AddressProtocol.IP4 : AddressProtocol.IP6;
    return new Multiaddr(
        List.of(
            new AddressPart(family, Bytes.copyOf(ip)),
            AddressPart.parse(AddressProtocol.TCP, Integer.toString(socket.getPort()))));
  }

  /** The binary form. */
  public Bytes bytes() {
    ByteBuf out = Unpooled.buffer();
    for (AddressPart part : parts) {
      Varint.write(out, part.protocol().code());
      if (part.protocol().form().isVariable()) {
        Varint.write(out, part.value().length());
      }
      out.writeBytes(part.value().unsafeArray());
    }
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return Bytes.owning(bytes);
  }

  /** The value of the first part that speaks {@code protocol}, as text. */
  public Optional<String> value(AddressProtocol protocol) {
    return parts.stream()
        .filter(part -> part.protocol() == protocol)
        .map(AddressPart::text)
        .findFirst();
  }

  /** Host name or IP number in front; empty if the address begins otherwise. */
  public Optional<String> host() {
    AddressPart first = parts.getFirst();
    return switch (first.protocol()) {
      case IP4, IP6, DNS, DNS4, DNS6 -> Optional.of(first.text());
      default -> Optional.empty();
    };
  }

  /**
   * The port, if this is an address that plain TCP reaches: host, port, and at most a peer id
   * behind.
   */
  public OptionalInt tcpPort() {
    boolean plain =
        host().isPresent()
            && parts.size() >= 2
            && parts.get(1).protocol() == AddressProtocol.TCP
            && parts.stream().skip(2).allMatch(part -> part.protocol() == AddressProtocol.P2P)
            && parts.size() <= 3;
    return plain ? OptionalInt.of(Integer.parseInt(parts.get(1).text())) : OptionalInt.empty();
  }

  /** The peer id at the end; empty if there is none. */
  public Optional<Multihash> peer() {
    AddressPart last = parts.getLast();
    return last.protocol() == AddressProtocol.P2P
        ? Optional.of(new Multihash(last.value()))
        : Optional.empty();
  }

  /** This address with {@code key}'s peer id at the end, in place of one that stands there. */
  public Multiaddr withPeer(PublicKey key) {
    List<AddressPart> with = new ArrayList<>(withoutPeer().parts);
    with.add(new AddressPart(AddressProtocol.P2P, Multihash.of(key).bytes()));
    return new Multiaddr(with);
  }

  /** This address without a peer id at the end; itself if there is none. */
  public Multiaddr withoutPeer() {
    return peer().isPresent() && parts.size() > 1
        ? new Multiaddr(parts.subList(0, parts.size() - 1))
        : this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    parts.forEach(text::append);
    return text.toString();
  }

  private static byte[] value(ByteBuf in, ValueForm form) {
    if (form.isVariable()) {
      byte[] value = Varint.readBytes(in, BYTES_MAX);
      form.check(value);
      return value;
    }
    if (in.readableBytes() < form.fixedBytes()) {
      throw new MalformedException(
          "multiaddr: want a value of %d bytes, found the end".formatted(form.fixedBytes()));
    }
    byte[] value = new byte[form.fixedBytes()];
    in.readBytes(value);
    return value;
  }

  private static AddressProtocol named(String name) {
    return AddressProtocol.ofText(name)
        .orElseThrow(() -> new MalformedException("multiaddr: found a name that is no protocol"));
  }

  private static AddressProtocol coded(long code) {
    return AddressProtocol.ofCode(code)
        .orElseThrow(() -> new MalformedException("multiaddr: unknown protocol code " + code));
  }
}
