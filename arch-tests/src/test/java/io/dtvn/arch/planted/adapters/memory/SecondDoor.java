package io.dtvn.arch.planted.adapters.memory;

/** Planted: public, and no provider. */
public record SecondDoor(int width) {}
