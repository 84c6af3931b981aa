package io.dtvn.arch.planted.application.host;

/** Planted: a class that anybody may extend. */
class OpenToHeirs {}
