/**
 * Carries executed batches from the archive of one node to a node that is late: ARCHIVE FETCH
 * (first byte 0x03) and ARCHIVE DATA (0x04), in the lane for repair. Start with {@link
 * io.dtvn.application.catchup.ArchiveReader} and {@link io.dtvn.application.catchup.ArchiveServer}.
 * The rule of this package: nothing that a peer's archive says is taken on trust, and serving costs
 * neither the host's thread nor the executor's.
 */
@NullMarked
package io.dtvn.application.catchup;

import org.jspecify.annotations.NullMarked;
