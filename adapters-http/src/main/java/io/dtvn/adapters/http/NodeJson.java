package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.domain.membership.Quorum;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.QueryNode;
import io.dtvn.ports.in.QueryNode.CheckpointView;
import io.dtvn.ports.in.QueryNode.Identity;
import io.dtvn.ports.in.QueryNode.LoggedOperation;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Member;
import io.dtvn.ports.out.OrderingStatus.Report;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.StorageStatistics;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a node says of itself, as the API shows it: the predecessor's fields, then ours. */
final class NodeJson {

  private NodeJson() {}

  static ObjectNode stats(QueryNode node) {
    OrderingStatus order = node.ordering();
    ObjectNode json = Json.object().put("cache_size", 0).put("current_view", order.view());
    json.put("is_primary", isPrimary(node, order));
    json.put("node_id", node.identity().id().value());
    json.put("peer_count", node.peers().size()).put("sequence", order.lastExecuted());
    json.set("storage_stats", storage(node.storage()));
    addOrder(json, node.identity(), order);
    ObjectNode tickets = json.putObject("tickets");
    node.ticketCounts().forEach((state, count) -> tickets.put(state.name(), count));
    json.put("dev_keys", node.identity().developmentKeys());
    json.set("members", members(node.identity(), order));
    return json;
  }

  /** Every validator as this node knows it; what was never heard is left out. */
  private static ArrayNode members(Identity identity, OrderingStatus order) {
    ArrayNode json = Json.array();
    for (Member member : order.members()) {
      ObjectNode entry = json.addObject().put("id", member.id().value());
      entry.put("peer_id", peerIdOf(member.id(), identity)).put("connected", member.connected());
      entry.put("is_primary", member.id().equals(order.primary()));
      member.report().ifPresent(report -> addReport(entry, report));
      if (!member.alarm().isEmpty()) {
        entry.put("alarm", member.alarm());
      }
    }
    return json;
  }

  private static void addReport(ObjectNode entry, Report report) {
    entry.put("standing", report.standing().name()).put("view", report.view());
    entry.put("stable_checkpoint", report.stableCheckpoint());
    entry.put("last_executed", report.lastExecuted()).put("age_ms", report.ageMillis());
  }

  private static String peerIdOf(ValidatorId member, Identity identity) {
    ValidatorSet members = identity.genesis().validators();
    return PeerId.of(members.at(members.indexOf(member).orElseThrow()).key()).text();
  }

  private static void addOrder(ObjectNode json, Identity identity, OrderingStatus order) {
    Quorum sizes = identity.genesis().validators().quorum();
    json.put("peer_id", identity.peerId().text()).put("role", role(order));
    json.put("view", order.view()).put("primary", order.primary().value());
    json.put("total_nodes", sizes.validators()).put("f", sizes.faults());
    json.put("quorum", sizes.quorum()).put("last_executed", order.lastExecuted());
    json.put("stable_checkpoint", order.stableCheckpoint());
    json.put("state_root", order.stateRoot().hex()).put("state_root_at", order.stateRootAt());
  }

  static String role(OrderingStatus order) {
    return order.standing() == Standing.LEARNER ? "LEARNER" : "VALIDATOR";
  }

  static ObjectNode peers(QueryNode node) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("peers");
    for (ConnectedPeer peer : node.peers()) {
      ObjectNode entry = list.addObject().put("id", PeerId.of(peer.key()).text());
      ArrayNode addresses = entry.putArray("addrs");
      peer.addresses().forEach(addresses::add);
    }
    ArrayNode refused = json.putArray("refused");
    node.refusals()
        .forEach(
            refusal ->
                refused.addObject().put("reason", refusal.reason()).put("count", refusal.count()));
    return json;
  }

  static ObjectNode config(QueryNode node) {
    OrderingStatus order = node.ordering();
    ObjectNode json = Json.object().put("current_view", order.view());
    json.put("is_primary", isPrimary(node, order));
    json.put("node_id", node.identity().id().value());
    return json.put("total_nodes", node.identity().genesis().validators().size());
  }

  /** Who listens nowhere has no transport to be secured. */
  static ObjectNode crypto(Identity identity) {
    ObjectNode json = Json.object().put("key_algorithm", "Ed25519");
    ArrayNode addresses = json.putArray("listen_addresses");
    identity.listenAddresses().forEach(addresses::add);
    json.put("node_id", identity.id().value()).put("peer_id", identity.peerId().text());
    json.put("public_key", identity.key().hex());
    ArrayNode security = json.putArray("transport_security");
    identity.transportSecurity().forEach(security::add);
    return json;
  }

  static ObjectNode entries(QueryNode node) {
    String id = node.identity().id().value();
    ObjectNode json = Json.object().put("consensus_log_count", node.newestOperations().size());
    json.set("db_stats", storage(node.storage()));
    json.set(
        "latest_checkpoint",
        node.stableCheckpoint().map(checkpoint -> checkpoint(checkpoint, id)).orElse(null));
    json.put("node_id", id);
    SortedMap<TicketState, Long> counts = node.ticketCounts();
    ObjectNode states = json.putObject("ticket_states");
    byName(counts).forEach(states::put);
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    return json.put("total_tickets", total);
  }

  static ArrayNode logs(List<LoggedOperation> operations) {
    ArrayNode json = Json.array();
    for (LoggedOperation operation : operations) {
      ObjectNode entry = json.addObject().put("sequence", operation.sequence());
      entry.put("view", operation.view()).put("request_id", operation.opId().toString());
      entry.put("ticket_id", operation.ticketId().value());
      entry.put("operation", operation.type().name());
      entry.put("digest", operation.batchDigest().hex());
      entry.put("timestamp", operation.blockTime() / 1000);
    }
    return json;
  }

  private static boolean isPrimary(QueryNode node, OrderingStatus order) {
    return node.identity().id().equals(order.primary());
  }

  private static ObjectNode storage(StorageStatistics statistics) {
    ObjectNode json = Json.object();
    statistics.values().forEach(json::put);
    return json;
  }

  private static ObjectNode checkpoint(CheckpointView checkpoint, String node) {
    ObjectNode json = Json.object().put("sequence", checkpoint.sequence());
    json.put("state_digest", checkpoint.stateRoot().hex()).put("node_id", node);
    return json.put("timestamp", checkpoint.blockTime() / 1000);
  }

  /** The predecessor's states always, ours where a ticket is in it, so that the sum is right. */
  private static Map<String, Long> byName(SortedMap<TicketState, Long> counts) {
    Map<String, Long> named = new TreeMap<>();
    counts.forEach(
        (state, count) -> {
          if (state != TicketState.REVOKED || count > 0) {
            named.put(state.name(), count);
          }
        });
    return named;
  }
}
