package io.dtvn.application.catchup;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.archive.ExecutedBatch;
import io.dtvn.application.fixture.HandClock;
import io.dtvn.application.fixture.Stores;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Operations;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.Verified;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** A reader on one side, a server on the other, and what is under way between them. */
final class ArchiveRoom implements CatchUpListener {

  static final int WINDOW = 16;
  static final Bytes SOUND = Bytes.owning(Utf8.encode("sound"));
  static final int SERVER = 2;
  static final int READER = 0;

  final HandClock clock = new HandClock();
  final KeyValueStore store = Stores.onHeap();
  final Archive archive = Archive.open(store, 0);
  final Deque<Bytes> toServer = new ArrayDeque<>();
  final Deque<Bytes> toReader = new ArrayDeque<>();
  final List<Long> passed = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final List<Bytes> results = new ArrayList<>();
  final ArchiveServer server =
      new ArchiveServer(archive, (_, frame) -> toReader.add(frame), clock, this::broken);
  final ArchiveReader reader =
      new ArchiveReader(
          new CatchUpPlan(
              new SoundVerifier(),
              (_, frame) -> toServer.add(frame),
              clock,
              Duration.ofMillis(500),
              WINDOW,
              1_000),
          this);
  private final FakeNetwork network = FakeNetwork.of(1);

  private void broken(Throwable cause) {
    throw new IllegalStateException(cause);
  }

  /** A batch with one ticket; its certificate says that it is sound. */
  Batch batch(long s) {
    Bundle bundle = network.bundle(0, s, Operations.issue("op" + s, "T" + s));
    return FakeNetwork.batch(s, bundle);
  }

  /** The server has executed {@code count} more. */
  void archives(int count) {
    archives(count, this::batch);
  }

  /** The server has executed {@code count} more, which are large: 200 operations each. */
  void archivesLarge(int count) {
    Operation[] operations = new Operation[200];
    Arrays.setAll(operations, i -> Operations.issue("large" + i, "L" + i));
    Batch large = FakeNetwork.batch(1, network.bundle(0, 1, operations));
    archives(count, _ -> large);
  }

  private void archives(int count, LongFunction<Batch> batches) {
    for (int i = 0; i < count; i++) {
      long s = archive.newest() + 1;
      ExecutedBatch executed =
          new ExecutedBatch(
              new CommittedBatch(0, 0, s, batches.apply(s), SOUND), s, Digest.ZERO, List.of());
      WriteBatch write = new WriteBatch();
      archive.append(write, executed);
      archive.appendResult(write, s, 3, Bytes.owning(new byte[114]));
      store.write(write, Durability.BUFFERED);
      archive.onStored(executed);
    }
  }

  /** Carries frames until nothing is under way; each batch that is passed on is executed. */
  void runs() {
    while (carries()) {
      executesAll();
    }
  }

  void executesAll() {
    for (int before = -1; before != passed.size(); ) {
      before = passed.size();
      if (!passed.isEmpty()) {
        reader.onExecuted(passed.getLast());
      }
    }
  }

  /** Carries what is under way once. */
  boolean carries() {
    boolean any = false;
    for (Bytes fetch = toServer.poll(); fetch != null; fetch = toServer.poll()) {
      server.onFetch(READER, fetch);
      any = true;
    }
    while (server.step()) {
      any = true;
    }
    for (Bytes data = toReader.poll(); data != null; data = toReader.poll()) {
      hears(data);
      any = true;
    }
    return any;
  }

  /** The reader gets a frame of the server. */
  void hears(Bytes frame) {
    if (reader.admits(SERVER, frame)) {
      reader.take(SERVER, frame);
    } else {
      told.add("dropped");
    }
  }

  /** Takes the frames that the server would send now. */
  List<ArchiveData> intercepts() {
    for (Bytes fetch = toServer.poll(); fetch != null; fetch = toServer.poll()) {
      server.onFetch(READER, fetch);
    }
    while (server.step()) {}
    List<ArchiveData> frames = new ArrayList<>();
    for (Bytes data = toReader.poll(); data != null; data = toReader.poll()) {
      frames.add(ArchiveData.decode(data));
    }
    return frames;
  }

  @Override
  public void onBatch(Verified<CommittedBatch> batch) {
    passed.add(batch.value().sequence());
  }

  @Override
  public void onResult(Bytes frame) {
    results.add(frame);
  }

  @Override
  public void onStarted(int peer, long from) {
    told.add("started %d from %d".formatted(peer, from));
  }

  @Override
  public void onFinished(int peer, long last, long batches) {
    told.add("finished at %d after %d".formatted(last, batches));
  }

  @Override
  public void onBadArchive(int peer, String reason) {
    told.add("bad: " + reason);
  }

  /** Takes a batch whose certificate says so and whose tickets are those of its number. */
  private final class SoundVerifier implements MessageVerifier {

    @Override
    public Verdict verify(int from, PeerNetwork.Lane lane, Bytes frame) {
      throw new IllegalStateException("no engine here");
    }

    @Override
    public BundleVerdict verify(Bundle bundle) {
      throw new IllegalStateException("no engine here");
    }

    @Override
    public Optional<Verified<CommittedBatch>> verify(CommittedBatch claimed) {
      return claimed.certificate().equals(SOUND)
              && claimed.batch().equals(batch(claimed.sequence()))
          ? Optional.of(new Verified<>(claimed))
          : Optional.empty();
    }

    @Override
    public void onPublished(Effect.Publish published) {}
  }
}
