package io.dtvn.arch.planted.ports.out;

import io.dtvn.arch.planted.application.host.Loop;

/** Planted: a port that knows who uses it. */
record KnowsTheHost(Loop loop) {}
