package io.dtvn.adapters.storage.bbolt;

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

@NeedsBbolt
class BboltStoreTest {

  @Test
  void it_is_found_by_its_name() {
    StorageProvider found =
        Providers.select("storage.type", "boltdb", ServiceLoader.load(StorageProvider.class));
    assertThat(found).isInstanceOf(BboltStorageProvider.class);
  }

  @Nested
  class Contents extends KeyValueStoreContractTest {
    @Override
    protected StorageProvider provider() {
      return new BboltStorageProvider();
    }
  }

  @Nested
  class Limits extends KeyValueStoreLimitsContractTest {
    @Override
    protected StorageProvider provider() {
      return new BboltStorageProvider();
    }
  }

  @Nested
  class Isolation extends KeyValueStoreIsolationContractTest {
    @Override
    protected StorageProvider provider() {
      return new BboltStorageProvider();
    }
  }

  @Nested
  class Persistence extends PersistentStoreContractTest {
    @Override
    protected StorageProvider provider() {
      return new BboltStorageProvider();
    }
  }
}
