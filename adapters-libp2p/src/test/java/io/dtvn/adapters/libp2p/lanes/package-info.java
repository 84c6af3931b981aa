/** Tests of the package of the same name. */
@NullMarked
package io.dtvn.adapters.libp2p.lanes;

import org.jspecify.annotations.NullMarked;
