package io.dtvn.app.keys;

import io.dtvn.app.config.ConfigException;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Label;
import io.dtvn.ports.spi.CryptoProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network that is told apart by names alone: the members are the prefix of a name with 0 to n-1,
 * the key of each is SHA-256 of salt and name. Nodes started with the same salt, prefix, n and
 * parameters belong to one network.
 */
public final class DevelopmentNetwork {

  private static final Pattern NUMBERED = Pattern.compile("(.*?)(?<![0-9])(0|[1-9][0-9]{0,3})");
  private static final String DATA_KEY_DOMAIN = "dtvn-data-key-v1";

  private final String salt;
  private final String prefix;
  private final CryptoProvider crypto;

  private DevelopmentNetwork(String salt, String prefix, CryptoProvider crypto) {
    this.salt = salt;
    this.prefix = prefix;
    this.crypto = crypto;
  }

  /**
   * The network that {@code id} belongs to.
   *
   * @throws ConfigException if {@code id} is no prefix and number below {@code validators}
   */
  public static DevelopmentNetwork of(
      String id, int validators, String salt, CryptoProvider crypto) {
    Matcher parts = NUMBERED.matcher(id);
    if (!parts.matches()) {
      throw new ConfigException(
          "node.id '%s': want a name that ends in a number, such as node0".formatted(id));
    }
    DevelopmentNetwork network = new DevelopmentNetwork(salt, parts.group(1), crypto);
    if (Integer.parseInt(parts.group(2)) >= validators) {
      throw new ConfigException(
          "node.id '%s': want one of %s (consensus.total_nodes is %d)"
              .formatted(id, network.names(validators), validators));
    }
    return network;
  }

  /** The genesis of this network with n {@code validators} and these parameters. */
  public Genesis genesis(int validators, ProtocolParameters parameters) {
    List<Validator> members = new ArrayList<>();
    for (String name : names(validators)) {
      members.add(new Validator(new ValidatorId(name), crypto.signer(seed(name)).publicKey()));
    }
    return new Genesis(
        new Label("development"), ValidatorSet.of(members), parameters, EventPolicy.DEFAULT);
  }

  /** The private seed of the member {@code name}. */
  public Bytes seed(String name) {
    return Bytes.owning(Digest.of(Utf8.encode(salt + name)).toBytes());
  }

  /** The key under which ticket data is committed to; every node of the network has it. */
  public Bytes dataKey() {
    return Bytes.owning(Digest.of(Utf8.encode(DATA_KEY_DOMAIN + salt)).toBytes());
  }

  private List<String> names(int validators) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      names.add(prefix + i);
    }
    return names;
  }
}
