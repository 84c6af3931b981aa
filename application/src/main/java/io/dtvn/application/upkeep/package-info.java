/**
 * Work on the data folder of a node that does not run: restore it, move it to another back end.
 * Start with {@link io.dtvn.application.upkeep.StoppedNode}. The rule of this package: whoever
 * pulls the plug at any moment finds a folder that starts and has lost nothing, or one that says
 * that it is not finished.
 */
@NullMarked
package io.dtvn.application.upkeep;

import org.jspecify.annotations.NullMarked;
