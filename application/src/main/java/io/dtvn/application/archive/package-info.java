/**
 * Every executed batch from the first on: body, certificate, outcomes, results. Nothing is ever
 * removed. Start with {@link io.dtvn.application.archive.Archive}. The rule of this package: it
 * adds to the executor's atomic batch and writes nothing on its own.
 */
@NullMarked
package io.dtvn.application.archive;

import org.jspecify.annotations.NullMarked;
