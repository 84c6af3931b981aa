package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Digest;

/**
 * What the ledger remembers of an executed operation: not its outcome, which would be signed twice,
 * but where it stands.
 *
 * @param operationDigest SHA-256 over the operation, signature included
 * @param sequence s of its batch
 * @param index its place among all operations of that batch, from 0
 */
public record OperationRecord(Digest operationDigest, long sequence, int index) {}
