package main

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// code says what came of a call. Java knows the same numbers.
type code uint32

const (
	fine         code = iota
	failed            // the medium or the system failed
	damaged           // what is stored is not what was stored
	held              // another user has the file
	malformed         // the caller broke the rules of the frame
	tooSmall          // the frame; the number says how many bytes are wanted
	otherBuckets      // than were asked for; the text names those of the file
	noBolt            // the file is none of bbolt's
	unchanged         // the work was given up and nothing came of it
	fault             // a panic or a page that cannot be read
	crowded           // the file must be mapped anew and readers are in the way
)

// failure is an error with a code.
type failure struct {
	code   code
	text   string
	number int64
}

func (f *failure) Error() string { return f.text }

func failuref(c code, format string, args ...any) error {
	return &failure{code: c, text: fmt.Sprintf(format, args...)}
}

// needs says that a frame of at least n bytes is wanted.
func needs(n int) error {
	return &failure{code: tooSmall, text: "frame too small", number: int64(n)}
}

// asFailure finds the code of any error.
func asFailure(err error) *failure {
	var f *failure
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, berrors.ErrTimeout):
		return &failure{code: held, text: "held by another user"}
	case isNoBolt(err):
		return &failure{code: noBolt, text: err.Error()}
	default:
		return &failure{code: failed, text: err.Error()}
	}
}

func isNoBolt(err error) bool {
	return errors.Is(err, bolt.ErrInvalid) || errors.Is(err, bolt.ErrVersionMismatch) ||
		errors.Is(err, bolt.ErrChecksum)
}

// isUnlinkable says whether err means that hard links cannot be had here.
func isUnlinkable(err error) bool {
	return errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOTSUP) ||
		errors.Is(err, syscall.ENOSYS) || errors.Is(err, os.ErrPermission)
}
