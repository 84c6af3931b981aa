package main

import (
	bolt "go.etcd.io/bbolt"
)

// statistics gives what bbolt counts: u32 length and name, i64 value, each. Times are nanoseconds.
func statistics(handle int64, c *call) error {
	s, err := find[*store](handle)
	if err != nil {
		return err
	}
	size, now, past, err := s.counters()
	if err != nil {
		return err
	}
	all := addStats(past, now)
	tx := &all.TxStats
	var out []byte
	add := func(name string, value int64) {
		out = le.AppendUint32(out, uint32(len(name)))
		out = append(out, name...)
		out = le.AppendUint64(out, uint64(value))
	}
	add("cursor_count", tx.GetCursorCount())
	add("file_bytes", size)
	add("free_page_count", int64(now.FreePageN))
	add("node_count", tx.GetNodeCount())
	add("node_deref", tx.GetNodeDeref())
	add("open_tx_count", s.open.Load())
	add("page_alloc", tx.GetPageAlloc())
	add("page_count", tx.GetPageCount())
	add("page_write", tx.GetWrite())
	add("page_write_time", int64(tx.GetWriteTime()))
	add("pending_page_count", int64(now.PendingPageN))
	add("rebalance", tx.GetRebalance())
	add("rebalance_time", int64(tx.GetRebalanceTime()))
	add("spill", tx.GetSpill())
	add("spill_time", int64(tx.GetSpillTime()))
	add("split", tx.GetSplit())
	add("tx_count", int64(all.TxN))
	if len(out) > len(c.body()) {
		return needs(headerBytes + len(out))
	}
	c.out = copy(c.body(), out)
	return nil
}

// counters gives the length of the file, and what was counted since it was opened and before. A
// compaction closes the file that it replaces, so it waits for this.
func (s *store) counters() (size int64, now, past bolt.Stats, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.engine == nil {
		return 0, now, past, failuref(malformed, "store: found it closed")
	}
	info, err := s.engine.file.Stat()
	if err != nil {
		return 0, now, past, err
	}
	return info.Size(), s.engine.db.Stats(), s.past, nil
}

// addStats adds what is counted, so that a compaction starts no number anew.
func addStats(a, b bolt.Stats) bolt.Stats {
	sum := bolt.Stats{TxN: a.TxN + b.TxN}
	for _, s := range []*bolt.Stats{&a, &b} {
		sum.TxStats.PageCount += s.TxStats.GetPageCount()
		sum.TxStats.PageAlloc += s.TxStats.GetPageAlloc()
		sum.TxStats.CursorCount += s.TxStats.GetCursorCount()
		sum.TxStats.NodeCount += s.TxStats.GetNodeCount()
		sum.TxStats.NodeDeref += s.TxStats.GetNodeDeref()
		sum.TxStats.Rebalance += s.TxStats.GetRebalance()
		sum.TxStats.RebalanceTime += s.TxStats.GetRebalanceTime()
		sum.TxStats.Split += s.TxStats.GetSplit()
		sum.TxStats.Spill += s.TxStats.GetSpill()
		sum.TxStats.SpillTime += s.TxStats.GetSpillTime()
		sum.TxStats.Write += s.TxStats.GetWrite()
		sum.TxStats.WriteTime += s.TxStats.GetWriteTime()
	}
	return sum
}
