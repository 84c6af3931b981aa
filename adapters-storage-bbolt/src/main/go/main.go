// Package main is the C face of bbolt for one caller, the Java module beside it. Every export takes
// a handle and a frame (see frame.go) and returns a code (see failure.go). Handles are numbers in a
// table: no pointer of Go's ever leaves, and no number that was made up reaches memory.
package main

/*
#include <stdint.h>
*/
import "C"
import "unsafe"

func main() {}

// frameMax is more than any frame that Java makes.
const frameMax = 1 << 31

func answer(frame unsafe.Pointer, capacity C.int64_t, work func(*call) error) C.int32_t {
	if frame == nil || capacity < headerBytes || capacity > frameMax {
		return C.int32_t(malformed)
	}
	return C.int32_t(guard(unsafe.Slice((*byte)(frame), int(capacity)), work))
}

//export dtvnCreate
func dtvnCreate(_ C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, create)
}

//export dtvnOpen
func dtvnOpen(_ C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, openOwn)
}

//export dtvnOpenForeign
func dtvnOpenForeign(_ C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, openForeign)
}

//export dtvnClose
func dtvnClose(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(*call) error { return closeStore(int64(handle)) })
}

//export dtvnWrite
func dtvnWrite(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(c *call) error { return write(int64(handle), c) })
}

//export dtvnRead
func dtvnRead(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(c *call) error { return read(int64(handle), c) })
}

//export dtvnSnapshot
func dtvnSnapshot(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(c *call) error { return beginSnapshot(int64(handle), c) })
}

//export dtvnSnapshotEnd
func dtvnSnapshotEnd(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(*call) error { return endSnapshot(int64(handle)) })
}

//export dtvnScan
func dtvnScan(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(c *call) error { return beginScan(int64(handle), c) })
}

//export dtvnScanPage
func dtvnScanPage(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(c *call) error { return nextPage(int64(handle), c) })
}

//export dtvnScanEnd
func dtvnScanEnd(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(*call) error { return endScan(int64(handle)) })
}

//export dtvnCompact
func dtvnCompact(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(*call) error { return compact(int64(handle)) })
}

//export dtvnCheck
func dtvnCheck(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(*call) error { return check(int64(handle)) })
}

//export dtvnStatistics
func dtvnStatistics(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(c *call) error { return statistics(int64(handle), c) })
}

//export dtvnBuckets
func dtvnBuckets(handle C.int64_t, frame unsafe.Pointer, capacity C.int64_t) C.int32_t {
	return answer(frame, capacity, func(c *call) error { return buckets(int64(handle), c) })
}
