package io.dtvn.arch.planted.domain.ticket;

import java.nio.file.Path;

/** Planted: the domain touches the disk. */
record ReadsFiles(Path path) {}
