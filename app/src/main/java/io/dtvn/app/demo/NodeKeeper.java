package io.dtvn.app.demo;

import io.dtvn.app.demo.NodeLauncher.Launched;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one validator running until it is told to stop: starts it, asks it how it is, tells how it
 * ended, and starts it again after a pause.
 */
final class NodeKeeper implements AutoCloseable {

  /** How often a validator is asked that is as it was told last, and one that is not. */
  private static final Duration ASK_STEADY = Duration.ofSeconds(1);

  private static final Duration ASK_CHANGING = Duration.ofMillis(250);
  private static final int ASKED_BEFORE_TOLD = 8;

  /** An interrupt of the whole group reaches a child a moment before this process. */
  private static final Duration ASIDE = Duration.ofMillis(300);

  private final DemoPlan plan;
  private final int node;
  private final DemoFolder folder;
  private final NodeLauncher launcher;
  private final Consumer<String> say;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile NodeFacts facts = NodeFacts.SILENT;
  private @Nullable Launched current;
  private boolean forgetful; // of the asking thread

  /** What all keepers of a network share. */
  record Household(DemoPlan plan, DemoFolder folder, NodeLauncher launcher, Consumer<String> say) {}

  NodeKeeper(int node, Household household) {
    this.node = node;
    this.plan = household.plan();
    this.folder = household.folder();
    this.launcher = household.launcher();
    this.say = household.say();
  }

  /** Starts the validator and looks after it from threads of its own. */
  void start() {
    Thread.ofPlatform().daemon().name("keep-" + plan.name(node)).start(this::keep);
    Thread.ofPlatform().daemon().name("ask-" + plan.name(node)).start(this::ask);
  }

  /** What it said last. */
  NodeFacts facts() {
    return facts;
  }

  /** Returns once the validator is to stop and has ended. */
  void keep() {
    BackOff backOff = new BackOff();
    boolean asked = false;
    while (!asked) {
      long started = System.nanoTime();
      End end = runOnce();
      facts = NodeFacts.SILENT;
      if (isStoppingWithin(ASIDE)) {
        return;
      }
      Duration pause = backOff.after(Duration.ofNanos(System.nanoTime() - started));
      StringBuilder text =
          new StringBuilder("%s %s; the end of its log:".formatted(name(), end.how));
      end.lastLines.forEach(line -> text.append("\n  ").append(line));
      say.accept(text.toString());
      say.accept("%s starts again in %d s".formatted(name(), pause.toSeconds()));
      asked = isStoppingWithin(pause);
    }
  }

  /** How a life ended, in words, and what was logged last. */
  private record End(String how, List<String> lastLines) {}

  /** One life of the validator. */
  private End runOnce() {
    try {
      Launched launched = launch();
      if (launched == null) {
        return new End("was told to stop", List.of());
      }
      String end = launched.ended().toCompletableFuture().join();
      launched.stop();
      return new End(end, launched.lastLines());
    } catch (RuntimeException | LinkageError e) { // a class path that is not whole is told, too
      return new End("could not start: " + e, List.of());
    }
  }

  /** Null once it is to stop: whoever stops it looks for it under the same lock. */
  private synchronized @Nullable Launched launch() {
    if (stopping.getCount() == 0) {
      return null;
    }
    Launched launched = launcher.launch(node, folder.mayBeFirstStart(name()));
    current = launched;
    return launched;
  }

  private void ask() {
    try (NodeProbe probe = new NodeProbe(plan.api(node))) {
      boolean told = false;
      boolean toldBefore = false;
      int differs = 0;
      while (!isStoppingWithin(told && differs == 0 ? ASK_STEADY : ASK_CHANGING)) {
        NodeFacts now = probe.ask();
        facts = now;
        if (now.answers()) {
          remember();
        }
        differs = now.ready() == told ? 0 : differs + 1;
        if (differs > 0 && (now.ready() || differs >= ASKED_BEFORE_TOLD)) {
          told = now.ready();
          tell(now, toldBefore);
          toldBefore = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What cannot be written now is tried again with the next answer, and told once. */
  private void remember() {
    try {
      folder.serves(name());
    } catch (DemoException e) {
      if (!forgetful) {
        say.accept(String.valueOf(e.getMessage()));
      }
      forgetful = true;
    }
  }

  private void tell(NodeFacts now, boolean again) {
    if (now.ready()) {
      say.accept("%s is ready%s: %s".formatted(name(), again ? " again" : "", now.role()));
    } else if (now.answers()) {
      say.accept("%s is not ready: %s".formatted(name(), now.objection()));
    }
  }

  private String name() {
    return plan.name(node);
  }

  private boolean isStoppingWithin(Duration patience) {
    try {
      return stopping.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** From now on the validator is not started again. */
  void letGo() {
    stopping.countDown();
  }

  /** Ends the validator and waits until it has ended. */
  @Override
  public void close() {
    letGo();
    Launched last = last();
    if (last != null) {
      last.stop();
    }
  }

  private synchronized @Nullable Launched last() {
    return current;
  }
}
