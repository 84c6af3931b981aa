package io.dtvn.adapters.storage.rocksdb;

import java.util.List;
import java.util.Properties;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.BackgroundErrorReason;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.RateLimiter;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/**
 * How RocksDB is run: bounded in memory, files and threads, and strict about its logs.
 *
 * <p>Memory outside the Java heap, whatever the store holds:
 *
 * <ul>
 *   <li>128 MiB: one cache for blocks, parts of indexes and filters in use, and for what is not in
 *       tables yet, which is charged to it and of which half fills it at most;
 *   <li>about 10 MiB: 512 open tables of some 20 KiB each;
 *   <li>about 32 MiB: two compactions that read 2 MiB ahead of each of up to six tables and write 1
 *       MiB at once, and their blocks;
 *   <li>a block and its neighbour in the index for each open scan.
 * </ul>
 *
 * <p>The cache is no hard limit: one that is full of what is in use would refuse a read, and a
 * validator would stop for the sake of a few blocks.
 */
final class StoreOptions implements AutoCloseable {

  private static final long MIB = 1L << 20;
  private static final long CACHE_BYTES = 128 * MIB;

  /** Of the cache; for all buckets together. */
  private static final long WRITE_BUFFERS_BYTES = CACHE_BYTES / 2;

  private static final long WRITE_BUFFER_BYTES = 8 * MIB;
  private static final long LOGS_BYTES = 64 * MIB;
  private static final int OPEN_FILES = 512;
  private static final int BACKGROUND_JOBS = 2;
  private static final int BLOOM_BITS_PER_KEY = 10;

  /** Tables go to the medium in steps, so that a sync of the log never waits for a whole one. */
  private static final long SYNC_EACH_BYTES = MIB;

  /** Of compactions and flushes: more than an ordering at full speed needs. */
  private static final long BACKGROUND_BYTES_PER_SECOND = 64 * MIB;

  /** Allowed in steps so short that no sync of the log waits long behind one. */
  private static final long PACE_MICROS = 20_000;

  private final DBOptions database;
  private final ColumnFamilyOptions family;
  private final List<AutoCloseable> shared;

  private StoreOptions(DBOptions database, ColumnFamilyOptions family, List<AutoCloseable> shared) {
    this.database = database;
    this.family = family;
    this.shared = List.copyOf(shared);
  }

  /** For a database that exists: with anything missing it is damaged, and nothing is made anew. */
  static StoreOptions forExisting() {
    return create(false);
  }

  /** For a folder in which no database ever was. */
  static StoreOptions forFirst() {
    return create(true);
  }

  private static StoreOptions create(boolean first) {
    Cache cache = new LRUCache(CACHE_BYTES);
    WriteBufferManager buffers = new WriteBufferManager(WRITE_BUFFERS_BYTES, cache);
    BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    NoRecovery listener = new NoRecovery();
    RateLimiter pace = new RateLimiter(BACKGROUND_BYTES_PER_SECOND, PACE_MICROS);
    yieldToCommits();
    DBOptions database =
        databaseOptions(first, listener).setWriteBufferManager(buffers).setRateLimiter(pace);
    return new StoreOptions(
        database, familyOptions(cache, bloom), List.of(buffers, cache, bloom, listener, pace));
  }

  /** Has compactions leave the cores to whoever commits, in every store of this process. */
  private static void yieldToCommits() {
    Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
  }

  DBOptions database() {
    return database;
  }

  ColumnFamilyOptions family() {
    return family;
  }

  /**
   * Has RocksDB leave a full medium as it is. When there was space again it would go on with a new
   * log that notes the length of the one before it with the bytes that could not be written: at the
   * next opening that looks like a log that was cut.
   */
  private static final class NoRecovery extends AbstractEventListener {

    NoRecovery() {
      super(EnabledEventCallback.ON_ERROR_RECOVERY_BEGIN);
    }

    @Override
    public boolean onErrorRecoveryBegin(BackgroundErrorReason reason, Status failure) {
      return false;
    }
  }

  private static DBOptions databaseOptions(boolean first, AbstractEventListener listener) {
    Properties tracking = new Properties();
    // A log file that is missing or cut is an error; these two have no setter.
    tracking.setProperty("track_and_verify_wals", "true");
    tracking.setProperty("track_and_verify_wals_in_manifest", "true");
    DBOptions options = DBOptions.getDBOptionsFromProps(tracking);
    if (options == null) {
      throw new IllegalStateException("rocksdb: want the options " + tracking.keySet());
    }
    return options
        // The default mode takes a flipped byte for the end and drops what follows it.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setCreateIfMissing(first)
        .setCreateMissingColumnFamilies(first)
        // What failed is not tried again behind our back: the store stays failed.
        .setMaxBgErrorResumeCount(0)
        .setListeners(List.of(listener))
        .setMaxTotalWalSize(LOGS_BYTES)
        .setMaxOpenFiles(OPEN_FILES)
        .setMaxBackgroundJobs(BACKGROUND_JOBS)
        .setBytesPerSync(SYNC_EACH_BYTES)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(MIB)
        .setKeepLogFileNum(2)
        .setStatsDumpPeriodSec(0);
  }

  private static ColumnFamilyOptions familyOptions(Cache cache, BloomFilter bloom) {
    BlockBasedTableConfig tables =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            // Whole, the index and filter of a table are half a megabyte each, and once all of them
            // no longer fit into the cache, every read of a ticket reads one of them again.
            .setIndexType(IndexType.kTwoLevelIndexSearch)
            .setPartitionFilters(true)
            .setPinTopLevelIndexAndFilter(true)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFilterPolicy(bloom);
    return new ColumnFamilyOptions()
        .setTableFormatConfig(tables)
        .setWriteBufferSize(WRITE_BUFFER_BYTES)
        .setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @Override
  public void close() {
    database.close();
    family.close();
    for (AutoCloseable resource : shared) {
      close(resource);
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("native objects close without exceptions", e);
    }
  }
}
