package main

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

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
// length, u32 milliseconds to wait for the lock, path, buckets. Answer: handle as number, u64 commits.
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
	c.out = 8
	return nil
}

func verifyNewest(file *os.File) (content, error) {
	m, err := newest(file)
	if err != nil {
		return content{}, err
	}
	return verify(file, m)
}

// openForeign opens another program's file to be read. Request: u32 milliseconds to wait for the
// lock, path. Answer: handle as number.
func openForeign(c *call) error {
	wait, path := c.in.u32(), c.in.text()
	if err := c.in.end(); err != nil {
		return err
	}
	s := &store{path: path, foreign: true}
	e := &engine{open: &s.open}
	var err error
	e.db, err = bolt.Open(path, 0, &bolt.Options{
		ReadOnly: true,
		Timeout:  time.Millisecond,
		OpenFile: func(path string, _ int, _ os.FileMode) (*os.File, error) {
			file, err := locked(path, os.O_RDONLY, syscall.LOCK_SH, wait)
			if err != nil {
				return nil, err
			}
			if err = walkable(file); err != nil {
				_ = file.Close()
				return nil, err
			}
			e.file = file
			return file, nil
		},
	})
	if err != nil {
		return err
	}
	s.engine = e
	c.number = keep(s)
	return nil
}

// walkable asserts that a foreign file can be read without a fault.
func walkable(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return failuref(noBolt, "found no regular file")
	}
	m, err := newest(file)
	if err != nil {
		return err
	}
	_, err = walk(file, info.Size(), m, true, func(string, []byte, []byte) error { return nil })
	return err
}

// locked opens a file and locks it; bbolt, which is given it, then finds its lock taken by itself.
func locked(path string, flag, lock int, waitMillis uint32) (*os.File, error) {
	file, err := os.OpenFile(path, flag|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	deadline := time.Now().Add(time.Duration(waitMillis) * time.Millisecond)
	for {
		err = syscall.Flock(int(file.Fd()), lock|syscall.LOCK_NB)
		if err == nil {
			return file, sameFile(file, path)
		}
		if err != syscall.EWOULDBLOCK && err != syscall.EINTR {
			break
		}
		if time.Now().After(deadline) {
			err = failuref(held, "held by another user")
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	_ = file.Close()
	return nil, err
}

// sameFile asserts that path still names the file that was locked: a compaction of its user may have
// put a new one in its place just before.
func sameFile(file *os.File, path string) error {
	mine, err := file.Stat()
	if err != nil {
		return err
	}
	named, err := os.Stat(path)
	if err == nil && os.SameFile(mine, named) {
		return nil
	}
	_ = file.Close()
	return failuref(held, "replaced by another user")
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

// create makes an empty file under a name of its own and gives it its name when it is on the medium,
// unless another process was first. Request: path, buckets.
func create(c *call) error {
	path, names := c.in.text(), c.in.texts()
	if err := c.in.end(); err != nil {
		return err
	}
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	unfinished := file.Name()
	defer func() { _ = os.Remove(unfinished) }()
	if err := file.Close(); err != nil {
		return err
	}
	if err := fill(unfinished, names); err != nil {
		return err
	}
	if err := nameOnce(unfinished, path); err != nil {
		return err
	}
	return syncFolder(folder)
}

// fill makes the buckets; that is the first commit.
func fill(path string, names []string) error {
	db, err := bolt.Open(path, 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return db.Update(func(tx *bolt.Tx) error {
		witness, err := tx.CreateBucket(witnessBucket)
		if err != nil {
			return err
		}
		for _, name := range names {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
			if err := putSum(witness, name, sum{}); err != nil {
				return err
			}
		}
		return putCommits(witness, 1)
	})
}

// nameOnce gives a file its second name unless that is taken.
func nameOnce(unfinished, path string) error {
	err := os.Link(unfinished, path)
	if os.IsExist(err) {
		return nil
	}
	if err != nil {
		if _, absent := os.Lstat(path); absent == nil {
			return nil
		} else if isUnlinkable(err) {
			return os.Rename(unfinished, path)
		}
	}
	return err
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }()
	return folder.Sync()
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}
