package io.dtvn.arch.planted.adapters.storage.bbolt;

import io.dtvn.arch.planted.application.host.Loop;

/** Planted: an adapter that calls back up. */
record KnowsTheHost(Loop loop) {}
