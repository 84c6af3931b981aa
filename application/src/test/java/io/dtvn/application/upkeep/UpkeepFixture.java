package io.dtvn.application.upkeep;

import io.dtvn.application.backup.Backup;
import io.dtvn.application.backup.StoreContent;
import io.dtvn.application.backup.StoredBuckets;
import io.dtvn.application.backup.Work;
import io.dtvn.application.fixture.BesideStorage;
import io.dtvn.application.journal.Journal;
import io.dtvn.application.journal.JournalConfig;
import io.dtvn.application.journal.JournalOwner;
import io.dtvn.application.node.FolderIdentity;
import io.dtvn.application.store.Buckets;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Label;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.WriteBatch;
import io.dtvn.ports.spi.CryptoProvider;
import io.dtvn.ports.spi.Provider;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import io.dtvn.ports.spi.StorageProvider.StorageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A data folder with a journal and a few entries, and words to open, back up and compare it. */
abstract class UpkeepFixture {

  /** Where the power is cut. */
  static final class Cut extends Error {

    private static final long serialVersionUID = 1L;
  }

  static final StorageProvider ROCKS = plugIn(StorageProvider.class, "rocksdb");
  static final StorageProvider BESIDE = new BesideStorage(ROCKS);
  static final StorageProvider MEMORY = plugIn(StorageProvider.class, "memory");
  static final ValidatorId NODE0 = new ValidatorId("node0");

  private static final CryptoProvider CRYPTO = plugIn(CryptoProvider.class, "bouncycastle");

  @TempDir Path folder;

  final Path data() {
    return folder.resolve("data");
  }

  final NodeFolder nodeFolder() {
    return new NodeFolder(data(), "");
  }

  static StorageProvider installed(String type) {
    return Providers.select("storage.type", type, List.of(ROCKS, BESIDE, MEMORY));
  }

  /** The data folder of node0 with some entries on {@code provider}; gives what is stored. */
  final StoreContent make(StorageProvider provider) throws IOException {
    Files.createDirectories(data());
    Genesis genesis = genesis(4);
    new FolderIdentity(NODE0, genesis.networkId().value(), genesis.hash(), provider.name())
        .write(data());
    StorageConfig config = new StorageConfig(data().toString(), "node0", StoredBuckets.ALL);
    try (KeyValueStore store = provider.open(config)) {
      JournalOwner owner = new JournalOwner(genesis.hash(), NODE0, 0, 1);
      Journal.open(new JournalConfig(store, Optional.empty(), owner, true, false))
          .journal()
          .close();
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < 100; i++) {
        batch.put(Buckets.DATA, bytes("key " + i), bytes("value " + i));
      }
      store.write(batch, Durability.SYNCED);
      return StoreContent.read(store, Work.SILENT);
    }
  }

  /** Takes a backup of the data folder. */
  final Path backUp() {
    Path file = folder.resolve("node0" + Backup.SUFFIX);
    try (StoppedNode node = StoppedNode.open(nodeFolder(), UpkeepFixture::installed);
        KeyValueStore store = node.openStore();
        Backup backup = Backup.begin(store, node.origin(), 0)) {
      backup.writeTo(file, Work.SILENT);
    }
    return file;
  }

  /** What the folder's store has, opened as its identity says. */
  final StoreContent content() {
    try (StoppedNode node = StoppedNode.open(nodeFolder(), UpkeepFixture::installed);
        KeyValueStore store = node.openStore()) {
      return StoreContent.read(store, Work.SILENT);
    }
  }

  final String type() {
    return FolderIdentity.of(data()).orElseThrow().storageType();
  }

  static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static Genesis genesis(int validators) {
    List<Validator> members =
        IntStream.range(0, validators)
            .mapToObj(i -> "node" + i)
            .map(id -> new Validator(new ValidatorId(id), CRYPTO.signer(seed(id)).publicKey()))
            .toList();
    return new Genesis(
        new Label("upkeep"),
        ValidatorSet.of(members),
        ProtocolParameters.withInterval(8),
        EventPolicy.DEFAULT);
  }

  /** Ends the work behind its step number {@code n}, counted from 0, and notes the steps. */
  static Steps cutAt(int n, List<String> seen) {
    return step -> {
      seen.add(step);
      if (seen.size() > n) {
        throw new Cut();
      }
    };
  }

  private static Bytes seed(String id) {
    return Bytes.owning(bytes("upkeep " + id).sha256().toBytes());
  }

  private static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
  }

  private static <P extends Provider> P plugIn(Class<P> kind, String name) {
    return Providers.select("plug-in", name, ServiceLoader.load(kind));
  }
}
