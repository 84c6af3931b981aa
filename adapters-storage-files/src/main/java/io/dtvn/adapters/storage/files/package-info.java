/**
 * What a {@link io.dtvn.ports.out.KeyValueStore} on files needs, whichever library keeps the
 * entries: {@link io.dtvn.adapters.storage.files.Life} guards its native objects, {@link
 * io.dtvn.adapters.storage.files.GroupCommit} orders its writers, {@link
 * io.dtvn.adapters.storage.files.SlotFile} remembers how far it came, {@link
 * io.dtvn.adapters.storage.files.Folders} makes names durable, {@link
 * io.dtvn.adapters.storage.files.StoreFailures} tells an operator what to do.
 */
@NullMarked
package io.dtvn.adapters.storage.files;

import org.jspecify.annotations.NullMarked;
