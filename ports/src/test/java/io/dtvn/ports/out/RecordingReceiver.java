package io.dtvn.ports.out;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Writes down what a network tells, as lines: {@code + peer} for a link, {@code - peer} for its
 * end, {@code LANE peer text} for a frame. Can be made to stand still inside a call, so that frames
 * pile up behind it.
 */
public final class RecordingReceiver implements PeerNetwork.Receiver {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> lines = new ArrayList<>();
  private CountDownLatch gate = new CountDownLatch(0);

  @Override
  public void onFrame(PublicKey peer, Lane lane, Bytes frame) {
    add(lane + " " + name(peer) + " " + text(frame));
  }

  @Override
  public void onConnected(PublicKey peer) {
    add("+ " + name(peer));
  }

  @Override
  public void onDisconnected(PublicKey peer) {
    add("- " + name(peer));
  }

  /** The next call writes its line and then waits for {@link #goOn}. */
  public synchronized void standStill() {
    gate = new CountDownLatch(1);
  }

  public synchronized void goOn() {
    gate.countDown();
  }

  /** What was told so far. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The frames of a lane so far, as {@code peer text}. */
  public List<String> frames(Lane lane) {
    String start = lane + " ";
    return lines().stream()
        .filter(l -> l.startsWith(start))
        .map(l -> l.substring(start.length()))
        .toList();
  }

  /** Waits until a line was told. */
  public void await(String line) {
    await(told -> told.contains(line), line);
  }

  /** Waits until what was told is as wanted. */
  public synchronized void await(Predicate<List<String>> wanted, String description) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!wanted.test(lines)) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        assertThat(millis).as("waiting for %s, told so far: %s", description, lines).isPositive();
        wait(millis);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** The first four digits of a key, by which lines name it. */
  public static String name(PublicKey peer) {
    return peer.hex().substring(0, 4);
  }

  private static String text(Bytes frame) {
    return frame.length() > 40 ? frame.length() + " bytes" : new String(frame.toBytes(), UTF_8);
  }

  private void add(String line) {
    CountDownLatch passed;
    synchronized (this) {
      lines.add(line);
      passed = gate; // as it was when the line was seen, not as whoever saw it sets it next
      notifyAll();
    }
    try {
      passed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
