package main

import (
	"path/filepath"
	"sync"
	"testing"
)

// TestStatisticsAreThereWhileFilesAreReplaced counts while one compaction after the other closes the
// file that is counted.
func TestStatisticsAreThereWhileFilesAreReplaced(t *testing.T) {
	handle := ours(t, filepath.Join(t.TempDir(), "test.db"))
	var counting sync.WaitGroup
	done := make(chan struct{})
	for range 16 {
		counting.Add(1)
		go func() {
			defer counting.Done()
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := statistics(handle, &call{frame: make([]byte, 1<<14)}); err != nil {
					t.Errorf("want numbers, found %v", err)
					return
				}
			}
		}()
	}
	for range 40 {
		if err := compact(handle); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	counting.Wait()
	if err := closeStore(handle); err != nil {
		t.Fatal(err)
	}
}
