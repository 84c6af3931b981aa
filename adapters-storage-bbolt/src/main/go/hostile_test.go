package main

import (
	"bytes"
	"hash/fnv"
	"os"
	"path/filepath"
	"testing"
)

const hostilePage = 4096

// putMeta writes a meta that is whole.
func putMeta(page []byte, id uint64, m meta) {
	le.PutUint64(page, id)
	le.PutUint16(page[8:], metaPage)
	b := page[pageHeaderBytes : pageHeaderBytes+metaBytes]
	le.PutUint32(b, boltMagic)
	le.PutUint32(b[4:], boltVersion)
	le.PutUint32(b[8:], uint32(m.pageBytes))
	le.PutUint64(b[16:], m.root)
	le.PutUint64(b[32:], m.freelist)
	le.PutUint64(b[40:], m.pages)
	le.PutUint64(b[48:], m.txid)
	h := fnv.New64a()
	_, _ = h.Write(b[:metaSumOffset])
	le.PutUint64(b[metaSumOffset:], h.Sum64())
}

func putPage(page []byte, id uint64, flags, count int) {
	le.PutUint64(page, id)
	le.PutUint16(page[8:], uint16(flags))
	le.PutUint16(page[10:], uint16(count))
}

// putBucket writes element i of a leaf page: its key and value begin at an offset of the page.
func putBucket(page []byte, i, at, keyBytes, valueBytes int) {
	e := page[pageHeaderBytes+i*elementBytes:]
	le.PutUint32(e, bucketElement)
	le.PutUint32(e[4:], uint32(at-pageHeaderBytes-i*elementBytes))
	le.PutUint32(e[8:], uint32(keyBytes))
	le.PutUint32(e[12:], uint32(valueBytes))
}

// twoRoots is a file whose page 3 is an empty leaf and whose page 4 is a branch that leads to itself,
// which ends the process that follows it.
func twoRoots() []byte {
	file := make([]byte, 8*hostilePage)
	putMeta(file, 0, meta{hostilePage, 3, noFreelist, 8, 2})
	putMeta(file[hostilePage:], 1, meta{hostilePage, 4, noFreelist, 8, 3})
	putPage(file[3*hostilePage:], 3, leafPage, 0)
	endless := file[4*hostilePage:]
	putPage(endless, 4, branchPage, 1)
	le.PutUint32(endless[pageHeaderBytes:], elementBytes)
	le.PutUint32(endless[pageHeaderBytes+4:], 1)
	le.PutUint64(endless[pageHeaderBytes+8:], 4)
	endless[pageHeaderBytes+elementBytes] = 'a'
	return file
}

// TestNoRootIsProvedButTheOneThatBboltTakes hides the newer root from a walk that is too particular.
func TestNoRootIsProvedButTheOneThatBboltTakes(t *testing.T) {
	for name, hide := range map[string]func([]byte){
		"as it is":           func([]byte) {},
		"page of other kind": func(file []byte) { le.PutUint16(file[hostilePage+8:], 0) },
		"page of other name": func(file []byte) { le.PutUint64(file[hostilePage:], 7) },
		"other page size": func(file []byte) {
			putMeta(file[hostilePage:], 1, meta{2 * hostilePage, 4, noFreelist, 8, 3})
		},
		"no page size": func(file []byte) {
			putMeta(file[hostilePage:], 1, meta{0, 4, noFreelist, 8, 3})
		},
		"other place": func(file []byte) {
			clear(file[:pageHeaderBytes+metaBytes])
			putMeta(file[hostilePage:], 1, meta{hostilePage, 3, noFreelist, 8, 2})
			putMeta(file[1024:], 1, meta{2 * hostilePage, 3, noFreelist, 4, 2})
			putMeta(file[2*hostilePage:], 1, meta{2 * hostilePage, 2, noFreelist, 4, 2})
		},
	} {
		file := twoRoots()
		hide(file)
		path := filepath.Join(t.TempDir(), "hostile.db")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := opensForeign(path); err == nil || asFailure(err).code != damaged {
			t.Errorf("%s: want it refused as damaged, found %v", name, err)
		}
	}
}

