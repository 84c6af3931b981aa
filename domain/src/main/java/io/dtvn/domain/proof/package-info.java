/**
 * What makes an answer checkable by somebody who trusts no single node: signature inputs, Merkle
 * trees over outcomes, the authenticated map over the whole state. Start with {@link
 * io.dtvn.domain.proof.SignatureInput}. The rule of this package: hashing only, signatures are
 * checked by a function that is passed in.
 */
@NullMarked
package io.dtvn.domain.proof;

import org.jspecify.annotations.NullMarked;
