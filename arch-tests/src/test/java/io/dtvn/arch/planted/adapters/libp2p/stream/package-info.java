/** Classes that break a rule on purpose, and innocent ones beside them. */
@NullMarked
package io.dtvn.arch.planted.adapters.libp2p.stream;

import org.jspecify.annotations.NullMarked;
