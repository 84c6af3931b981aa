package io.dtvn.application.peering;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.EngineMessage;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * The members of the network as numbers: sends frames to them and passes theirs on. The first byte
 * of a frame says whose it is: {@value #ENGINE_FRAME} the engine's, {@value #RESULT_FRAME} a signed
 * result, {@value #ARCHIVE_FETCH_FRAME} a question for executed batches, {@value
 * #ARCHIVE_DATA_FRAME} its answer. Thread-safe; nothing here blocks.
 */
public final class Peering implements AutoCloseable {

  /** First byte of the engine's frames. */
  public static final int ENGINE_FRAME = 0x01;

  /** First byte of a RESULT. */
  public static final int RESULT_FRAME = 0x02;

  /** First byte of a question for executed batches. */
  public static final int ARCHIVE_FETCH_FRAME = 0x03;

  /** First byte of executed batches. */
  public static final int ARCHIVE_DATA_FRAME = 0x04;

  private final ValidatorSet members;
  private final int self;
  private final PeerNetwork network;

  /** Speaks for the member with index {@code self} over {@code network}. */
  public Peering(ValidatorSet members, int self, PeerNetwork network) {
    this.members = members;
    this.self = self;
    this.network = network;
  }

  /** Whether {@code frame}, which is not empty, holds executed batches. */
  public static boolean isArchiveData(Bytes frame) {
    return frame.unsafeArray()[0] == ARCHIVE_DATA_FRAME;
  }

  /** Starts to connect; from now on {@code input} is told of frames and links. */
  public void start(PeerInput input) {
    network.start(new MembersOnly(input));
  }

  /** Sends a frame to one member; dropped if it is not connected or is this node. */
  public void send(int to, Lane lane, Bytes frame) {
    if (to != self) {
      network.send(members.at(to).key(), lane, frame);
    }
  }

  /** Closes the link to another member and makes none with it for {@code howLong}. */
  public void shutOut(int peer, Duration howLong) {
    network.shutOut(members.at(peer).key(), howLong);
  }

  /** Sends {@code message} to all other members; it is not even encoded if there are none. */
  public void broadcast(EngineMessage message) {
    if (members.size() > 1) {
      broadcast(message.lane(), message.encoded());
    }
  }

  /** Sends one frame to all other members. */
  public void broadcast(Lane lane, Bytes frame) {
    for (int to = 0; to < members.size(); to++) {
      send(to, lane, frame);
    }
  }

  /** The indices of the members that are connected, this one's included. */
  public NavigableSet<Integer> connectedMembers() {
    NavigableSet<Integer> connected = new TreeSet<>();
    connected.add(self);
    for (PeerNetwork.ConnectedPeer peer : network.connected()) {
      indexOf(peer.key()).ifPresent(connected::add);
    }
    return connected;
  }

  /** The index of another member's key; empty for strangers and for this node. */
  private OptionalInt indexOf(PublicKey key) {
    OptionalInt index = members.indexOf(key);
    return index.isPresent() && index.getAsInt() == self ? OptionalInt.empty() : index;
  }

  /** Closes every link. */
  @Override
  public void close() {
    network.close();
  }

  private final class MembersOnly implements PeerNetwork.Receiver {

    private final PeerInput input;

    MembersOnly(PeerInput input) {
      this.input = input;
    }

    @Override
    public void onFrame(PublicKey peer, Lane lane, Bytes frame) {
      OptionalInt from = indexOf(peer);
      boolean sane = frame.length() > 0 && frame.length() <= PeerNetwork.FRAME_BYTES_MAX;
      if (from.isEmpty() || !sane) {
        return;
      }
      switch (frame.unsafeArray()[0]) {
        case ENGINE_FRAME -> input.onEngineFrame(from.getAsInt(), lane, frame);
        case RESULT_FRAME -> input.onResultFrame(from.getAsInt(), frame);
        case ARCHIVE_FETCH_FRAME -> input.onArchiveFetch(from.getAsInt(), frame);
        case ARCHIVE_DATA_FRAME -> input.onArchiveData(from.getAsInt(), frame);
        default -> {} // a kind of frame that this version does not know
      }
    }

    @Override
    public void onConnected(PublicKey peer) {
      indexOf(peer).ifPresent(input::onConnected);
    }

    @Override
    public void onDisconnected(PublicKey peer) {
      indexOf(peer).ifPresent(input::onDisconnected);
    }
  }
}
