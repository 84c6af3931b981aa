/**
 * Protocol buffers by hand: {@link io.dtvn.adapters.libp2p.protobuf.ProtoReader} and {@link
 * io.dtvn.adapters.libp2p.protobuf.ProtoWriter}. The rule of this package: a limit is checked
 * before the bytes are taken, and the same message is always written as the same bytes.
 */
@NullMarked
package io.dtvn.adapters.libp2p.protobuf;

import org.jspecify.annotations.NullMarked;
