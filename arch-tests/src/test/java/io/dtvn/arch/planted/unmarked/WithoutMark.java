package io.dtvn.arch.planted.unmarked;

/** Planted: its package has no mark. */
@SuppressWarnings("RequireExplicitNullMarking")
record WithoutMark(int value) {}
