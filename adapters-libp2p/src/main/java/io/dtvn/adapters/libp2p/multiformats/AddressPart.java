package io.dtvn.adapters.libp2p.multiformats;

import io.dtvn.domain.codec.Bytes;

/**
 * One step of a {@link Multiaddr}.
 *
 * @param protocol what it names
 * @param value its value in binary, without a length; empty if the protocol has none
 */
public record AddressPart(AddressProtocol protocol, Bytes value) {

  /** Reads the text behind {@code /name/}. */
  static AddressPart parse(AddressProtocol protocol, String text) {
    return new AddressPart(protocol, Bytes.owning(protocol.form().parse(text)));
  }

  /** The value as text; empty if the protocol has none. */
  public String text() {
    return protocol.form().print(value.unsafeArray());
  }

  @Override
  public String toString() {
    return protocol.form() == ValueForm.NONE
        ? "/" + protocol.text()
        : "/" + protocol.text() + "/" + text();
  }
}
