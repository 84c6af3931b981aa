package main

import (
	"os"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

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
