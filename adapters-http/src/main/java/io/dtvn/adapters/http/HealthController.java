package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.ports.in.QueryNode;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Check;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Whether the process answers, and whether the node takes part. No envelope, no key. */
@Controller("/health")
@Produces(MediaType.ALL)
final class HealthController {

  private final QueryNode node;

  HealthController(UseCases useCases) {
    this.node = useCases.node();
  }

  @Get
  HttpResponse<byte[]> alive() {
    ObjectNode body = Json.object().put("status", "healthy");
    body.put("node_id", node.identity().id().value());
    body.put("dev_keys", node.identity().developmentKeys());
    return Answers.bare(200, body.put("role", NodeJson.role(node.ordering())));
  }

  @Get("/ready")
  HttpResponse<byte[]> ready() {
    OrderingStatus order = node.ordering();
    ObjectNode body = Json.object().put("ready", order.isReady());
    ObjectNode checks = body.putObject("checks");
    order.checks().forEach(check -> checks.put(check.name(), words(check)));
    if (order.standing() == Standing.LEARNER) {
      body.put("role", NodeJson.role(order));
    }
    return Answers.bare(order.isReady() ? 200 : 503, body);
  }

  private static String words(Check check) {
    if (!check.passed()) {
      return check.objection();
    }
    return check.remark().isEmpty() ? "ok" : "ok; " + check.remark();
  }
}
