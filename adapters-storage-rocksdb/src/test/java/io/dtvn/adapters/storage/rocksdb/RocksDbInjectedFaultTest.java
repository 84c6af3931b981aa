package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.ClosedStore;
import io.dtvn.adapters.storage.files.InjectedFaultContractTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** RocksDB when single calls fail. */
final class RocksDbInjectedFaultTest extends InjectedFaultContractTest {

  private static final int NUMBERS_MAX = 40;

  @Override
  protected String type() {
    return "rocksdb";
  }

  @Override
  protected List<Path> filesToCome(ClosedStore store) {
    Path folder = store.directory().resolve("rocksdb");
    return IntStream.range(1, NUMBERS_MAX)
        .boxed()
        .flatMap(
            number ->
                Stream.of("%06d.log", "%06d.sst", "MANIFEST-%06d")
                    .map(name -> folder.resolve(name.formatted(number))))
        .toList();
  }
}
