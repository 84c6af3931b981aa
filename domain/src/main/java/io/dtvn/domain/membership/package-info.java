/**
 * Who votes: validators, their order, their quorums, and the genesis that binds all of it into
 * every signature. Start with {@link io.dtvn.domain.membership.Genesis}. The rule of this package:
 * faults and quorums are derived from n, never configured.
 */
@NullMarked
package io.dtvn.domain.membership;

import org.jspecify.annotations.NullMarked;
