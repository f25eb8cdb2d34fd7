package store

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// backUpUntilKilled makes one backup after the other, or restores the newest one
// over and over.
func backUpUntilKilled(dir string, restore bool) {
	s, err := Open(context.Background(), dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the child cannot open the store:", err)
		os.Exit(1)
	}
	say("open")
	for {
		if restore {
			var list []Backup
			if list, err = Backups(dir); err == nil {
				_, err = s.Restore(context.Background(), list[0].Name, nil)
			}
		} else {
			_, err = s.Backup(context.Background(), nil)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "the child:", err)
			os.Exit(1)
		}
	}
}

// A process that backs up or restores is killed at any moment: the store has all
// that it had, and every backup that is listed is whole.
func TestKilledAtBackups(t *testing.T) {
	t.Parallel()
	for _, what := range []string{"backup", "restore"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := open(t, dir)
			keep(t, s, letters(0, 60, "words"))
			want := kept(t, s)
			backup(t, s)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			random := rand.New(rand.NewPCG(7, 7))
			for range 15 {
				cmd := child(t, what, dir)
				out, err := cmd.StdoutPipe()
				if err != nil {
					t.Fatal(err)
				}
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				_, _ = bufio.NewReader(out).ReadString('\n')
				time.Sleep(time.Duration(random.IntN(400)) * time.Millisecond)
				_ = cmd.Process.Kill()
				_ = cmd.Wait()
				if cmd.ProcessState.Exited() {
					t.Fatal("the child ended by itself")
				}
				wholeAfter(t, dir, want)
			}
		})
	}
}

func wholeAfter(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	for _, b := range backups(t, dir) {
		if err := CheckBackup(t.Context(), dir, b.Name, nil); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, dir)
	if !maps.Equal(kept(t, s), want) {
		t.Fatal("the store is another one")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, asideDir, "*", nextDir))
	if err != nil || len(left) > 0 {
		t.Fatalf("half a restore was left: %v %v", left, err)
	}
}
