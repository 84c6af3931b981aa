package io.dtvn.application.node;

import io.dtvn.application.peering.Peering;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.NetworkProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The network of a member that does all that the protocol asks for, but gives whoever reads its
 * archive one valid batch at a time, as late as it can without seeming silent.
 */
final class LyingArchive implements NetworkProvider {

  private final NetworkProvider honest;
  private final long delayMillis;

  /** The streams that it was asked for, in this order. */
  final List<Long> streams = new CopyOnWriteArrayList<>();

  LyingArchive(NetworkProvider honest, long delayMillis) {
    this.honest = honest;
    this.delayMillis = delayMillis;
  }

  @Override
  public String name() {
    return honest.name();
  }

  @Override
  public PeerNetwork open(NetworkConfig config) {
    return new Dribbling(honest.open(config));
  }

  /** Cuts each frame of executed batches into frames of one, each marked as the end. */
  private final class Dribbling implements PeerNetwork {

    private final PeerNetwork network;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    /** How many small frames of {@link #stream} were sent or will be. */
    private int frames;

    private long stream;
    private long dueMillis;

    Dribbling(PeerNetwork network) {
      this.network = network;
    }

    @Override
    public synchronized void send(PublicKey peer, Lane lane, Bytes frame) {
      if (Peering.isArchiveData(frame)) {
        dribble(peer, frame);
      } else {
        network.send(peer, lane, frame);
      }
    }

    private void dribble(PublicKey peer, Bytes frame) {
      CanonicalReader in = CanonicalReader.of(frame);
      in.u8();
      long asked = in.bits64();
      in.u32();
      long first = in.u64();
      in.bool();
      int count = in.u16();
      if (asked != stream) {
        stream = asked;
        streams.add(asked);
        frames = 0;
        dueMillis = System.nanoTime() / 1_000_000;
      }
      for (int i = 0; i < count; i++) {
        CanonicalWriter out = new CanonicalWriter(1024).u8(Peering.ARCHIVE_DATA_FRAME);
        out.bits64(asked).u32(frames).u64(first + i).bool(true).u16(1);
        out.u64(in.u64()).u64(in.u64()).bytes(in.bytes(1 << 20)).bytes(in.bytes(1 << 20));
        int results = in.u8();
        out.u8(results);
        for (int r = 0; r < results; r++) {
          out.raw(in.raw(114));
        }
        frames++;
        dueMillis += delayMillis;
        ScheduledFuture<?> _ =
            later.schedule(
                () -> network.send(peer, Lane.REPAIR, out.bytes()),
                dueMillis - System.nanoTime() / 1_000_000,
                TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void start(Receiver receiver) {
      network.start(receiver);
    }

    @Override
    public void shutOut(PublicKey peer, Duration howLong) {
      network.shutOut(peer, howLong);
    }

    @Override
    public List<ConnectedPeer> connected() {
      return network.connected();
    }

    @Override
    public List<String> listenAddresses() {
      return network.listenAddresses();
    }

    @Override
    public List<Refusal> refusals() {
      return network.refusals();
    }

    @Override
    public void close() {
      later.shutdownNow();
      network.close();
    }
  }
}
