package main

import (
	"encoding/binary"
	"fmt"
	"runtime/debug"
)

// A frame is the memory of the caller in which a request comes and its answer goes, little-endian:
//
//	 0  u32  code of the answer
//	 4  u32  flags of the answer
//	 8  u64  bytes of the body
//	16  i64  a number of the answer: a handle, a counter, the bytes wanted
//	24       body: the request, then the answer, or the text of a failure
const headerBytes = 24

// flagFound marks a value that is there, flagDone a scan that gave its last entry.
const (
	flagFound = 1
	flagDone  = 2
)

var le = binary.LittleEndian

// call is one request and what is answered to it.
type call struct {
	frame  []byte
	in     decoder
	flags  uint32
	number int64
	out    int
}

// body is where the answer goes; what was not read of the request is overwritten.
func (c *call) body() []byte { return c.frame[headerBytes:] }

// guard does work and writes down what came of it. Nothing that happens in work gets past it: panics
// become failures, and so do pages that the medium cannot give (mapped memory then faults).
func guard(frame []byte, work func(*call) error) (result code) {
	if len(frame) < headerBytes {
		return malformed
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			result = refuse(frame, &failure{code: fault, text: fmt.Sprintf("panic: %v", cause)})
		}
	}()
	length := le.Uint64(frame[8:])
	if length > uint64(len(frame)-headerBytes) {
		return refuse(frame, &failure{
			code: malformed,
			text: fmt.Sprintf("body: want at most %d bytes, found %d", len(frame)-headerBytes, length),
		})
	}
	c := &call{frame: frame, in: decoder{rest: frame[headerBytes : headerBytes+int(length)]}}
	if err := work(c); err != nil {
		return refuse(frame, asFailure(err))
	}
	le.PutUint32(frame, uint32(fine))
	le.PutUint32(frame[4:], c.flags)
	le.PutUint64(frame[8:], uint64(c.out))
	le.PutUint64(frame[16:], uint64(c.number))
	return fine
}

func refuse(frame []byte, f *failure) code {
	n := copy(frame[headerBytes:], f.text)
	le.PutUint32(frame, uint32(f.code))
	le.PutUint32(frame[4:], 0)
	le.PutUint64(frame[8:], uint64(n))
	le.PutUint64(frame[16:], uint64(f.number))
	return f.code
}

// decoder takes fields off a request. After the first one that is not whole it gives nothing more,
// and end says so.
type decoder struct {
	rest  []byte
	short bool
}

func (d *decoder) take(n uint64) []byte {
	if d.short || n > uint64(len(d.rest)) {
		d.short = true
		return nil
	}
	taken := d.rest[:n:n]
	d.rest = d.rest[n:]
	return taken
}

func (d *decoder) u8() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) u32() uint32 {
	if b := d.take(4); b != nil {
		return le.Uint32(b)
	}
	return 0
}

func (d *decoder) u64() uint64 {
	if b := d.take(8); b != nil {
		return le.Uint64(b)
	}
	return 0
}

// bytes takes a length and as many bytes. They belong to the frame.
func (d *decoder) bytes() []byte { return d.take(uint64(d.u32())) }

func (d *decoder) text() string { return string(d.bytes()) }

// texts takes a number and as many texts.
func (d *decoder) texts() []string {
	var all []string
	for n := d.u32(); n > 0 && !d.short; n-- {
		all = append(all, d.text())
	}
	return all
}

// end asserts that every field was whole and nothing is left.
func (d *decoder) end() error {
	if d.short {
		return failuref(malformed, "request: found a field that ends beyond it")
	}
	if len(d.rest) > 0 {
		return failuref(malformed, "request: found %d bytes too many", len(d.rest))
	}
	return nil
}
