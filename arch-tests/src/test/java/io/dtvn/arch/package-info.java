/**
 * The architecture as rules that fail the build. {@link io.dtvn.arch.ArchitectureRules} runs them
 * over the product, {@link io.dtvn.arch.PlantedViolationsTest} over classes below {@code planted}
 * that break each of them on purpose: a rule that cannot turn red is no rule.
 */
@NullMarked
package io.dtvn.arch;

import org.jspecify.annotations.NullMarked;
