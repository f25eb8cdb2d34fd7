package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/store"
)

// full types onto a disk of 60 MB until it is full, in a process of its own, and
// looks whether everything that was acknowledged is there. Where nothing can be
// mounted, not even by a user in a namespace of his own, it says so.
func full(ctx context.Context, _ options, dir string) ([]row, error) {
	began := time.Now()
	r := row{what: "a disk of 60 MB is filled", promised: "no crash; all that was acknowledged is there"}
	script := fmt.Sprintf(`mount -t tmpfs -o size=60m tmpfs "$1" && "$2" %[1]s fill "$1/data" && rm "$1/ballast" && mount -o remount,size=120m "$1" && "$2" %[1]s refill "$1/data"`, actorCommand)
	args := []string{"sh", "-c", script, "sh", dir, self()[0]}
	for _, way := range [][]string{{"unshare", "-m"}, {"unshare", "-Urm"}} {
		if exec.CommandContext(ctx, way[0], append(way[1:len(way):len(way)], "sh", "-c", `mount -t tmpfs -o size=60m tmpfs "$1"`, "sh", dir)...).Run() != nil {
			continue
		}
		cmd := exec.CommandContext(ctx, way[0], append(way[1:len(way):len(way)], args...)...)
		cmd.Stderr = os.Stderr
		text, err := cmd.Output()
		if r.found = string(text); err != nil {
			r.failed = append(r.failed, err.Error())
		}
		r.took = time.Since(began)
		return []row{r}, nil
	}
	r.found = "not tried: nothing can be mounted here"
	return []row{r}, nil
}

// enough is more saves than fit, whatever the database makes of them.
const enough = 100_000

// filling saves drafts until the disk is full, and closes.
func filling(ctx context.Context, dir string) error {
	s, err := store.OpenWith(ctx, dir, self())
	if err != nil {
		return err
	}
	saved := 0
	for ; ; saved++ {
		if saved == enough {
			return fmt.Errorf("%d drafts of 12 KB fit: this is no disk of 60 MB", saved)
		}
		if err := s.Keep(drafted(saved + 1)); err != nil {
			if fault.Of(err).Code != fault.Full {
				return err
			}
			break
		}
	}
	if err := os.WriteFile(dir+"-saved", []byte(strconv.Itoa(saved)), 0o600); err != nil { // in what is kept free
		return err
	}
	if err := settled(ctx, dir); err != nil {
		return err
	}
	ballast := filepath.Join(filepath.Dir(dir), "ballast") // somebody else takes what was left
	_ = exec.CommandContext(ctx, "dd", "if=/dev/zero", "of="+ballast, "bs=1M").Run()
	if err := s.Keep(drafted(saved + 1)); fault.Of(err) == nil || fault.Of(err).Code != fault.Full {
		return fmt.Errorf("on a full disk: %w", err)
	}
	if err := holds(s, saved); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return fmt.Errorf("closing on a full disk: %w", err)
	}
	fmt.Printf("%d drafts, then refused in words; ", saved)
	return nil
}

// settled waits until the database has nothing more to write behind its saves. It
// writes tables into maps of files, and whoever takes the last room from it in the
// middle of that ends the process: no check before a save can see that coming, and
// what was saved is in the log then.
func settled(ctx context.Context, dir string) error {
	for was, since := int64(-1), time.Now(); time.Since(since) < time.Second; {
		now, err := used(dir)
		if err != nil {
			return err
		}
		if now != was {
			was, since = now, time.Now()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

// used gives the sum of the sizes of a folder's files, in bytes.
func used(dir string) (sum int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if info, err := e.Info(); err == nil && !e.IsDir() { // one that was just deleted has none
			sum += info.Size()
		}
		return nil
	})
	return sum, err
}

// refilling opens the store when there is room again, and goes on.
func refilling(ctx context.Context, dir string) error {
	text, err := os.ReadFile(dir + "-saved")
	if err != nil {
		return err
	}
	saved, err := strconv.Atoi(string(text))
	if err != nil {
		return err
	}
	s, err := store.OpenWith(ctx, dir, self())
	if err != nil {
		return fmt.Errorf("opening when there is room again: %w", err)
	}
	if s.Mended != nil {
		return fmt.Errorf("it was thought damaged: %s", s.Mended.Why)
	}
	if err := holds(s, saved); err != nil {
		return err
	}
	fmt.Print("all there")
	if err := s.Keep(drafted(saved + 1)); err != nil {
		return fmt.Errorf("saving when there is room again: %w", err)
	}
	return s.Close()
}

// drafted is the n-th draft, in words that no packing makes smaller: with the same
// record again and again the database would find room for ever.
func drafted(n int) issue.Batch {
	return issue.Batch{
		Publications: []issue.KeptPublication{{ID: "weekly"}},
		Issues:       []issue.KeptIssue{{ID: "drafts", Publication: "weekly"}},
		Items:        []issue.Working{{Issue: "drafts", ID: fmt.Sprint(n), Kind: issue.KindNote, Copy: noise(n, 12<<10)}},
	}
}

// noise gives letters that are always the same for a seed.
func noise(seed, length int) string {
	random := rand.New(rand.NewPCG(uint64(seed), 3))
	text := make([]byte, length)
	for i := range text {
		text[i] = byte('a' + random.IntN(26))
	}
	return string(text)
}

// holds says which of the drafts is not there as it was saved.
func holds(s *store.Store, saved int) error {
	for n := 1; n <= saved; n++ {
		w, err := s.Item("drafts", strconv.Itoa(n))
		if err == nil && w.Copy != noise(n, 12<<10) {
			err = errors.New("it is another one")
		}
		if err != nil {
			return fmt.Errorf("draft %d of %d: %w", n, saved, err)
		}
	}
	return nil
}
