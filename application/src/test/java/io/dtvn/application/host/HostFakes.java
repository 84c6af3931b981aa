package io.dtvn.application.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dtvn.application.execution.BatchExecution;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.Clock;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineMessage;
import io.dtvn.ports.spi.Event.LedgerPosition;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rooms around a host, reduced to what they were asked to do. */
final class HostFakes {

  private HostFakes() {}

  /** A message that says one word. */
  record Word(String text, PeerNetwork.Lane lane) implements EngineMessage {

    static Word vote(String text) {
      return new Word(text, PeerNetwork.Lane.VOTES);
    }

    @Override
    public Bytes encoded() {
      return frame(1, text);
    }

    @Override
    public String type() {
      return "WORD";
    }

    static Bytes frame(int kind, String text) {
      byte[] word = text.getBytes(UTF_8);
      byte[] frame = new byte[word.length + 1];
      frame[0] = (byte) kind;
      System.arraycopy(word, 0, frame, 1, word.length);
      return Bytes.owning(frame);
    }

    static String text(Bytes frame) {
      return new String(frame.toBytes(), 1, frame.length() - 1, UTF_8);
    }
  }

  /** Accepts every word but {@code bad}, and breaks at {@code bug}. */
  static final class WordVerifier implements MessageVerifier {

    final List<Effect.Publish> published = new ArrayList<>();

    @Override
    public Verdict verify(int from, PeerNetwork.Lane lane, Bytes frame) {
      String text = Word.text(frame);
      return switch (text) {
        case "bad" -> new Verdict.Rejected("BAD", true);
        case "bug" -> throw new IllegalStateException("a bug");
        default -> new Verdict.Accepted(new Verified<>(Word.vote(text)));
      };
    }

    @Override
    public BundleVerdict verify(Bundle bundle) {
      return bundle.id().number() == 666
          ? new BundleVerdict.Rejected("number 666")
          : new BundleVerdict.Accepted(new Verified<>(bundle));
    }

    @Override
    public Optional<Verified<CommittedBatch>> verify(CommittedBatch claimed) {
      return Optional.of(new Verified<>(claimed));
    }

    @Override
    public void onPublished(Effect.Publish newest) {
      published.add(newest);
    }
  }

  /** Notes what it should execute. */
  static final class NotedExecution implements BatchExecution {

    private final Consumer<String> log;
    long lastExecuted;

    NotedExecution(Consumer<String> log) {
      this.log = log;
    }

    @Override
    public LedgerPosition position() {
      return new LedgerPosition(lastExecuted, List.of(), Optional.empty(), lastExecuted);
    }

    @Override
    public void execute(CommittedBatch batch) {
      log.accept("execute " + batch.sequence());
    }

    @Override
    public void takeCheckpoint(long sequence) {
      log.accept("checkpoint " + sequence);
    }

    @Override
    public void checkpointStable(long sequence, Digest stateRoot, Bytes certificate) {
      log.accept("stable " + sequence);
    }

    @Override
    public void resultReceived(int from, Bytes frame) {
      log.accept("result from " + from + " " + Word.text(frame));
    }

    @Override
    public void resultShown(Bytes frame) {
      log.accept("result shown " + Word.text(frame));
    }

    @Override
    public void resendResults(int to, long from) {
      log.accept("resend to " + to + " from " + from);
    }

    @Override
    public void close() {
      log.accept("execution closed");
    }
  }

  /** Notes what is sent, and lets a test speak for the peers. */
  static final class NotedNetwork implements PeerNetwork {

    private final Consumer<String> log;
    final List<ConnectedPeer> connected = new ArrayList<>();
    Optional<Receiver> receiver = Optional.empty();

    NotedNetwork(Consumer<String> log) {
      this.log = log;
    }

    @Override
    public void start(Receiver listener) {
      receiver = Optional.of(listener);
    }

    @Override
    public void send(PublicKey peer, Lane lane, Bytes frame) {
      log.accept("send " + name(peer) + " " + Word.text(frame));
    }

    /** The members' keys are 32 bytes of their number. */
    static String name(PublicKey key) {
      return "node" + key.hex().charAt(1);
    }

    @Override
    public void shutOut(PublicKey peer, Duration howLong) {
      log.accept("shut out " + name(peer) + " for " + howLong.toMillis());
    }

    @Override
    public List<ConnectedPeer> connected() {
      return connected;
    }

    @Override
    public List<String> listenAddresses() {
      return List.of();
    }

    @Override
    public List<Refusal> refusals() {
      return List.of();
    }

    @Override
    public void close() {
      log.accept("network closed");
    }
  }

  /** A clock that a test moves. */
  static final class HandClock implements Clock {

    volatile long millis = 1_000;

    @Override
    public long monotonicMillis() {
      return millis;
    }

    @Override
    public long wallMillis() {
      return 1_800_000_000_000L + millis;
    }
  }
}
