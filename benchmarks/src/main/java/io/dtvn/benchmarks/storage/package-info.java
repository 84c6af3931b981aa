/**
 * Storage back ends under what a node writes: a journal that syncs at every turn and executed
 * batches that do not. Start with {@link io.dtvn.benchmarks.storage.StorageRun}. The rule of this
 * package: what is compared is measured in one run, each back end in a process of its own.
 */
@NullMarked
package io.dtvn.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
