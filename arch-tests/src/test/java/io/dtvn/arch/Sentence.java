package io.dtvn.arch;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One rule in words and as code.
 *
 * @param words what must hold; the name of the test
 * @param rule fails with one line for each violation
 */
record Sentence(String words, ArchRule rule) {}