func opensForeign(path string) error {
	c := &call{
		frame: make([]byte, headerBytes+1<<16),
		in:    decoder{rest: text(le.AppendUint32(nil, 0), path)},
	}
	if err := openForeign(c); err != nil {
		return err
	}
	return closeStore(c.number)
}

// inPages makes value the only bucket of a file.
func inPages(value []byte) []byte {
	first := pageHeaderBytes + elementBytes
	pages := (first+1+len(value))/hostilePage + 1
	file := make([]byte, (3+pages)*hostilePage)
	putMeta(file, 0, meta{hostilePage, 3, noFreelist, uint64(3 + pages), 2})
	root := file[3*hostilePage:]
	putPage(root, 3, leafPage, 1)
	le.PutUint32(root[12:], uint32(pages-1))
	putBucket(root, 0, first, 1, len(value))
	root[first] = 'a'
	copy(root[first+1:], value)
	return file
}

func emptyBucket() []byte {
	value := make([]byte, bucketBytes+pageHeaderBytes)
	putPage(value[bucketBytes:], 0, leafPage, 0)
	return value
}

func walkForeign(file []byte) error {
	m, err := newest(bytes.NewReader(file))
	if err != nil {
		return err
	}
	nothing := func(string, []byte, []byte) error { return nil }
	_, err = walk(bytes.NewReader(file), int64(len(file)), m, true, nothing)
	return err
}

// TestBucketsInsideBucketsAreFollowedSoFarOnly nests them until a stack would overflow.
func TestBucketsInsideBucketsAreFollowedSoFarOnly(t *testing.T) {
	for depth, want := range map[int]code{10: fine, 1000: damaged} {
		value := emptyBucket()
		for range depth {
			outer := make([]byte, bucketBytes+pageHeaderBytes+elementBytes+1, 49+len(value))
			page := outer[bucketBytes:]
			putPage(page, 0, leafPage, 1)
			putBucket(page, 0, pageHeaderBytes+elementBytes, 1, len(value))
			page[pageHeaderBytes+elementBytes] = 'a'
			value = append(outer, value...)
		}
		err := walkForeign(inPages(value))
		if err == nil && want != fine || err != nil && asFailure(err).code != want {
			t.Errorf("depth %d: want code %d, found %v", depth, want, err)
		}
	}
}

// TestEntriesThatShareBytesAreRefused has each of ten buckets a, aa, aaa, ... hold the same ten; at
// the depth of eight that is one of more buckets than can be walked.
func TestEntriesThatShareBytesAreRefused(t *testing.T) {
	const buckets = 10
	value := emptyBucket()
	for range 8 {
		keys := pageHeaderBytes + buckets*elementBytes
		outer := make([]byte, bucketBytes+keys+buckets)
		page := outer[bucketBytes:]
		putPage(page, 0, leafPage, buckets)
		for i := range buckets {
			putBucket(page, i, keys+buckets-1-i, i+1, len(value))
			page[keys+i] = 'a'
		}
		value = append(outer, value...)
	}
	if err := walkForeign(inPages(value)); err == nil || asFailure(err).code != damaged {
		t.Fatalf("want it refused as damaged, found %v", err)
	}
}

// TestAPageIsNoLongerThanAnyCanBe has one page say that it is as long as a file of 8 GiB of nothing.
func TestAPageIsNoLongerThanAnyCanBe(t *testing.T) {
	const pages = 8 << 30 / hostilePage
	file := inPages(emptyBucket())
	putMeta(file, 0, meta{hostilePage, 3, noFreelist, pages, 2})
	le.PutUint32(file[3*hostilePage+12:], pages-4)
	path := filepath.Join(t.TempDir(), "hostile.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, pages*hostilePage); err != nil {
		t.Fatal(err)
	}
	if err := opensForeign(path); err == nil || asFailure(err).code != damaged {
		t.Fatalf("want it refused as damaged, found %v", err)
	}
}
