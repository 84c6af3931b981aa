package main

import (
	"os"
	"syscall"
	"time"
)

// locked opens a file and locks it; bbolt, which is given it, then finds its lock taken by itself.
func locked(path string, flag, lock int, waitMillis uint32) (*os.File, error) {
	file, err := os.OpenFile(path, flag|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	deadline := time.Now().Add(time.Duration(waitMillis) * time.Millisecond)
	for {
		err = syscall.Flock(int(file.Fd()), lock|syscall.LOCK_NB)
		if err == nil {
			return file, sameFile(file, path)
		}
		if err != syscall.EWOULDBLOCK && err != syscall.EINTR {
			break
		}
		if time.Now().After(deadline) {
			err = failuref(held, "held by another user")
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	_ = file.Close()
	return nil, err
}

// sameFile asserts that path still names the file that was locked: a compaction of its user may have
// put a new one in its place just before.
func sameFile(file *os.File, path string) error {
	mine, err := file.Stat()
	if err != nil {
		return err
	}
	named, err := os.Stat(path)
	if err == nil && os.SameFile(mine, named) {
		return nil
	}
	_ = file.Close()
	return failuref(held, "replaced by another user")
}
