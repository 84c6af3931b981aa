/**
 * Storage and network inside one process, plug-ins like the others. Start with {@link
 * io.dtvn.adapters.memory.MemoryStorageProvider} and {@link
 * io.dtvn.adapters.memory.MemoryNetworkProvider}. The rule of this package: they keep the whole
 * contract of their ports, except that nothing outlives the process.
 */
@NullMarked
package io.dtvn.adapters.memory;

import org.jspecify.annotations.NullMarked;
