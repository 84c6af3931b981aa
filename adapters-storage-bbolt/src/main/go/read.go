package main

import (
	bolt "go.etcd.io/bbolt"
)

// reader is a store or a snapshot of it.
type reader struct {
	store *store
	view  *view // nil: the newest state
}

type snapshot struct {
	store *store
	view  *view
}

func readerOf(handle int64) (reader, error) {
	if s, err := find[*snapshot](handle); err == nil {
		return reader{s.store, s.view}, nil
	}
	s, err := find[*store](handle)
	return reader{store: s}, err
}

// use runs work in a transaction of its own or in that of the snapshot.
func (r reader) use(work func(*bolt.Tx) error) error {
	v := r.view
	if v == nil {
		var err error
		if v, err = r.store.begin(); err != nil {
			return err
		}
		defer v.end()
	}
	return v.use(work)
}

func (v *view) use(work func(*bolt.Tx) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tx == nil {
		return failuref(malformed, "snapshot or scan: found it ended")
	}
	return work(v.tx)
}

func bucketOf(tx *bolt.Tx, name string) (*bolt.Bucket, error) {
	bucket := tx.Bucket([]byte(name))
	if bucket == nil {
		return nil, failuref(malformed, "bucket '%s': found none of that name", name)
	}
	return bucket, nil
}

// read gives one value. Request: bucket, key. Answer: flagFound and the value, or nothing.
func read(handle int64, c *call) error {
	r, err := readerOf(handle)
	if err != nil {
		return err
	}
	name, key := c.in.text(), c.in.bytes()
	if err := c.in.end(); err != nil {
		return err
	}
	return r.use(func(tx *bolt.Tx) error {
		bucket, err := bucketOf(tx, name)
		if err != nil {
			return err
		}
		stored := bucket.Get(key)
		if stored == nil {
			return nil
		}
		value, err := r.store.valueOf(key, stored)
		if err != nil {
			return err
		}
		if len(value) > len(c.body()) {
			return needs(headerBytes + len(value))
		}
		c.out = copy(c.body(), value)
		c.flags = flagFound
		return nil
	})
}

// valueOf is what was stored, if that is whole; foreign files have no checksums.
func (s *store) valueOf(key, stored []byte) ([]byte, error) {
	if s.foreign {
		return stored, nil
	}
	value, ok := opened(key, stored)
	if !ok {
		return nil, notWhole()
	}
	return value, nil
}

// beginSnapshot answers a handle as number.
func beginSnapshot(handle int64, c *call) error {
	s, err := find[*store](handle)
	if err != nil {
		return err
	}
	v, err := s.begin()
	if err != nil {
		return err
	}
	c.number = keep(&snapshot{s, v})
	return nil
}

func endSnapshot(handle int64) error {
	s, err := forget[*snapshot](handle)
	if err != nil {
		return err
	}
	s.view.end()
	return nil
}

// buckets lists the names of a file's buckets: u32 length and name, each.
func buckets(handle int64, c *call) error {
	r, err := readerOf(handle)
	if err != nil {
		return err
	}
	return r.use(func(tx *bolt.Tx) error {
		var all []byte
		err := tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
			all = le.AppendUint32(all, uint32(len(name)))
			all = append(all, name...)
			return nil
		})
		if err != nil {
			return err
		}
		if len(all) > len(c.body()) {
			return needs(headerBytes + len(all))
		}
		c.out = copy(c.body(), all)
		return nil
	})
}
