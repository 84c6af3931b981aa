/**
 * Vector clocks: they explain which operation could have known of which, and never choose a winner;
 * only the commit order decides. Start with {@link io.dtvn.domain.clock.VectorClock}.
 */
@NullMarked
package io.dtvn.domain.clock;

import org.jspecify.annotations.NullMarked;
