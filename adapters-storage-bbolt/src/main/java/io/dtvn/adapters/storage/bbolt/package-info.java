/**
 * {@link io.dtvn.ports.out.KeyValueStore} on bbolt, whose files every BoltDB tool opens. Start with
 * {@link io.dtvn.adapters.storage.bbolt.BboltStorageProvider}. Go code in {@code src/main/go} calls
 * bbolt; {@link io.dtvn.adapters.storage.bbolt.Exchange} calls the Go code, a whole transaction at
 * a time. The rule of this package: damage is refused, never skipped; where bbolt would open and be
 * silently older than what was acknowledged, a note beside it tells.
 */
@NullMarked
package io.dtvn.adapters.storage.bbolt;

import org.jspecify.annotations.NullMarked;
