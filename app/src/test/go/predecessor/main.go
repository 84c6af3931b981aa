// Makes a database as the predecessor left it, with the library that it used: src/test/resources
// has what this wrote. Usage: go run . FILE.db
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/boltdb/bolt"
)

// The fields and their names are the predecessor's.
type ticket struct {
	ID          string            `json:"id"`
	State       string            `json:"state"`
	Data        []byte            `json:"data"`
	ValidatorID string            `json:"validator_id"`
	Timestamp   int64             `json:"timestamp"`
	VectorClock map[string]uint64 `json:"vector_clock"`
	Metadata    map[string]string `json:"metadata"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run . FILE.db")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(path string) error {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Update(func(tx *bolt.Tx) error {
		for _, name := range []string{"tickets", "consensus", "checkpoints", "metadata"} {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		for _, t := range tickets() {
			value, err := json.Marshal(t)
			if err != nil {
				return err
			}
			if err := tx.Bucket([]byte("tickets")).Put([]byte(t.ID), value); err != nil {
				return err
			}
		}
		if err := tx.Bucket([]byte("tickets")).Put([]byte("GARBLED"), []byte("{")); err != nil {
			return err
		}
		return tx.Bucket([]byte("metadata")).Put([]byte("version"), []byte("1"))
	})
}

// Four states by turns; every tenth ticket has data.
func tickets() []ticket {
	states := []string{"ISSUED", "VALIDATED", "CONSUMED", "DISPUTED"}
	var all []ticket
	for i := 0; i < 200; i++ {
		t := ticket{
			ID:          fmt.Sprintf("OLD-%03d", i),
			State:       states[i%len(states)],
			ValidatorID: "node0",
			Timestamp:   1700000000,
			Metadata:    map[string]string{"source": "seed"},
		}
		if i%10 == 0 {
			t.Data = []byte(fmt.Sprintf("seat %d", i))
		}
		all = append(all, t)
	}
	return append(all, ticket{ID: "ODD", State: "LOST"})
}
