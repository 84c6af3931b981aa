package io.dtvn.adapters.libp2p.multiformats;

import java.util.Optional;

/** The steps an address may have. Specification: multiformats/multiaddr, protocols.csv. */
public enum AddressProtocol {
  /** An IPv4 address. */
  IP4(4, "ip4", ValueForm.IP4),
  /** A TCP port. */
  TCP(6, "tcp", ValueForm.PORT),
  /** A DCCP port. */
  DCCP(33, "dccp", ValueForm.PORT),
  /** An IPv6 address. */
  IP6(41, "ip6", ValueForm.IP6),
  /** The zone of an IPv6 address. */
  IP6ZONE(42, "ip6zone", ValueForm.TEXT),
  /** The length of a network's prefix. */
  IPCIDR(43, "ipcidr", ValueForm.OCTET),
  /** A host name, for IPv4 or IPv6. */
  DNS(53, "dns", ValueForm.TEXT),
  /** A host name, for IPv4. */
  DNS4(54, "dns4", ValueForm.TEXT),
  /** A host name, for IPv6. */
  DNS6(55, "dns6", ValueForm.TEXT),
  /** A name that stands for whole addresses. */
  DNSADDR(56, "dnsaddr", ValueForm.TEXT),
  /** An SCTP port. */
  SCTP(132, "sctp", ValueForm.PORT),
  /** A UDP port. */
  UDP(273, "udp", ValueForm.PORT),
  /** WebRTC without a signalling server. */
  WEBRTC_DIRECT(280, "webrtc-direct", ValueForm.NONE),
  /** WebRTC. */
  WEBRTC(281, "webrtc", ValueForm.NONE),
  /** Through the relay named before. */
  P2P_CIRCUIT(290, "p2p-circuit", ValueForm.NONE),
  /** A path of the file system. */
  UNIX(400, "unix", ValueForm.PATH),
  /** A peer id. */
  P2P(421, "p2p", ValueForm.PEER),
  /** HTTPS. */
  HTTPS(443, "https", ValueForm.NONE),
  /** An onion service of version 3. */
  ONION3(445, "onion3", ValueForm.ONION3),
  /** TLS. */
  TLS(448, "tls", ValueForm.NONE),
  /** The server name within TLS. */
  SNI(449, "sni", ValueForm.TEXT),
  /** Noise. */
  NOISE(454, "noise", ValueForm.NONE),
  /** QUIC of a draft. */
  QUIC(460, "quic", ValueForm.NONE),
  /** QUIC, RFC 9000. */
  QUIC_V1(461, "quic-v1", ValueForm.NONE),
  /** WebTransport. */
  WEBTRANSPORT(465, "webtransport", ValueForm.NONE),
  /** The hash of a certificate. */
  CERTHASH(466, "certhash", ValueForm.MULTIBASE),
  /** WebSocket. */
  WS(477, "ws", ValueForm.NONE),
  /** WebSocket over TLS. */
  WSS(478, "wss", ValueForm.NONE),
  /** HTTP. */
  HTTP(480, "http", ValueForm.NONE),
  /** A path of HTTP. */
  HTTP_PATH(481, "http-path", ValueForm.URL_PATH),
  /** A place within this process. */
  MEMORY(777, "memory", ValueForm.TEXT);

  private final int code;
  private final String text;
  private final ValueForm form;

  AddressProtocol(int code, String text, ValueForm form) {
    this.code = code;
    this.text = text;
    this.form = form;
  }

  /** The number in binary addresses. */
  public int code() {
    return code;
  }

  /** The name in text. */
  public String text() {
    return text;
  }

  ValueForm form() {
    return form;
  }

  static Optional<AddressProtocol> ofCode(long code) {
    for (AddressProtocol protocol : values()) {
      if (protocol.code == code) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  static Optional<AddressProtocol> ofText(String text) {
    String name = text.equals("ipfs") ? P2P.text : text; // the old name of p2p
    for (AddressProtocol protocol : values()) {
      if (protocol.text.equals(name)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
