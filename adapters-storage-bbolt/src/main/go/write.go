package main

import (
	bolt "go.etcd.io/bbolt"
)

// The operations of a batch, each u8 | u32 bytes of key | u32 bytes of value | key | value.
const (
	opBucket      = 1 // key: the bucket of those that follow
	opPut         = 2
	opDelete      = 3
	opDeleteRange = 4 // from key on and below value; an empty value: to the end
)

// rangeChunk is how many keys of a range are found before they are deleted.
const rangeChunk = 4096

type op struct {
	kind       byte
	key, value []byte
}

// write applies a batch in one synced transaction. Request: operations. Answer: commits as number.
func write(handle int64, c *call) error {
	s, err := find[*store](handle)
	if err != nil {
		return err
	}
	ops, err := decodeOps(&c.in)
	if err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.broken.Load() || s.foreign {
		return failuref(failed, "store: want one that can be written, found a foreign or broken one")
	}
	e, err := s.current()
	if err != nil {
		return err
	}
	release, err := e.reserve(len(c.frame), len(ops))
	if err != nil {
		return err
	}
	defer release()
	s.broken.Store(true) // stays so if what follows panics
	c.number, err = commit(e, ops)
	s.broken.Store(false)
	return err
}

func decodeOps(in *decoder) ([]op, error) {
	var ops []op
	for len(in.rest) > 0 && !in.short {
		o := op{kind: in.u8()}
		keyBytes, valueBytes := in.u32(), in.u32()
		o.key, o.value = in.take(uint64(keyBytes)), in.take(uint64(valueBytes))
		if o.kind < opBucket || o.kind > opDeleteRange {
			return nil, failuref(malformed, "operation %d: found none of that number", o.kind)
		}
		ops = append(ops, o)
	}
	return ops, in.end()
}

func commit(e *engine, ops []op) (int64, error) {
	tx, err := e.db.Begin(true)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	witness := tx.Bucket(witnessBucket)
	if witness == nil {
		return 0, failuref(damaged, "found no bucket '%s'", witnessName)
	}
	b := batch{tx: tx, witness: witness, targets: map[string]*target{}}
	for _, o := range ops {
		if err := b.apply(o); err != nil {
			return 0, err
		}
	}
	commits, err := b.testify()
	if err != nil {
		return 0, err
	}
	return int64(commits), tx.Commit()
}

// batch is a transaction, the buckets that it changed and the one that it changes.
type batch struct {
	tx      *bolt.Tx
	witness *bolt.Bucket
	targets map[string]*target
	target  *target
}

// target is a bucket and what it will hold.
type target struct {
	bucket *bolt.Bucket
	sum    sum
}

func (b *batch) apply(o op) error {
	if o.kind == opBucket {
		return b.choose(string(o.key))
	}
	if b.target == nil {
		return failuref(malformed, "operation %d: want a bucket before it", o.kind)
	}
	switch o.kind {
	case opPut:
		return b.target.put(o.key, o.value)
	case opDelete:
		return b.target.delete(o.key)
	default:
		return b.target.deleteRange(o.key, o.value)
	}
}

func (b *batch) choose(name string) error {
	b.target = b.targets[name]
	if b.target != nil {
		return nil
	}
	bucket := b.tx.Bucket([]byte(name))
	if bucket == nil || name == witnessName {
		return failuref(malformed, "bucket '%s': found none of that name", name)
	}
	s, err := getSum(b.witness, name)
	if err != nil {
		return err
	}
	b.target = &target{bucket, s}
	b.targets[name] = b.target
	return nil
}

// testify brings the witness up to what was changed.
func (b *batch) testify() (uint64, error) {
	for name, t := range b.targets {
		if err := putSum(b.witness, name, t.sum); err != nil {
			return 0, err
		}
	}
	commits, err := getCommits(b.witness)
	if err != nil {
		return 0, err
	}
	return commits + 1, putCommits(b.witness, commits+1)
}

func (t *target) put(key, value []byte) error {
	if err := t.forget(key); err != nil {
		return err
	}
	stored := sealed(key, value)
	t.sum.add(key, stored)
	return t.bucket.Put(key, stored)
}

func (t *target) delete(key []byte) error {
	if err := t.forget(key); err != nil {
		return err
	}
	return t.bucket.Delete(key)
}

// forget takes what stands under key out of the sum.
func (t *target) forget(key []byte) error {
	stored := t.bucket.Get(key)
	if stored == nil {
		return nil
	}
	if _, ok := opened(key, stored); !ok {
		return notWhole()
	}
	t.sum.remove(key, stored)
	return nil
}

// deleteRange finds keys before it deletes them: a cursor does not survive deletions.
func (t *target) deleteRange(from, to []byte) error {
	if len(to) == 0 {
		to = nil
	}
	for {
		var keys [][]byte
		cursor := t.bucket.Cursor()
		key, _ := cursor.Seek(from)
		for ; key != nil && isWithin(key, nil, to) && len(keys) < rangeChunk; key, _ = cursor.Next() {
			keys = append(keys, append([]byte(nil), key...))
		}
		for _, key := range keys {
			if err := t.delete(key); err != nil {
				return err
			}
		}
		if len(keys) < rangeChunk {
			return nil
		}
	}
}

func notWhole() error {
	return failuref(damaged, "found an entry that is not what was stored")
}
