package io.dtvn.adapters.storage.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.out.KeyValueStoreContractTest;
import io.dtvn.ports.out.KeyValueStoreIsolationContractTest;
import io.dtvn.ports.out.KeyValueStoreLimitsContractTest;
import io.dtvn.ports.out.PersistentStoreContractTest;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RocksDbStoreTest {

  @Test
  void it_is_found_by_its_name() {
    StorageProvider found =
        Providers.select("storage.type", "rocksdb", ServiceLoader.load(StorageProvider.class));
    assertThat(found).isInstanceOf(RocksDbStorageProvider.class);
  }

  @Nested
  class Contents extends KeyValueStoreContractTest {
    @Override
    protected StorageProvider provider() {
      return new RocksDbStorageProvider();
    }
  }

  @Nested
  class Limits extends KeyValueStoreLimitsContractTest {
    @Override
    protected StorageProvider provider() {
      return new RocksDbStorageProvider();
    }
  }

  @Nested
  class Isolation extends KeyValueStoreIsolationContractTest {
    @Override
    protected StorageProvider provider() {
      return new RocksDbStorageProvider();
    }
  }

  @Nested
  class Persistence extends PersistentStoreContractTest {
    @Override
    protected StorageProvider provider() {
      return new RocksDbStorageProvider();
    }
  }
}
