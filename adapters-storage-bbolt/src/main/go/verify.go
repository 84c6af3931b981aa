package main

import (
	"os"
	"sort"
	"strings"
)

// content is what a whole file was found to hold.
type content struct {
	identity uint64
	commits  uint64
	names    []string // sorted, without the witness
}

// verify reads a whole file of ours below one meta: its pages, the checksum of every entry, and that
// there are as many entries, with the same sum, as the file itself says.
func verify(file *os.File, m meta) (content, error) {
	info, err := file.Stat()
	if err != nil {
		return content{}, err
	}
	sums := map[string]*sum{}
	witness := map[string][]byte{}
	var current *sum
	currentName := ""
	w, err := walk(file, info.Size(), m, false, func(bucket string, key, stored []byte) error {
		if _, ok := opened(key, stored); !ok {
			return failuref(damaged, "found an entry of bucket '%s' that is not what was stored", bucket)
		}
		if bucket == witnessName {
			witness[string(key)] = append([]byte(nil), stored...)
			return nil
		}
		if current == nil || bucket != currentName {
			current, currentName = &sum{}, bucket
			sums[bucket] = current
		}
		current.add(key, stored)
		return nil
	})
	if err != nil {
		return content{}, err
	}
	return testified(w.names, sums, witness)
}

// testified compares what was found with what the witness says.
func testified(names []string, sums map[string]*sum, witness map[string][]byte) (content, error) {
	found := content{}
	isOurs := false
	for _, name := range names {
		if name == witnessName {
			isOurs = true
		} else {
			found.names = append(found.names, name)
		}
	}
	if !isOurs {
		return found, failuref(damaged, "found no bucket '%s', as other programs leave their files (tickets of"+
			" a predecessor are taken over by dtvn storage import-predecessor)", witnessName)
	}
	var err error
	if found.commits, err = decodeCommits(witness[string(commitsKey)]); err != nil {
		return found, err
	}
	if found.identity, err = decodeIdentity(witness[string(identityKey)]); err != nil {
		return found, err
	}
	for _, name := range found.names {
		wanted, err := decodeSum(name, witness[string(sumKey(name))])
		if err != nil {
			return found, err
		}
		has := sum{}
		if s := sums[name]; s != nil {
			has = *s
		}
		if has != wanted {
			return found, failuref(damaged, "found %d entries in bucket '%s', not the %d that were stored",
				has.count, name, wanted.count)
		}
	}
	if len(witness) != len(found.names)+2 {
		return found, failuref(damaged, "found %d buckets of %d", len(found.names), len(witness)-2)
	}
	sort.Strings(found.names)
	return found, nil
}

// shown is a list of names as Java shows it.
func shown(names []string) string {
	return "[" + strings.ToValidUTF8(strings.Join(names, ", "), "?") + "]"
}
