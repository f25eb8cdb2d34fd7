package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"galley/internal/fault"
	"galley/internal/store"
)

// full types onto a disk of 60 MB until it is full, in a process of its own, and
// looks whether everything that was acknowledged is there. Where nothing can be
// mounted, not even by a user in a namespace of his own, it says so.
func full(ctx context.Context, _ options, dir string) ([]row, error) {
	began := time.Now()
	r := row{what: "a disk of 60 MB is filled", promised: "no crash; all that was acknowledged is there"}
	script := fmt.Sprintf(`mount -t tmpfs -o size=60m tmpfs "$1" && "$2" %[1]s fill "$1/data" && rm "$1/ballast" && "$2" %[1]s refill "$1/data"`, actorCommand)
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

// filling saves numbers until the disk is full, and closes.
func filling(ctx context.Context, dir string) error {
	s, err := store.OpenWith(ctx, dir, self())
	if err != nil {
		return err
	}
	saved := 0
	for ; ; saved++ {
		if err := s.Keep(numbered(saved + 1)); err != nil {
			if fault.Of(err).Code != fault.Full {
				return err
			}
			break
		}
	}
	if err := os.WriteFile(dir+"-saved", []byte(strconv.Itoa(saved)), 0o600); err != nil { // in what is kept free
		return err
	}
	ballast := filepath.Join(filepath.Dir(dir), "ballast") // somebody else takes what was left
	_ = exec.CommandContext(ctx, "dd", "if=/dev/zero", "of="+ballast, "bs=1M").Run()
	if err := s.Keep(numbered(saved + 1)); fault.Of(err) == nil || fault.Of(err).Code != fault.Full {
		return fmt.Errorf("on a full disk: %w", err)
	}
	if err := holds(s, saved); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return fmt.Errorf("closing on a full disk: %w", err)
	}
	fmt.Printf("%d saves, then refused in words; ", saved)
	return nil
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
	if err := s.Keep(numbered(saved + 1)); err != nil {
		return fmt.Errorf("saving when there is room again: %w", err)
	}
	return s.Close()
}

func holds(s *store.Store, saved int) error {
	w, err := s.Item("numbers", "n")
	if err == nil && lastNumber(w.Copy) != saved {
		err = errors.New("it is another one")
	}
	if err != nil {
		return fmt.Errorf("save %d: %w", saved, err)
	}
	return nil
}
