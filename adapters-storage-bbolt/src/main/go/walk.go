package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// depthMax is more than the height of any tree that fits a file.
const depthMax = 48

// visitor is told of every entry in order; the slices are its own only until it returns.
type visitor func(bucket string, key, stored []byte) error

// walker goes through all that a file holds below one meta and proves that bbolt can do the same:
// every page is where and what it should be, used once or free, every key in its order.
type walker struct {
	file   io.ReaderAt
	meta   meta
	seen   []uint64 // a bit for each page that is used or free
	names  []string // of the buckets
	nested bool     // whether buckets may hold buckets
	visit  visitor
	spare  [][]byte // buffers of pages, by depth
}

// walk goes through a file of that many bytes.
func walk(file io.ReaderAt, size int64, m meta, nested bool, visit visitor) (*walker, error) {
	if m.pages < 4 || m.pages > uint64(size)/m.pageBytes {
		return nil, failuref(damaged, "found it cut: %d pages of %d bytes in %d", m.pages, m.pageBytes, size)
	}
	w := &walker{file: file, meta: m, seen: make([]uint64, m.pages/64+1), nested: nested, visit: visit}
	for id := uint64(0); id < 2; id++ {
		w.use(id)
	}
	if err := w.tree(m.root, "", 0, bounds{}); err != nil {
		return nil, err
	}
	return w, w.free()
}

func (w *walker) use(id uint64) bool {
	if id >= w.meta.pages || w.seen[id/64]&(1<<(id%64)) != 0 {
		return false
	}
	w.seen[id/64] |= 1 << (id % 64)
	return true
}

// bounds is where keys below a page must be, and the last one that was seen.
type bounds struct {
	from, to []byte
}

func wrong(id uint64, format string, args ...any) error {
	return failuref(damaged, "page %d: found %s", id, fmt.Sprintf(format, args...))
}

// tree goes through a page and all below it; bucket is empty for the list of buckets.
func (w *walker) tree(id uint64, bucket string, depth int, in bounds) error {
	if depth > depthMax {
		return wrong(id, "it too deep")
	}
	p, err := w.read(id, depth)
	if err != nil {
		return err
	}
	switch p.flags {
	case leafPage:
		return w.leaves(p, bucket, depth, in)
	case branchPage:
		return w.branches(p, bucket, depth, in)
	}
	return wrong(id, "it neither leaf nor branch: %#x", p.flags)
}

// read gives the page, whole, in memory that lasts until the next page of that depth.
func (w *walker) read(id uint64, depth int) (page, error) {
	_, bytes, err := w.claim(id)
	if err != nil {
		return page{}, err
	}
	if bytes > treePageMax {
		return page{}, wrong(id, "it too long: %d bytes", bytes)
	}
	data := w.buffer(depth, bytes)
	if _, err := w.file.ReadAt(data, int64(id*w.meta.pageBytes)); err != nil {
		return page{}, unreadable(id, err)
	}
	p, ok := decodePage(data)
	if !ok || p.id != id {
		return page{}, wrong(id, "another page in its place")
	}
	return p, nil
}

// claim takes a page and those that overflow from it as used. It gives the header, and the bytes of
// them all, of which nothing was read yet.
func (w *walker) claim(id uint64) (page, uint64, error) {
	if !w.use(id) {
		return page{}, 0, wrong(id, "it used twice or beyond the end")
	}
	header := make([]byte, pageHeaderBytes)
	if _, err := w.file.ReadAt(header, int64(id*w.meta.pageBytes)); err != nil {
		return page{}, 0, unreadable(id, err)
	}
	p, _ := decodePage(header)
	if p.id != id {
		return page{}, 0, wrong(id, "another page in its place")
	}
	overflow := uint64(le.Uint32(header[12:]))
	for i := uint64(1); i <= overflow; i++ {
		if !w.use(id + i) {
			return page{}, 0, wrong(id, "it too long")
		}
	}
	return p, (overflow + 1) * w.meta.pageBytes, nil
}

func unreadable(id uint64, err error) error {
	return fmt.Errorf("page %d: %w", id, err)
}

func (w *walker) buffer(depth int, size uint64) []byte {
	for len(w.spare) <= depth {
		w.spare = append(w.spare, nil)
	}
	if uint64(cap(w.spare[depth])) < size {
		w.spare[depth] = make([]byte, size)
	}
	return w.spare[depth][:size]
}

