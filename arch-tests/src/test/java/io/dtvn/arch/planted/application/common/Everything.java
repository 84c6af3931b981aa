package io.dtvn.arch.planted.application.common;

/** Planted: a room for everything. */
record Everything(int things) {}
