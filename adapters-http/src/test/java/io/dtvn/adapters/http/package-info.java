/**
 * Every row of the API on real sockets. Start with {@code ApiTest}, which opens a server over
 * {@code FakeNode}: a node of one validator whose answers are the ledger's own.
 */
@NullMarked
package io.dtvn.adapters.http;

import org.jspecify.annotations.NullMarked;
