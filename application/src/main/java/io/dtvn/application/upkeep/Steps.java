package io.dtvn.application.upkeep;

/** Told what is done and on the medium; a test ends the work there, as a power cut would. */
@FunctionalInterface
interface Steps {

  /** Nobody cuts. */
  Steps UNCUT = _ -> {};

  void at(String done);
}
