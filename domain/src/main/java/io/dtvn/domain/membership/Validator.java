package io.dtvn.domain.membership;

import io.dtvn.domain.codec.PublicKey;

/** A member: its name and the key that is its identity. */
public record Validator(ValidatorId id, PublicKey key) {}
