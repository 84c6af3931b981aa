package main

import (
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// check reads everything from the file again, as at the opening, while others read and write.
func check(handle int64) error {
	s, err := find[*store](handle)
	if err != nil {
		return err
	}
	v, m, err := s.fixed()
	if err != nil {
		return err
	}
	defer v.end()
	_, err = verify(v.engine.file, m)
	return err
}

// fixed begins a view, whose pages nobody changes as long as it is open, and gives its meta, which
// the next but one writer overwrites.
func (s *store) fixed() (*view, meta, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	v, err := s.begin()
	if err != nil {
		return nil, meta{}, err
	}
	m, err := newest(v.engine.file)
	if err == nil {
		err = v.use(func(tx *bolt.Tx) error {
			if uint64(tx.ID()) != m.txid {
				return failuref(damaged, "found the root of commit %d in the file, not that of %d", m.txid, tx.ID())
			}
			return nil
		})
	}
	if err != nil {
		v.end()
		return nil, meta{}, fmt.Errorf("%w", err)
	}
	return v, m, nil
}
