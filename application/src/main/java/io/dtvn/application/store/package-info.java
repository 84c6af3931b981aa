/**
 * Where everything but the journal stands in the {@link io.dtvn.ports.out.KeyValueStore}. Start
 * with {@link io.dtvn.application.store.Buckets}. The rule of this package: a key's bytes are in
 * the order in which its bucket is walked, and no other package puts keys together.
 */
@NullMarked
package io.dtvn.application.store;

import org.jspecify.annotations.NullMarked;
