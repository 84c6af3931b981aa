/** Tests of the package of the same name. */
@NullMarked
package io.dtvn.adapters.libp2p.identify;

import org.jspecify.annotations.NullMarked;
