package io.dtvn.arch.planted.app.cli;

import io.dtvn.arch.planted.benchmarks.load.Load;

/** Planted: a command that measures itself. */
record KnowsTheLoad(Load load) {}
