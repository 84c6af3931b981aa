package main

import (
	"encoding/binary"

	bolt "go.etcd.io/bbolt"
)

// The bucket "witness" tells what must be in the file: under "identity" a number drawn when the file
// was made, which no other file has, under "commits" the number of commits, under
// "sum:" and a bucket's name its count and total, all big-endian and sealed as every value is. It
// changes in the transaction that changes what it tells of, so a page that is lost, or comes back,
// is seen. It is not shown to users.
const (
	witnessName = "witness"
	sumPrefix   = "sum:"
)

var (
	witnessBucket = []byte(witnessName)
	identityKey   = []byte("identity")
	commitsKey    = []byte("commits")
)

func sumKey(bucket string) []byte { return []byte(sumPrefix + bucket) }

func putCommits(b *bolt.Bucket, commits uint64) error {
	return b.Put(commitsKey, sealed(commitsKey, binary.BigEndian.AppendUint64(nil, commits)))
}

func putIdentity(b *bolt.Bucket, identity uint64) error {
	return b.Put(identityKey, sealed(identityKey, binary.BigEndian.AppendUint64(nil, identity)))
}

func decodeIdentity(stored []byte) (uint64, error) {
	value, ok := opened(identityKey, stored)
	if !ok || len(value) != 8 {
		return 0, failuref(damaged, "found no whole identity of the file")
	}
	return binary.BigEndian.Uint64(value), nil
}

func putSum(b *bolt.Bucket, bucket string, s sum) error {
	key := sumKey(bucket)
	value := binary.BigEndian.AppendUint64(nil, s.count)
	return b.Put(key, sealed(key, binary.BigEndian.AppendUint64(value, s.total)))
}

func getCommits(b *bolt.Bucket) (uint64, error) {
	return decodeCommits(b.Get(commitsKey))
}

func getSum(b *bolt.Bucket, bucket string) (sum, error) {
	key := sumKey(bucket)
	return decodeSum(bucket, b.Get(key))
}

func decodeCommits(stored []byte) (uint64, error) {
	value, ok := opened(commitsKey, stored)
	if !ok || len(value) != 8 {
		return 0, failuref(damaged, "found no whole number of its commits")
	}
	return binary.BigEndian.Uint64(value), nil
}

func decodeSum(bucket string, stored []byte) (sum, error) {
	value, ok := opened(sumKey(bucket), stored)
	if !ok || len(value) != 16 {
		return sum{}, failuref(damaged, "found no whole sum of bucket '%s'", bucket)
	}
	return sum{binary.BigEndian.Uint64(value), binary.BigEndian.Uint64(value[8:])}, nil
}
