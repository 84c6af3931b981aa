package main

import (
	"strings"
	"testing"
)

func textOf(frame []byte) string {
	return string(frame[headerBytes : headerBytes+int(le.Uint64(frame[8:]))])
}

func TestAPanicBecomesAFailureWithItsText(t *testing.T) {
	frame := make([]byte, 256)
	if c := guard(frame, func(*call) error { panic("the sky falls") }); c != fault {
		t.Fatalf("code: want %d, found %d", fault, c)
	}
	if code(le.Uint32(frame)) != fault || textOf(frame) != "panic: the sky falls" {
		t.Fatalf("frame: found %q", textOf(frame))
	}
}

func TestATextIsCutToTheFrame(t *testing.T) {
	frame := make([]byte, headerBytes+5)
	guard(frame, func(*call) error { panic(strings.Repeat("x", 1000)) })
	if textOf(frame) != "panic" {
		t.Fatalf("frame: found %q", textOf(frame))
	}
}

func TestALengthBeyondTheFrameIsRefused(t *testing.T) {
	frame := make([]byte, 64)
	for _, length := range []uint64{41, 1 << 31, 1 << 63, ^uint64(0)} {
		le.PutUint64(frame[8:], length)
		c := guard(frame, func(*call) error { t.Fatal("must not be asked"); return nil })
		if c != malformed {
			t.Fatalf("length %d: want %d, found %d", length, malformed, c)
		}
	}
}

func TestABatchWithLengthsThatLieIsRefused(t *testing.T) {
	for _, body := range [][]byte{
		{opPut},
		{opPut, 1, 0, 0, 0, 0, 0, 0, 0},
		{opPut, 255, 255, 255, 255, 255, 255, 255, 255, 'k'},
		{0, 0, 0, 0, 0, 0, 0, 0, 0},
		{5, 0, 0, 0, 0, 0, 0, 0, 0},
	} {
		_, err := decodeOps(&decoder{rest: body})
		if err == nil || asFailure(err).code != malformed {
			t.Errorf("%v: want it refused, found %v", body, err)
		}
	}
}

func TestAHandleServesItsKindAloneAndEndsOnce(t *testing.T) {
	handle := keep(&scan{view: &view{}})
	if _, err := find[*store](handle); err == nil {
		t.Fatal("a scan was taken for a store")
	}
	if err := endScan(handle); err != nil {
		t.Fatal(err)
	}
	if err := endScan(handle); err == nil {
		t.Fatal("it ended twice")
	}
}
