/**
 * The configuration: one record per group, read from defaults, a YAML file, the environment and the
 * command line, each above the one before. Start with {@link io.dtvn.app.config.NodeConfig}. The
 * rule of this package: an unknown key stops the start and lists what is allowed.
 */
@NullMarked
package io.dtvn.app.config;

import org.jspecify.annotations.NullMarked;
