package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;

/** The optional signature of a device or issuer over one operation; it names its key. */
public record Authorization(PublicKey key, Signature signature) {}
