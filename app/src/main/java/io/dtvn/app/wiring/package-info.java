/**
 * Puts a node together: plug-ins chosen by name, keys, folders, the API in front. Start with {@link
 * io.dtvn.app.wiring.RunningNode}. The rule of this package: plug-ins are known by their provider
 * interfaces only.
 */
@NullMarked
package io.dtvn.app.wiring;

import org.jspecify.annotations.NullMarked;
