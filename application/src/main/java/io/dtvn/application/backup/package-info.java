/**
 * Copies and checks of a node's whole store, running or not. Start with {@link
 * io.dtvn.application.backup.Backup} and {@link io.dtvn.application.backup.StoreCheck}. The rule of
 * this package: it knows entries and buckets, never a back end or a data folder, and it reads one
 * snapshot, so that the node goes on meanwhile.
 */
@NullMarked
package io.dtvn.application.backup;

import org.jspecify.annotations.NullMarked;
