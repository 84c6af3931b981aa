package io.dtvn.arch.planted.application.gateway;

import io.dtvn.arch.planted.adapters.memory.MemoryProvider;

/** Planted: a use case bound to one adapter. */
record KnowsAnAdapter(MemoryProvider provider) {}
