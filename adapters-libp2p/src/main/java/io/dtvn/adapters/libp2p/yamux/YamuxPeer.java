package io.dtvn.adapters.libp2p.yamux;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.PublicKey;

/**
 * Who is at the other end.
 *
 * @param key proved by the handshake below
 * @param initiator whether we dialled
 * @param local our address
 * @param remote the peer's address
 */
public record YamuxPeer(PublicKey key, boolean initiator, Multiaddr local, Multiaddr remote) {}
