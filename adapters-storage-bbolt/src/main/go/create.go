package main

import (
	"crypto/rand"
	"encoding/binary"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

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
		identity := make([]byte, 8)
		if _, err := rand.Read(identity); err != nil {
			return err
		}
		if err := putIdentity(witness, binary.BigEndian.Uint64(identity)); err != nil {
			return err
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
