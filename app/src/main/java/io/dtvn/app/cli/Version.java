package io.dtvn.app.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which version runs, from the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "dtvn " + (version == null ? "(from classes)" : version), "Java " + Runtime.version(),
    };
  }
}
