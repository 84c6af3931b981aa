package io.dtvn.adapters.http;

import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Makes the call of a request: its operation id, who asks and where, how long it waits. */
@Singleton
final class Calls {

  /** How long a caller of version 1 waits for an outcome. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OpIds opIds;
  private final Claim claim;

  Calls(OpIds opIds, ApiConfig config) {
    this.opIds = opIds;
    this.claim = Claim.NONE.by(config.apiKey().map(key -> new Label(key.id())));
  }

  Call of(HttpRequest<?> request) {
    return new Call(opIds.of(request.getHeaders()), claim, PATIENCE);
  }

  /** A call from the gate and device that the body names. */
  Call of(HttpRequest<?> request, Fields fields) {
    Optional<Label> gate = fields.label("gate");
    Optional<Label> device = fields.label("device");
    return new Call(opIds.of(request.getHeaders()), claim.at(gate, device), PATIENCE);
  }

  Call ofRow(Optional<String> key, int row) {
    return with(opIds.ofRow(key, row));
  }

  /** A call that no key can repeat. */
  Call fresh() {
    return with(opIds.fresh());
  }

  private Call with(OpId opId) {
    return new Call(opId, claim, PATIENCE);
  }
}