func (w *walker) branches(p page, bucket string, depth int, in bounds) error {
	if p.count == 0 {
		return wrong(p.id, "a branch without leaves")
	}
	key, child, ok := p.branch(0)
	room := p.room()
	for i := 0; i < p.count; i++ {
		if room -= len(key); !ok || room < 0 || !isWithin(key, in.from, in.to) {
			return wrong(p.id, "element %d cut or out of order", i)
		}
		below := bounds{key, in.to}
		var nextKey []byte
		var nextChild uint64
		if i+1 < p.count {
			nextKey, nextChild, ok = p.branch(i + 1)
			if !ok || bytes.Compare(nextKey, key) <= 0 {
				return wrong(p.id, "element %d cut or out of order", i+1)
			}
			below.to = nextKey
		}
		if err := w.tree(child, bucket, depth+1, below); err != nil {
			return err
		}
		key, child = nextKey, nextChild
	}
	return nil
}

func (w *walker) leaves(p page, bucket string, depth int, in bounds) error {
	if depth > depthMax {
		return wrong(p.id, "it too deep")
	}
	var last []byte
	room := p.room()
	for i := 0; i < p.count; i++ {
		e, ok := p.leaf(i)
		if room -= len(e.key) + len(e.value); !ok || room < 0 || len(e.key) == 0 || !isWithin(e.key, in.from, in.to) {
			return wrong(p.id, "element %d cut or out of order", i)
		}
		if last != nil && bytes.Compare(e.key, last) <= 0 {
			return wrong(p.id, "element %d out of order", i)
		}
		last = e.key
		if err := w.element(p, bucket, depth, e); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) element(p page, bucket string, depth int, e leaf) error {
	isList := bucket == ""
	switch {
	case e.isBucket && (isList || w.nested):
		name := string(e.key)
		if isList {
			w.names = append(w.names, name)
		}
		return w.bucket(p, bucket+"/"+name, depth, e.value)
	case e.isBucket || isList:
		return wrong(p.id, "an entry of the wrong kind")
	}
	return w.visit(bucket[1:], e.key, e.value)
}

// bucket goes through what a bucket holds: in pages of its own, or in one inside its value.
func (w *walker) bucket(p page, bucket string, depth int, value []byte) error {
	if len(value) < bucketBytes {
		return wrong(p.id, "a bucket that is cut")
	}
	if root := le.Uint64(value); root != 0 {
		return w.tree(root, bucket, depth+1, bounds{})
	}
	inside, ok := decodePage(value[bucketBytes:])
	if !ok || inside.flags != leafPage {
		return wrong(p.id, "a bucket that is cut")
	}
	return w.leaves(inside, bucket, depth+1, bounds{})
}

// free goes through the list of free pages: with the used ones they are all there are.
func (w *walker) free() error {
	id := w.meta.freelist
	if id == noFreelist {
		return nil
	}
	p, bytes, err := w.claim(id)
	if err != nil {
		return err
	}
	at := int64(id*w.meta.pageBytes) + pageHeaderBytes
	list := bufio.NewReaderSize(io.NewSectionReader(w.file, at, int64(bytes)-pageHeaderBytes), 1<<16)
	count, room := uint64(p.count), bytes/8-pageHeaderBytes/8
	if p.count == 0xFFFF {
		if count, err = nextID(list); err != nil {
			return unreadable(id, err)
		}
		room--
	}
	if p.flags != freelistPage || count > room {
		return wrong(id, "no whole list of free pages")
	}
	for i := uint64(0); i < count; i++ {
		one, err := nextID(list)
		if err != nil {
			return unreadable(id, err)
		}
		if !w.use(one) {
			return wrong(id, "page %d free twice, used, or beyond the end", one)
		}
	}
	for one := uint64(0); one < w.meta.pages; one++ {
		if w.seen[one/64]&(1<<(one%64)) == 0 {
			return wrong(one, "it neither used nor free")
		}
	}
	return nil
}

func nextID(list io.Reader) (uint64, error) {
	var id [8]byte
	_, err := io.ReadFull(list, id[:])
	return le.Uint64(id[:]), err
}
