/**
 * What the wire form promises: golden frames written from the field lists alone, round trips, and
 * that damaged bytes are refused and nothing worse. Start with {@link
 * io.dtvn.consensus.pbft.wire.GoldenFramesTest}. The rule of this package: a frame is judged by its
 * bytes.
 */
@NullMarked
package io.dtvn.consensus.pbft.wire;

import org.jspecify.annotations.NullMarked;
