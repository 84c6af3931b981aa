/**
 * Development keys: derived from a salt and a name, so that a network can be tried without a
 * ceremony. Start with {@link io.dtvn.app.keys.DevelopmentNetwork}. The rule of this package:
 * whoever knows the salt can sign for everybody, so these keys are for loopback only.
 */
@NullMarked
package io.dtvn.app.keys;

import org.jspecify.annotations.NullMarked;
