package io.dtvn.adapters.storage.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Opens the store of a directory, after making it if there never was one, and checks it whole. */
final class StoreOpening {

  private final Path directory;
  private final Path folder;
  private final List<Bucket> buckets;
  private final Failures failures;

  StoreOpening(Path directory, List<Bucket> buckets) {
    this.directory = directory;
    this.folder = directory.resolve(FirstStore.FOLDER);
    this.buckets = buckets;
    this.failures = new Failures(folder);
  }

  RocksDbStore open() {
    if (!Files.isDirectory(directory)) {
      throw new StorageException(
          "storage %s: want a directory, found none; create it or choose another one"
              .formatted(directory));
    }
    FirstStore first = new FirstStore(directory, failures);
    if (!Files.exists(folder)) {
      first.create(Families.namesOf(buckets));
    }
    Witness witness = Witness.of(folder, failures);
    try {
      checkBuckets();
      return opened(first, witness);
    } catch (RuntimeException e) {
      close(witness, e);
      throw e;
    }
  }

  private RocksDbStore opened(FirstStore first, Witness witness) {
    Database database = openDatabase();
    try {
      long found = database.rocks().getLatestSequenceNumber();
      if (!witness.isReachedBy(found)) {
        throw failures.damaged(
            "noted as far as %d, found it as far as %d: acknowledged records are missing"
                .formatted(witness.sequence(), found));
      }
      // What was in the logs is in tables now, and those are on the medium.
      witness.note(found);
      first.removeLeftovers();
      return new RocksDbStore(database, witness);
    } catch (IOException e) {
      database.free();
      throw failures.failed("note how far it is", e);
    } catch (RuntimeException e) {
      database.free();
      throw e;
    }
  }

  private void checkBuckets() {
    SortedSet<String> wanted = Families.namesOf(buckets);
    SortedSet<String> found = new TreeSet<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
        found.add(new String(name, US_ASCII));
      }
    } catch (RocksDBException e) {
      throw failures.whileOpening(e);
    }
    if (!found.equals(wanted)) {
      // A MANIFEST that lost its end forgets buckets, too, so this may be damage.
      throw failures.damaged(
          "with the buckets %s, found %s, as another version of this program would leave it"
              .formatted(Families.shown(wanted), Families.shown(found)));
    }
  }

  private Database openDatabase() {
    StoreOptions options = StoreOptions.forExisting();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      RocksDB rocks =
          RocksDB.open(
              options.database(),
              folder.toString(),
              descriptors(Families.namesOf(buckets), options),
              handles);
      return new Database(rocks, handles, new Families(buckets, handles), options, failures);
    } catch (RocksDBException e) {
      options.close();
      throw failures.whileOpening(e);
    }
  }

  static List<ColumnFamilyDescriptor> descriptors(Collection<String> names, StoreOptions options) {
    return names.stream()
        .map(name -> new ColumnFamilyDescriptor(name.getBytes(US_ASCII), options.family()))
        .toList();
  }

  private static void close(Witness witness, RuntimeException reason) {
    try {
      witness.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
