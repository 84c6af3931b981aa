package io.dtvn.consensus.pbft.cluster;

import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One validator over all its lives: its disk and clock stay, its process dies and starts again. */
final class SimulatedNode {

  private static final long WALL_BASE_MILLIS = 1_700_000_000_000L;

  private final World world;
  private final int member;
  private final SimulatedDisk disk;
  private final @Nullable Liar liar;
  private @Nullable Life life;
  private long clockOffsetMillis;
  private long lives;
  private boolean faultsOver;
  private boolean toBeWiped;

  SimulatedNode(World world, int member, boolean lies) {
    this.world = world;
    this.member = member;
    this.disk = new SimulatedDisk(world.network().genesis());
    this.liar = lies ? new Liar(world, member) : null;
    this.clockOffsetMillis = drawOffset();
  }

  int member() {
    return member;
  }

  SimulatedDisk disk() {
    return disk;
  }

  /** Whether it does what the protocol says. */
  boolean isCorrect() {
    return liar == null;
  }

  Optional<Liar> liar() {
    return Optional.ofNullable(liar);
  }

  Optional<Life> life() {
    return Optional.ofNullable(life);
  }

  long lives() {
    return lives;
  }

  /** Marks it: the next crash takes its disk. */
  void wipeAtNextCrash() {
    toBeWiped = true;
  }

  long wallMillis() {
    return WALL_BASE_MILLIS + world.timeline().nowMicros() / 1000 + clockOffsetMillis;
  }

  /** The wall clock jumps. */
  void jumpClock() {
    clockOffsetMillis = drawOffset();
  }

  /** Starts a process if none runs. */
  void start() {
    if (life == null) {
      lives++;
      Life fresh = new Life(world, this, lives);
      life = fresh;
      fresh.start();
      world.links().onStarted(this);
    }
  }

  /** The process dies; another starts after a while. */
  void crash() {
    if (life == null || faultsOver) {
      return;
    }
    life.end();
    life = null;
    SplittableRandom faults = world.random().faults();
    disk.crash(faults);
    if (world.plan().defect() == Defect.LOSES_SYNCED_RECORDS) {
      disk.loseTail(faults.nextInt(1, 6));
    }
    if (toBeWiped) {
      toBeWiped = false;
      disk.wipe();
      world.observer().onWiped(member);
    }
    world.observer().onCrashed(member);
    world.timeline().after(faults.nextLong(5_000, 600_000), this::start);
  }

  /** From now on the process stays up and its clock is right. */
  void heal() {
    faultsOver = true;
    clockOffsetMillis = 0;
    start();
  }

  /** Whether the process dies now, with this probability. */
  boolean dies(double probability) {
    return probability > 0 && !faultsOver && world.random().faults().nextDouble() < probability;
  }

  void onFrame(int from, HostFrame frame) {
    if (life != null) {
      life.onFrame(from, frame);
    }
  }

  void onConnected(int peer) {
    if (life != null) {
      life.onConnected(peer);
    }
  }

  private long drawOffset() {
    long max = world.plan().clockOffsetMillis();
    return world.random().clock().nextLong(-max, max + 1);
  }
}
