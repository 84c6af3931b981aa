package main

import (
	"bytes"

	bolt "go.etcd.io/bbolt"
)

// scan is a walk that is asked for its entries page by page.
type scan struct {
	store    *store
	view     *view
	owns     bool // whether the view is its own
	cursor   *bolt.Cursor
	from, to []byte // nil: no bound
	backward bool

	key, stored []byte // the entry that comes next; nil: none
}

// beginScan starts a scan and gives its first page. Request: u8 backward, bucket, from, to (empty:
// to the end). Answer: a page as in nextPage; the number is the handle, or 0 if nothing is left.
func beginScan(handle int64, c *call) error {
	r, err := readerOf(handle)
	if err != nil {
		return err
	}
	s := &scan{store: r.store, view: r.view, backward: c.in.u8() != 0}
	name := c.in.text()
	s.from, s.to = bound(c.in.bytes()), bound(c.in.bytes())
	if err := c.in.end(); err != nil {
		return err
	}
	if s.view == nil {
		if s.view, err = r.store.begin(); err != nil {
			return err
		}
		s.owns = true
	}
	isKept := false
	defer func() {
		if !isKept {
			s.end()
		}
	}()
	err = s.view.use(func(tx *bolt.Tx) error {
		bucket, err := bucketOf(tx, name)
		if err != nil {
			return err
		}
		s.cursor = bucket.Cursor()
		s.seek()
		return s.fill(c)
	})
	if err == nil && c.flags&flagDone == 0 {
		isKept = true
		c.number = keep(s)
	}
	return err
}

func bound(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return bytes.Clone(b)
}

// nextPage gives as many entries as fit the frame, each u32 bytes of key | u32 bytes of value | key |
// value, and flagDone with the last one. If not even one fits, the code is tooSmall, and nothing is
// lost.
func nextPage(handle int64, c *call) error {
	s, err := find[*scan](handle)
	if err != nil {
		return err
	}
	return s.view.use(func(*bolt.Tx) error { return s.fill(c) })
}

func endScan(handle int64) error {
	s, err := forget[*scan](handle)
	if err != nil {
		return err
	}
	s.end()
	return nil
}

func (s *scan) end() {
	if s.owns {
		s.view.end()
	}
}

func (s *scan) seek() {
	switch {
	case !s.backward && s.from == nil:
		s.arrive(s.cursor.First())
	case !s.backward:
		s.arrive(s.cursor.Seek(s.from))
	case s.to == nil:
		s.arrive(s.cursor.Last())
	default:
		if key, _ := s.cursor.Seek(s.to); key == nil {
			s.arrive(s.cursor.Last())
		} else {
			s.arrive(s.cursor.Prev())
		}
	}
}

func (s *scan) arrive(key, stored []byte) {
	if key == nil || !isWithin(key, s.from, s.to) {
		key, stored = nil, nil
	}
	s.key, s.stored = key, stored
}

func (s *scan) step() {
	if s.backward {
		s.arrive(s.cursor.Prev())
	} else {
		s.arrive(s.cursor.Next())
	}
}

func (s *scan) fill(c *call) error {
	body := c.body()
	out := 0
	for ; s.key != nil; s.step() {
		if s.stored == nil {
			return failuref(noBolt, "found a bucket inside a bucket")
		}
		value, err := s.store.valueOf(s.key, s.stored)
		if err != nil {
			return err
		}
		size := 8 + len(s.key) + len(value)
		if size > len(body)-out {
			if out == 0 {
				return needs(headerBytes + size)
			}
			c.out = out
			return nil
		}
		le.PutUint32(body[out:], uint32(len(s.key)))
		le.PutUint32(body[out+4:], uint32(len(value)))
		copy(body[out+8:], s.key)
		copy(body[out+8+len(s.key):], value)
		out += size
	}
	c.out = out
	c.flags = flagDone
	return nil
}
