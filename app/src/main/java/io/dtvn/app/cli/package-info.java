/**
 * The command line: one class per command. Start with {@link io.dtvn.app.cli.Main}. The rule of
 * this package: results go to standard output, everything else to standard error; exit 0 done, 1
 * failed, 2 wrong usage.
 */
@NullMarked
package io.dtvn.app.cli;

import org.jspecify.annotations.NullMarked;
