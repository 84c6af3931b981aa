/**
 * Who may speak: turns authenticated keys into members and sorts their frames by kind. Start with
 * {@link io.dtvn.application.peering.Peering}. The rule of this package: a frame of a key that is
 * no member is dropped before a byte of it is looked at.
 */
@NullMarked
package io.dtvn.application.peering;

import org.jspecify.annotations.NullMarked;
