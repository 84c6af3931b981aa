package io.dtvn.arch.planted.app.wiring;

import io.dtvn.arch.planted.adapters.crypto.CryptoProvider;
import io.dtvn.arch.planted.adapters.http.HttpProvider;
import io.dtvn.arch.planted.adapters.libp2p.StreamsProvider;
import io.dtvn.arch.planted.adapters.memory.MemoryProvider;
import io.dtvn.arch.planted.adapters.metrics.PageProvider;
import io.dtvn.arch.planted.adapters.storage.bbolt.BoltProvider;
import io.dtvn.arch.planted.adapters.storage.rocksdb.RocksDbProvider;
import io.dtvn.arch.planted.consensus.pbft.Engine;

/** Planted: wiring that names what the configuration chooses. */
record NamesPlugIns(
    Engine engine,
    MemoryProvider memory,
    CryptoProvider crypto,
    RocksDbProvider storage,
    BoltProvider otherStorage,
    HttpProvider http,
    PageProvider metrics,
    StreamsProvider libp2p) {}
