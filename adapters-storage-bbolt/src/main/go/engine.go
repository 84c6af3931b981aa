package main

import (
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

// engine is one open file of bbolt's and those who read it. bbolt maps a file that outgrows its
// mapping anew, and waits with that until nobody reads: a thread that writes while it keeps a
// snapshot would wait for itself. So far more is mapped than the file is long (it costs addresses,
// no memory), and what might still need a new mapping is written only while nobody reads.
type engine struct {
	db     *bolt.DB
	file   *os.File
	mapped uint64
	open   *atomic.Int64 // views of the store, of this engine and others

	gate sync.RWMutex // closed while the file may be mapped anew

	mu      sync.Mutex
	readers int
	retired bool
	dead    bool // a root could not be read, and bbolt keeps locks that nobody gives back
}

const (
	allocBytes   = 4 << 20 // how the file grows
	mapBytesMin  = 1 << 30
	readersLeave = 3 * time.Second
)

// view is a read transaction. bbolt's are used by one goroutine at a time.
type view struct {
	mu     sync.Mutex
	engine *engine
	tx     *bolt.Tx // nil once ended
}

func (e *engine) begin() (*view, error) {
	e.gate.RLock()
	defer e.gate.RUnlock()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.dead {
		return nil, failuref(fault, "found before that its root cannot be read")
	}
	e.dead = true // stays so if what follows panics
	tx, err := e.db.Begin(false)
	e.dead = false
	if err != nil {
		return nil, err
	}
	e.readers++
	e.open.Add(1)
	return &view{engine: e, tx: tx}, nil
}

// end may be called twice.
func (v *view) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tx == nil {
		return
	}
	e, tx := v.engine, v.tx
	v.tx = nil
	e.mu.Lock()
	defer e.mu.Unlock()
	_ = tx.Rollback()
	e.readers--
	e.open.Add(-1)
	_ = e.closeUnused()
}

// retire closes the file when the last reader has gone.
func (e *engine) retire() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.retired = true
	return e.closeUnused()
}

func (e *engine) closeUnused() error {
	if !e.retired || e.readers > 0 {
		return nil
	}
	if e.dead {
		return e.leave()
	}
	return e.db.Close()
}

// leave gives the lock of the file back without waiting for transactions that a panic left open.
func (e *engine) leave() error { return syscall.Flock(int(e.file.Fd()), syscall.LOCK_UN) }

// hasNoReaders waits a little for those that are about to go.
func (e *engine) hasNoReaders() bool {
	for deadline := time.Now().Add(readersLeave); ; time.Sleep(time.Millisecond) {
		e.mu.Lock()
		readers := e.readers
		e.mu.Unlock()
		if readers == 0 {
			return true
		}
		if time.Now().After(deadline) {
			return false
		}
	}
}

// reserve makes sure that a transaction that brings so many bytes and changes waits for no reader.
// What it may write at most: all there is, what is new, and a path of the tree for every change.
func (e *engine) reserve(bytes, changes int) (release func(), err error) {
	info, err := e.file.Stat()
	if err != nil {
		return nil, err
	}
	size := uint64(info.Size())
	page := uint64(e.db.Info().PageSize)
	if 2*size+2*uint64(bytes)+16*page*uint64(changes)+allocBytes < e.mapped {
		return func() {}, nil
	}
	e.gate.Lock()
	if !e.hasNoReaders() {
		e.gate.Unlock()
		return nil, failuref(crowded, "%d bytes mapped are too few while snapshots or scans are open", e.mapped)
	}
	return e.gate.Unlock, nil
}

// opener opens a file for bbolt, locked and looked through.
type opener func(path string, flag int, mode os.FileMode) (*os.File, error)

// startEngine opens a file with as much of what is asked for mapped as the system gives.
func (s *store) startEngine(path string, openFile opener) (*engine, error) {
	e := &engine{open: &s.open}
	options := &bolt.Options{
		FreelistType:    bolt.FreelistMapType,
		PreLoadFreelist: true,
		Timeout:         time.Millisecond, // openFile has locked it
		OpenFile: func(path string, flag int, mode os.FileMode) (*os.File, error) {
			file, err := openFile(path, flag, mode)
			e.file = file
			return file, err
		},
	}
	for wanted := s.mapBytes; ; wanted /= 4 {
		options.InitialMmapSize = int(wanted)
		db, err := bolt.Open(path, 0o600, options)
		if err == nil {
			db.AllocSize = allocBytes
			e.db, e.mapped = db, wanted
			return e, nil
		}
		if err != syscall.ENOMEM || wanted <= mapBytesMin {
			return nil, err
		}
	}
}
