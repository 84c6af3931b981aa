package io.dtvn.domain.membership;

import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.Label;

/**
 * The birth certificate of a network: its name, first validators, parameters and policy. Its hash
 * is part of every signature, so nothing signed here means anything elsewhere.
 *
 * @param networkId the network's name
 * @param validators the members of epoch 0
 * @param parameters what all validators must agree on
 * @param policy the rules of the event {@code default}
 */
public record Genesis(
    Label networkId, ValidatorSet validators, ProtocolParameters parameters, EventPolicy policy) {

  /** The consensus group of version 1; a later version may run several over one set. */
  public static final int GROUP = 0;

  private static final String DOMAIN = "dtvn-genesis-v1";

  /** SHA-256 over the canonical form of everything in it. Computed anew at each call. */
  public Digest hash() {
    CanonicalWriter out = new CanonicalWriter(512).text(DOMAIN).text(networkId.value());
    out.u32(validators.size());
    for (Validator member : validators.members()) {
      out.text(member.id().value()).key(member.key());
    }
    parameters.writeTo(out);
    policy.writeTo(out);
    return out.sha256();
  }
}
