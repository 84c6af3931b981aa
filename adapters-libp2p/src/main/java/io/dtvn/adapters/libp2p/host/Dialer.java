package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.PublicKey;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Looks for validators that are not connected, at every address that is known, and never gives one
 * up. Lives on the event loop, whose timer calls {@link #look} again and again.
 */
final class Dialer implements Links.Watcher {

  static final Duration LOOK_PERIOD = Duration.ofMillis(100);

  /** The side that does not decide lets the other one dial first. */
  private static final int COURTESY_MILLIS = 250;

  private final PublicKey self;
  private final Links links;
  private final Gatekeeper gatekeeper;
  private final Connector connector;
  private final Admission admission;
  private final HostLog log;
  private final RandomGenerator random;
  private final List<Target> targets = new ArrayList<>();
  private final int dialsMax;
  private int dials;

  Dialer(HostPlan plan, HostLimits limits, Links links, Parts parts) {
    this.self = plan.config().self();
    this.links = links;
    this.gatekeeper = parts.gatekeeper();
    this.connector = parts.connector();
    this.admission = parts.admission();
    this.log = parts.log();
    this.random = parts.random();
    this.dialsMax = limits.dialsMax();
    for (Multiaddr address : plan.bootstrap()) {
      AddressRules.number(address)
          .ifPresent(ip -> admission.trust(address.withoutPeer(), Source.of(ip)));
      add(Target.configured(address, new Backoff(random)));
    }
  }

  /** What a dialer works with. */
  record Parts(
      Gatekeeper gatekeeper,
      Connector connector,
      Admission admission,
      HostLog log,
      RandomGenerator random) {}

  /** Opens TCP connections. */
  interface Connector {

    /** Calls back on the event loop, once, with a connected channel or with null. */
    void connect(Multiaddr address, Done done);

    /** Who waits for a connection. */
    interface Done {
      void connected(@Nullable Channel channel);

      /**
       * Before that, on the event loop: the number that the address has, or its name stands for.
       */
      default void found(InetAddress ip) {}
    }
  }

  /** Starts to dial what is due; whatever fails, the next look comes. */
  void look() {
    try {
      dialDue();
    } catch (RuntimeException | Error e) { // an end of the looking would be for good
      log.fails("when it looked for peers", e);
    }
  }

  private void dialDue() {
    long now = System.nanoTime();
    for (Target target : inTurn(targets)) {
      if (dials < dialsMax && target.isDue(now) && isWanted(target)) {
        dial(target);
      }
    }
  }

  /** Those that have waited longest first, so that one that is slow to fail delays no other. */
  static List<Target> inTurn(List<Target> targets) {
    long now = System.nanoTime();
    return targets.stream()
        .sorted(Comparator.comparingLong(target -> target.waitNanos(now)))
        .toList();
  }

  /** Takes the place of what {@code peer} has told before. */
  void learn(PublicKey peer, List<Multiaddr> addresses) {
    targets.removeIf(
        target -> isOf(target, peer) && target.isLearnt() && !addresses.contains(target.address()));
    for (Multiaddr address : addresses) {
      if (targets.stream().noneMatch(t -> isOf(t, peer) && t.address().equals(address))) {
        add(Target.learnt(address, peer, new Backoff(random)));
      }
    }
  }

  @Override
  public void onLink(Link link) {
    targets.stream().filter(target -> isOf(target, link.peer())).forEach(Target::succeeded);
  }

  @Override
  public void onFree(Link link) {
    for (Target target : targets) {
      if (isOf(target, link.peer()) && !target.isBusy()) {
        target.failed(System.nanoTime());
        beCourteous(target);
      }
    }
  }

  private void add(Target target) {
    targets.add(target);
    beCourteous(target);
  }

  private void beCourteous(Target target) {
    if (target.peer().map(peer -> self.compareTo(peer) > 0).orElse(false)) {
      target.delay(COURTESY_MILLIS);
    }
  }

  /** An address whose peer is not known is tried as long as anybody is missing. */
  private boolean isWanted(Target target) {
    Optional<PublicKey> peer = target.peer();
    if (peer.isEmpty()) {
      return links.all().stream().anyMatch(Dialer::isFree);
    }
    boolean dialledElsewhere =
        targets.stream().anyMatch(other -> other.isBusy() && isOf(other, peer.get()));
    return !dialledElsewhere && links.at(peer.get()).map(Dialer::isFree).orElse(false);
  }

  private static boolean isFree(Link link) {
    return !link.isBusy() && !link.isShutOut(System.nanoTime());
  }

  private void dial(Target target) {
    target.begins();
    dials++;
    try {
      connector.connect(target.address(), new Dial(target));
    } catch (RuntimeException | Error e) {
      ends(target);
      log.fails("when it dialled", e);
    }
  }

  /** Waits for the connection to {@code target}. */
  private final class Dial implements Connector.Done {

    private final Target target;

    Dial(Target target) {
      this.target = target;
    }

    @Override
    public void connected(@Nullable Channel channel) {
      if (channel == null) {
        ends(target);
      } else {
        lead(target, channel);
      }
    }

    @Override
    public void found(InetAddress ip) {
      if (!target.isLearnt()) {
        admission.trust(target.address(), Source.of(ip));
      }
    }
  }

  private void lead(Target target, Channel channel) {
    if (target.peer().flatMap(links::at).map(Link::isBusy).orElse(false)) {
      ChannelFuture _ = channel.close(); // it came to us meanwhile
      ends(target);
    } else {
      gatekeeper.lead(Attempt.outbound(channel, target), this::judge);
    }
  }

  private void judge(Attempt attempt) {
    Target target = attempt.target().orElseThrow();
    attempt.proved().filter(peer -> links.at(peer).isPresent()).ifPresent(target::saw);
    ends(target);
    attempt.refusedFor().ifPresent(reason -> complain(target, attempt, reason));
    boolean ourselves = attempt.proved().map(self::equals).orElse(false);
    if (ourselves && attempt.isSuperfluous()) {
      target.giveUp(); // our own address stood among those of the peers
    }
  }

  /** A target that led to a connection waits, too: until it is a link it may fail again. */
  private void ends(Target target) {
    dials--;
    target.failed(System.nanoTime());
  }

  private void complain(Target target, Attempt attempt, Reason reason) {
    if (reason == Reason.WRONG_IDENTITY) {
      targets.removeIf(other -> other == target && target.isLearnt());
      log.wrongIdentity(target, attempt.proved().map(Object::toString).orElse("another"));
    } else if (reason == Reason.NOT_A_MEMBER && attempt.proved().isPresent()) {
      log.notAMember(target, attempt.proved().get());
    }
  }

  private static boolean isOf(Target target, PublicKey peer) {
    return target.peer().map(peer::equals).orElse(false);
  }
}
