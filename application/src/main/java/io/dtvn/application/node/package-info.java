/**
 * Puts a node together and takes it apart. Start with {@link
 * io.dtvn.application.node.ValidatorNode}. The rule of this package: nothing in the data folder is
 * touched before it is known to belong to this validator, network and storage type, and to no other
 * process.
 */
@NullMarked
package io.dtvn.application.node;

import org.jspecify.annotations.NullMarked;
