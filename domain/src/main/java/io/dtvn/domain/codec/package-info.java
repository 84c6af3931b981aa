/**
 * Values made of bytes, and the one canonical form in which everything that is hashed or signed is
 * written. Start with {@link io.dtvn.domain.codec.CanonicalWriter}. The rule of this package: two
 * equal values have equal bytes, and bytes that are not canonical are refused, never repaired.
 */
@NullMarked
package io.dtvn.domain.codec;

import org.jspecify.annotations.NullMarked;
