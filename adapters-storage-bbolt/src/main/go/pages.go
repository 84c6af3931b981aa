package main

import (
	"bytes"
	"errors"
	"hash/fnv"
	"io"
)

// bbolt's file format, as far as it must be known to look at a file that may be damaged: bbolt
// itself follows what its pages say, out of the mapped memory if they say so, and its own check runs
// in a goroutine where neither a panic nor a fault can be caught. So nothing is opened that was not
// walked here before.
const (
	pageHeaderBytes = 16
	elementBytes    = 16
	bucketBytes     = 16 // root page and sequence, in front of a bucket's pages or in their place
	metaBytes       = 64
	metaSumOffset   = 56

	branchPage   = 0x01
	leafPage     = 0x02
	metaPage     = 0x04
	freelistPage = 0x10

	bucketElement = 0x01

	boltMagic   = 0xED0CDAED
	boltVersion = 2
	noFreelist  = ^uint64(0)

	pageBytesMin = 1 << 10
	pageBytesMax = 1 << 24

	// treePageMax is more than any page of a tree needs with what overflows from it: bbolt does not
	// split four entries, and one that is larger than 64 MiB cannot be read by us.
	treePageMax = 1<<28 + pageBytesMax
)

// meta is one of the two roots of a file; the newer one that is whole counts.
type meta struct {
	pageBytes uint64
	root      uint64
	freelist  uint64
	pages     uint64 // the file's, used or free
	txid      uint64
}

// decodeMeta takes a meta that is whole, or says no. As for bbolt, what stands in front of it in its
// page does not count: another choice than bbolt's would prove pages that it does not read.
func decodeMeta(page []byte) (meta, bool) {
	if len(page) < pageHeaderBytes+metaBytes {
		return meta{}, false
	}
	m := page[pageHeaderBytes : pageHeaderBytes+metaBytes]
	h := fnv.New64a()
	_, _ = h.Write(m[:metaSumOffset])
	if le.Uint32(m) != boltMagic || le.Uint32(m[4:]) != boltVersion || le.Uint64(m[metaSumOffset:]) != h.Sum64() {
		return meta{}, false
	}
	return meta{
		pageBytes: uint64(le.Uint32(m[8:])),
		root:      le.Uint64(m[16:]),
		freelist:  le.Uint64(m[32:]),
		pages:     le.Uint64(m[40:]),
		txid:      le.Uint64(m[48:]),
	}, true
}

// readMetas gives the metas of a file that are whole. The second one stands where the first one
// says; if that is torn, at the first of the places where it may stand and something whole does.
func readMetas(file io.ReaderAt) ([]meta, error) {
	var found []meta
	first, ok, err := readMeta(file, 0, 0)
	if err != nil {
		return nil, err
	}
	if ok {
		found = append(found, first)
	}
	for size := uint64(pageBytesMin); size <= pageBytesMax; size *= 2 {
		if ok && size != first.pageBytes {
			continue
		}
		second, whole, err := readMeta(file, int64(size), 1)
		if err != nil {
			return nil, err
		}
		if whole && second.pageBytes != size {
			return nil, wrong(1, "a root for pages of %d bytes behind one of %d", second.pageBytes, size)
		}
		if whole {
			return append(found, second), nil
		}
	}
	return found, nil
}

// readMeta gives the meta of page id. One that is whole in a page that is not is damage.
func readMeta(file io.ReaderAt, at int64, id uint64) (meta, bool, error) {
	var page [pageHeaderBytes + metaBytes]byte
	n, err := file.ReadAt(page[:], at)
	if err != nil && !errors.Is(err, io.EOF) {
		return meta{}, false, err
	}
	m, ok := decodeMeta(page[:n])
	if !ok {
		return meta{}, false, nil
	}
	size := m.pageBytes
	if le.Uint64(page[:]) != id || le.Uint16(page[8:]) != metaPage ||
		size < pageBytesMin || size > pageBytesMax || size&(size-1) != 0 {
		return meta{}, false, wrong(id, "a root in a page that is none of a root")
	}
	return m, true, nil
}

// newest gives the meta that bbolt goes by.
func newest(file io.ReaderAt) (meta, error) {
	metas, err := readMetas(file)
	if err != nil {
		return meta{}, err
	}
	if len(metas) == 0 {
		return meta{}, failuref(noBolt, "found no root that is whole")
	}
	m := metas[0]
	if len(metas) == 2 && metas[1].txid > m.txid {
		m = metas[1]
	}
	return m, nil
}

// page is one page with those that overflow from it, or one inside the value of a small bucket.
type page struct {
	id    uint64
	flags uint16
	count int
	data  []byte // with its header
}

func decodePage(data []byte) (page, bool) {
	if len(data) < pageHeaderBytes {
		return page{}, false
	}
	return page{le.Uint64(data), le.Uint16(data[8:]), int(le.Uint16(data[10:])), data}, true
}

// leaf is an element of a leaf page.
type leaf struct {
	isBucket   bool
	key, value []byte
}

func (p page) leaf(i int) (leaf, bool) {
	at := pageHeaderBytes + i*elementBytes
	if at+elementBytes > len(p.data) {
		return leaf{}, false
	}
	e := p.data[at:]
	flags, keyBytes, valueBytes := le.Uint32(e), uint64(le.Uint32(e[8:])), uint64(le.Uint32(e[12:]))
	rest, ok := p.content(i, uint64(le.Uint32(e[4:])), keyBytes+valueBytes)
	if !ok || flags&^bucketElement != 0 {
		return leaf{}, false
	}
	return leaf{flags == bucketElement, rest[:keyBytes], rest[keyBytes:]}, true
}

// branch is an element of a branch page: the first key that may be below a page.
func (p page) branch(i int) (key []byte, child uint64, ok bool) {
	at := pageHeaderBytes + i*elementBytes
	if at+elementBytes > len(p.data) {
		return nil, 0, false
	}
	e := p.data[at:]
	key, ok = p.content(i, uint64(le.Uint32(e)), uint64(le.Uint32(e[4:])))
	return key, le.Uint64(e[8:]), ok
}

// content is what element i points to: from its own place on, behind all elements.
func (p page) content(i int, offset, length uint64) ([]byte, bool) {
	from := uint64(pageHeaderBytes+i*elementBytes) + offset
	if from < uint64(pageHeaderBytes+p.count*elementBytes) || from+length > uint64(len(p.data)) {
		return nil, false
	}
	return p.data[from : from+length : from+length], true
}

// room is how many bytes keys and values have together. Those that share some are no bbolt's, and
// buckets inside buckets that do would take longer than anybody waits.
func (p page) room() int { return len(p.data) - pageHeaderBytes - p.count*elementBytes }

// isWithin says whether from <= key < to; nil is no bound.
func isWithin(key, from, to []byte) bool {
	return (from == nil || bytes.Compare(key, from) >= 0) && (to == nil || bytes.Compare(key, to) < 0)
}
