package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.identify.Identify;
import io.dtvn.adapters.libp2p.identify.PeerFacts;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import java.util.List;

/**
 * Asks each validator that connects who it is, and remembers where it listens, so that it is found
 * again after a restart. Lives on the event loop.
 */
final class Introductions implements Links.Watcher {

  private final Links links;
  private final Dialer dialer;
  private final Admission admission;

  Introductions(Links links, Dialer dialer, Admission admission) {
    this.links = links;
    this.dialer = dialer;
    this.admission = admission;
  }

  @Override
  public void onSession(Session session) {
    AddressRules.number(session.connection().remoteAddress())
        .map(Source::of)
        .ifPresent(source -> admission.trust(session.link().peer(), source));
    Identify.ask(session.connection()).thenAccept(facts -> learn(session, facts));
  }

  private void learn(Session session, PeerFacts facts) {
    Multiaddr ours = session.connection().localAddress();
    List<Multiaddr> believed = AddressRules.believable(facts.listenAddresses(), ours);
    if (session.link().isCurrent(session)) {
      dialer.learn(session.link().peer(), believed);
      links.learn(session.link(), believed);
    }
  }
}
