package main

import (
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// store is an open file of ours, or a foreign one that is only read.
type store struct {
	path     string
	mapBytes uint64
	foreign  bool

	writing sync.Mutex // one writer at a time; compaction counts as one
	broken  atomic.Bool
	open    atomic.Int64 // views

	mu     sync.RWMutex // guards what follows
	engine *engine      // nil once closed
	past   bolt.Stats   // of the engines before
}

func (s *store) current() (*engine, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.engine == nil {
		return nil, failuref(malformed, "store: found it closed")
	}
	return s.engine, nil
}

func (s *store) begin() (*view, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.engine == nil {
		return nil, failuref(malformed, "store: found it closed")
	}
	return s.engine.begin()
}

// openOwn opens and verifies a file that exists. Request: u64 bytes to map beyond twice the file's
// length, u32 milliseconds to wait for the lock, path, buckets. Answer: handle as number, u64 commits,
// u64 identity.
func openOwn(c *call) error {
	spare, wait, path, wanted := c.in.u64(), c.in.u32(), c.in.text(), c.in.texts()
	if err := c.in.end(); err != nil {
		return err
	}
	var found content
	s := &store{path: path}
	opener := func(path string, _ int, _ os.FileMode) (*os.File, error) {
		file, err := locked(path, os.O_RDWR, syscall.LOCK_EX, wait)
		if err != nil {
			return nil, err
		}
		if found, err = verifyNewest(file); err == nil && shown(found.names) != shown(wanted) {
			err = failuref(otherBuckets, "%s", shown(found.names))
		}
		if err != nil {
			_ = file.Close()
			return nil, err
		}
		return file, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	s.mapBytes = spare + 2*uint64(info.Size())
	if s.engine, err = s.startEngine(path, opener); err != nil {
		return err
	}
	if err := removeIfThere(compactPath(path)); err != nil {
		_ = s.engine.retire()
		return err
	}
	c.number = keep(s)
	le.PutUint64(c.body(), found.commits)
	le.PutUint64(c.body()[8:], found.identity)
	c.out = 16
	return nil
}

func verifyNewest(file *os.File) (content, error) {
	m, err := newest(file)
	if err != nil {
		return content{}, err
	}
	return verify(file, m)
}

func closeStore(handle int64) error {
	s, err := forget[*store](handle)
	if err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	e := s.engine
	s.engine = nil
	s.mu.Unlock()
	if s.broken.Load() {
		return e.leave()
	}
	return e.retire()
}
