/**
 * Microbenchmarks of what one admission is made of: {@code ./dtvn jmh}. The rule of this package:
 * figures are read as ratios beside one another; nothing fails because a machine is slow.
 */
@NullMarked
package io.dtvn.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
