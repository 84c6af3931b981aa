package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// request is a frame with fields in it, for a function that wants one.
func request(t *testing.T, handle int64, work func(int64, *call) error, body []byte) *call {
	t.Helper()
	frame := make([]byte, headerBytes+max(len(body), 1<<16))
	c := &call{frame: frame, in: decoder{rest: body}}
	if err := work(handle, c); err != nil {
		t.Fatal(err)
	}
	return c
}

func text(to []byte, s string) []byte {
	return append(le.AppendUint32(to, uint32(len(s))), s...)
}

// ours makes a store with the buckets a and b and opens it.
func ours(t *testing.T, path string) int64 {
	t.Helper()
	names := text(text(le.AppendUint32(nil, 2), "a"), "b")
	request(t, 0, func(_ int64, c *call) error { return create(c) }, append(text(nil, path), names...))
	return reopen(t, path)
}

func reopen(t *testing.T, path string) int64 {
	t.Helper()
	body := text(le.AppendUint32(le.AppendUint64(nil, 1<<30), 0), path)
	body = append(body, text(text(le.AppendUint32(nil, 2), "a"), "b")...)
	return request(t, 0, func(_ int64, c *call) error { return openOwn(c) }, body).number
}

func operation(to []byte, kind byte, key, value string) []byte {
	to = append(to, kind)
	to = le.AppendUint32(to, uint32(len(key)))
	to = le.AppendUint32(to, uint32(len(value)))
	return append(append(to, key...), value...)
}

// TestFilesAreWholeForBboltToo writes, overwrites and deletes much, and asks bbolt's own check.
func TestFilesAreWholeForBboltToo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	handle := ours(t, path)
	for round := 0; round < 30; round++ {
		ops := operation(nil, opBucket, "a", "")
		for i := 0; i < 200; i++ {
			ops = operation(ops, opPut, fmt.Sprint(i*7919%5000+round), string(make([]byte, i*round)))
		}
		ops = operation(ops, opDelete, fmt.Sprint(round), "")
		ops = operation(ops, opDeleteRange, fmt.Sprint(round), fmt.Sprint(round, "1"))
		ops = operation(operation(ops, opBucket, "b", ""), opPut, fmt.Sprint(round), "")
		request(t, handle, write, ops)
		if err := check(handle); err != nil {
			t.Fatal(err)
		}
		if round%10 == 9 {
			if err := compact(handle); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := closeStore(handle); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *bolt.Tx) error {
		var all []error
		for one := range tx.Check() {
			all = append(all, one)
		}
		return errors.Join(all...)
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if err := closeStore(reopen(t, path)); err != nil {
		t.Fatal(err)
	}
}

// TestTheWalkSurvivesEveryByte damages a file of bbolt's, byte by byte in its first pages.
func TestTheWalkSurvivesEveryByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("a"))
		for i := 0; i < 500 && err == nil; i++ {
			err = b.Put(fmt.Appendf(nil, "%04d", i), make([]byte, 50))
		}
		return err
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for at := range whole[:1<<16] {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			whole[at] ^= flip
			file := bytes.NewReader(whole)
			m, err := newest(file)
			if err == nil {
				_, err = walk(file, int64(len(whole)), m, true, func(string, []byte, []byte) error { return nil })
			}
			if err != nil {
				refused++
			}
			whole[at] ^= flip
		}
	}
	if refused < 1000 {
		t.Fatalf("refused: want much, found %d", refused)
	}
}

// TestAnEntryThatCameBackIsSeen changes entries as a page that was lost, or came back, would. All
// of them are whole; only the witness knows better.
func TestAnEntryThatCameBackIsSeen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	handle := ours(t, path)
	ops := operation(nil, opBucket, "a", "")
	for i := 0; i < 500; i++ {
		ops = operation(ops, opPut, fmt.Sprintf("%04d", i), "old")
	}
	request(t, handle, write, ops)
	s, err := find[*store](handle)
	if err != nil {
		t.Fatal(err)
	}
	// Twice bbolt by itself changes an entry, seals it, and leaves the witness out.
	for _, change := range []func(*bolt.Bucket) error{
		func(b *bolt.Bucket) error { return b.Put([]byte("0100"), sealed([]byte("0100"), []byte("older"))) },
		func(b *bolt.Bucket) error { return b.Delete([]byte("0200")) },
	} {
		if err := check(handle); err != nil {
			t.Fatal(err)
		}
		err := s.engine.db.Update(func(tx *bolt.Tx) error { return change(tx.Bucket([]byte("a"))) })
		if err != nil {
			t.Fatal(err)
		}
		if err := check(handle); err == nil || asFailure(err).code != damaged {
			t.Fatalf("want it damaged, found %v", err)
		}
		_ = s.engine.db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("a"))
			for _, key := range []string{"0100", "0200"} {
				if err := b.Put([]byte(key), sealed([]byte(key), []byte("old"))); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := closeStore(handle); err != nil {
		t.Fatal(err)
	}
}

// TestFewAddressesAreAskedForWhereManyAreNotGiven opens a store where a process may not have 64 GiB.
func TestFewAddressesAreAskedForWhereManyAreNotGiven(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	if err := closeStore(ours(t, path)); err != nil {
		t.Fatal(err)
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_AS, &limit); err != nil {
		t.Fatal(err)
	}
	less := syscall.Rlimit{Cur: 24 << 30, Max: limit.Max}
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &less); err != nil {
		t.Skip("no limit can be set here:", err)
	}
	defer func() { _ = syscall.Setrlimit(syscall.RLIMIT_AS, &limit) }()
	body := text(le.AppendUint32(le.AppendUint64(nil, 64<<30), 0), path)
	body = append(body, text(text(le.AppendUint32(nil, 2), "a"), "b")...)
	handle := request(t, 0, func(_ int64, c *call) error { return openOwn(c) }, body).number
	s, err := find[*store](handle)
	if err != nil {
		t.Fatal(err)
	}
	if s.engine.mapped >= 24<<30 || s.engine.mapped < mapBytesMin {
		t.Fatalf("mapped: found %d", s.engine.mapped)
	}
	request(t, handle, write, operation(operation(nil, opBucket, "a", ""), opPut, "key", "value"))
	if err := closeStore(handle); err != nil {
		t.Fatal(err)
	}
}
