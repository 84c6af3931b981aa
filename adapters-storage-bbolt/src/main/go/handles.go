package main

import "sync"

// table holds what the caller knows by number. Numbers are never used again.
var table = struct {
	sync.Mutex
	next int64
	held map[int64]any
}{held: map[int64]any{}}

func keep(thing any) int64 {
	table.Lock()
	defer table.Unlock()
	table.next++
	table.held[table.next] = thing
	return table.next
}

// find gives the thing of that number and kind.
func find[T any](handle int64) (T, error) {
	table.Lock()
	defer table.Unlock()
	return typed[T](handle)
}

// forget gives it and takes it out, so that it is ended once.
func forget[T any](handle int64) (T, error) {
	table.Lock()
	defer table.Unlock()
	thing, err := typed[T](handle)
	if err == nil {
		delete(table.held, handle)
	}
	return thing, err
}

func typed[T any](handle int64) (T, error) {
	thing, ok := table.held[handle].(T)
	if !ok {
		return thing, failuref(malformed, "handle %d: found nothing of that kind under it", handle)
	}
	return thing, nil
}
