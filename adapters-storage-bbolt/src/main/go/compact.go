package main

import (
	"os"
	"path/filepath"
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// compactBytes is how much of a compaction stands in memory before it is written.
const compactBytes = 8 << 20

func compactPath(path string) string { return path + ".compact" }

// compact copies what is used into a new file beside the old one, proves that one whole, and puts it
// in its place. Those who read keep the old one until they are done. Before the file has its new
// name every failure leaves everything as it was, and says so by its code.
func compact(handle int64) error {
	s, err := find[*store](handle)
	if err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.broken.Load() || s.foreign {
		return failuref(unchanged, "store: want one that can be written, found a foreign or broken one")
	}
	old, err := s.current()
	if err != nil {
		return err
	}
	path := compactPath(s.path)
	fresh, err := s.copyInto(path, old)
	if err != nil {
		_ = removeIfThere(path)
		f := asFailure(err)
		if f.code == failed {
			f.code = unchanged
		}
		return f
	}
	return s.replace(old, fresh, path)
}

func (s *store) copyInto(path string, old *engine) (*engine, error) {
	if err := removeIfThere(path); err != nil {
		return nil, err
	}
	fresh, err := s.startEngine(path, func(path string, _ int, mode os.FileMode) (*os.File, error) {
		return os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_EXCL, mode)
	})
	if err != nil {
		return nil, err
	}
	fresh.db.NoSync = true // synced once, before anybody relies on it
	if err = bolt.Compact(fresh.db, old.db, compactBytes); err == nil {
		err = fresh.db.Sync()
	}
	fresh.db.NoSync = false
	if err == nil {
		_, err = verifyNewest(fresh.file)
	}
	if err != nil {
		_ = fresh.retire()
		return nil, err
	}
	return fresh, nil
}

func (s *store) replace(old, fresh *engine, path string) error {
	if err := os.Rename(path, s.path); err != nil {
		_ = fresh.retire()
		_ = removeIfThere(path)
		return failuref(unchanged, "%v", err)
	}
	s.mu.Lock()
	s.engine = fresh
	s.past = addStats(s.past, old.db.Stats())
	s.mu.Unlock()
	if err := syncFolder(filepath.Dir(s.path)); err != nil {
		_ = old.retire()
		return err
	}
	return old.retire()
}
