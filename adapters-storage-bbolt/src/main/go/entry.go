package main

import (
	"hash/crc32"
)

// crcBytes is the length of the CRC32C over key and value that stands behind every stored value:
// bbolt's pages have no checksums.
const crcBytes = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func crcOf(key, value []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, value)
}

// sealed is value with its checksum, in memory of its own: bbolt keeps it until the commit.
func sealed(key, value []byte) []byte {
	stored := make([]byte, len(value)+crcBytes)
	copy(stored, value)
	le.PutUint32(stored[len(value):], crcOf(key, value))
	return stored
}

// opened is what was sealed, or false if it is not whole.
func opened(key, stored []byte) ([]byte, bool) {
	n := len(stored) - crcBytes
	if n < 0 || le.Uint32(stored[n:]) != crcOf(key, stored[:n]) {
		return nil, false
	}
	return stored[:n:n], true
}

// sum is what a bucket holds, in two numbers that do not depend on the order of its changes.
type sum struct {
	count uint64
	total uint64 // of the marks of its entries, mod 2^64
}

func (s *sum) add(key, stored []byte) {
	s.count++
	s.total += mark(key, stored)
}

func (s *sum) remove(key, stored []byte) {
	s.count--
	s.total -= mark(key, stored)
}

// mark mixes the checksum and the lengths of an entry that is whole into 64 bits (the finalizer of
// splitmix64), so that the marks of different entries do not cancel one another.
func mark(key, stored []byte) uint64 {
	z := uint64(le.Uint32(stored[len(stored)-crcBytes:])) | uint64(len(stored))<<32
	z += uint64(len(key)) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
