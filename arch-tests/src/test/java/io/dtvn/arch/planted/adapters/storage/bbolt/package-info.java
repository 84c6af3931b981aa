/** Classes that break a rule on purpose, and innocent ones beside them. */
@NullMarked
package io.dtvn.arch.planted.adapters.storage.bbolt;

import org.jspecify.annotations.NullMarked;
