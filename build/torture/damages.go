package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"galley/internal/issue"
	"galley/internal/store"
)

const damagedItems = 40

// damages damages each kind of a database's files in each way, in a store that
// was closed and in one that was killed, and opens it as the window does.
func damages(ctx context.Context, o options, dir string) ([]row, error) {
	began := time.Now()
	r := row{promised: "all of it, or a message and ≤ 5 min lost; 0 silent; kept aside"}
	var n, whole, older, mended int
	for _, killed := range []bool{false, true} {
		base := filepath.Join(dir, fmt.Sprint("killed-", killed))
		if err := lived(ctx, base, killed); err != nil {
			return nil, err
		}
		for i, kind := range []string{"MANIFEST", "KEYREGISTRY", "*.sst", "*.vlog", "*.mem"} {
			for j, how := range []string{"flip", "halve", "zero", "delete", "garbage"} {
				if o.short && (i+j)%3 != 0 {
					continue
				}
				at := filepath.Join(dir, "damaged")
				isThere, err := damage(base, at, kind, how, uint64(n))
				if err != nil {
					return nil, err
				}
				if !isThere { // a store that was closed has no log in memory
					continue
				}
				n++
				found, err := reopened(ctx, at)
				what := fmt.Sprintf("%s of %s, killed: %v", how, kind, killed)
				switch {
				case err != nil:
					r.failed = append(r.failed, what+": "+err.Error())
				case found.oldest == 6:
					whole++
				default:
					older++
				}
				if found.mended {
					mended++
				}
				if err := os.RemoveAll(at); err != nil {
					return nil, err
				}
			}
		}
	}
	r.what = fmt.Sprintf("%d × a file is damaged, in five ways", n)
	r.found = fmt.Sprintf("%d all there, %d from the backup; %d told and mended", whole, older, mended)
	r.took = time.Since(began)
	return []row{r}, nil
}

// version is a save of all items in their n-th version.
func version(n int) issue.Batch {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	b := issue.Batch{
		Publications: []issue.KeptPublication{{ID: "weekly"}},
		Issues:       []issue.KeptIssue{{ID: "i1", Publication: "weekly", Words: n}},
	}
	for i := range damagedItems {
		id := fmt.Sprintf("item%02d", i)
		text := make([]byte, 6<<10)
		for j := range text {
			text[j] = byte('a' + random.IntN(26))
		}
		b.Issues[0].Rundown = append(b.Issues[0].Rundown, id)
		b.Items = append(b.Items, issue.Working{Issue: "i1", ID: id, Copy: fmt.Sprintf("version %d %s\n", n, text)})
	}
	return b
}

// lived makes a data folder with some sessions behind it. Version 4 is in a
// backup; 5 and 6 are newer.
func lived(ctx context.Context, dir string, killed bool) error {
	at := dir
	if killed {
		at += "-alive"
	}
	for n := 1; n <= 6; n++ {
		s, err := store.OpenWith(ctx, at, self())
		if err != nil {
			return err
		}
		err = s.Keep(version(n))
		if err == nil && n == 4 {
			_, err = s.Backup(ctx, nil)
		}
		if err == nil && n == 6 && killed { // what stands on the disk now is what a kill would leave
			err = os.CopyFS(dir, os.DirFS(at))
		}
		if err := errors.Join(err, s.Close()); err != nil {
			return err
		}
	}
	return nil
}

// damage copies a data folder and damages a file of that kind in the copy.
func damage(base, at, kind, how string, seed uint64) (isThere bool, err error) {
	names, err := filepath.Glob(filepath.Join(base, "store", kind))
	if err != nil || len(names) == 0 {
		return false, err
	}
	if err := os.CopyFS(at, os.DirFS(base)); err != nil {
		return false, err
	}
	random := rand.New(rand.NewPCG(seed, 2))
	name := filepath.Join(at, "store", filepath.Base(names[random.IntN(len(names))]))
	data, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	if err := os.Remove(name); err != nil || how == "delete" {
		return true, err
	}
	switch how {
	case "flip":
		data = slices.Clone(data)
		data[random.IntN(max(1, len(bytes.TrimRight(data, "\x00"))))] ^= 1 << random.IntN(8)
	case "halve":
		data = data[:len(data)/2]
	case "zero":
		data = make([]byte, len(data))
	case "garbage":
		data = make([]byte, max(64, min(len(data), 64<<10)))
		for i := range data {
			data[i] = byte(random.Uint32())
		}
	}
	return true, os.WriteFile(name, data, 0o600)
}

// opened is what was found in a damaged store.
type opened struct {
	oldest int
	mended bool
}

// reopened opens it, and says what of the promise does not hold.
func reopened(ctx context.Context, dir string) (found opened, err error) {
	s, err := store.OpenWith(ctx, dir, self())
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	found.mended, found.oldest = s.Mended != nil, 6
	k, err := s.Issue("i1")
	if err != nil {
		return found, err
	}
	items, err := s.Items("i1")
	if err != nil || len(k.Rundown) != damagedItems {
		return found, fmt.Errorf("%d items of %d: %w", len(k.Rundown), damagedItems, err)
	}
	for i, id := range k.Rundown {
		var n int
		if _, err := fmt.Sscanf(items[id].Copy, "version %d ", &n); err != nil || strings.TrimSpace(items[id].Copy) != strings.TrimSpace(version(n).Items[i].Copy) {
			return found, fmt.Errorf("item %s is no text that was saved", id)
		}
		found.oldest = min(found.oldest, n)
	}
	switch {
	case found.oldest < 4:
		return found, fmt.Errorf("something is of version %d, and the backup has 4", found.oldest)
	case found.oldest < 6 && !found.mended:
		return found, fmt.Errorf("something is of version %d, and nothing is said", found.oldest)
	case found.mended:
		_, err = os.Stat(filepath.Join(s.Mended.Aside, "store"))
	}
	return found, err
}
