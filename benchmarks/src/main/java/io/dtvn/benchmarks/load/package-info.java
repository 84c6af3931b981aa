/**
 * Loads a running network and reports what it took. Start with {@link
 * io.dtvn.benchmarks.load.Main}. The rule of this package: the generator must cost little, since it
 * shares the machine with what it measures.
 */
@NullMarked
package io.dtvn.benchmarks.load;

import org.jspecify.annotations.NullMarked;
