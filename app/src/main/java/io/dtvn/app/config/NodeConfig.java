package io.dtvn.app.config;

/**
 * Everything that can be configured, with the keys of {@code config/validator.yaml}: each component
 * is a group, each component of a group a key in snake case. Secrets are not among them; they come
 * from the environment or the command line ({@link Secrets}).
 */
public record NodeConfig(
    NodeGroup node,
    NetworkGroup network,
    ApiGroup api,
    ConsensusGroup consensus,
    GossipGroup gossip,
    StorageGroup storage,
    CryptoGroup crypto,
    MetricsGroup metrics,
    LoggingGroup logging,
    CompatGroup compat) {

  /** What holds where nothing is configured. */
  public static final NodeConfig DEFAULT =
      new NodeConfig(
          NodeGroup.DEFAULT,
          NetworkGroup.DEFAULT,
          ApiGroup.DEFAULT,
          ConsensusGroup.DEFAULT,
          GossipGroup.DEFAULT,
          StorageGroup.DEFAULT,
          new CryptoGroup("bouncycastle"),
          MetricsGroup.DEFAULT,
          LoggingGroup.DEFAULT,
          new CompatGroup("auto"));

  /**
   * Who signs and verifies.
   *
   * @param provider name of a crypto plug-in; {@code bouncycastle}
   */
  public record CryptoGroup(String provider) {}

  /**
   * Concessions to the predecessor's documentation.
   *
   * @param implicitIssue whether validating an unknown ticket issues it first: {@code true}, {@code
   *     false}, or {@code auto}: only with development keys on loopback
   */
  public record CompatGroup(String implicitIssue) {

    /** Checks the word. */
    public CompatGroup {
      ConfigException.checkWord("compat.implicit_issue", implicitIssue, "auto", "true", "false");
    }
  }
}
