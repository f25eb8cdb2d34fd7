package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"galley/internal/issue"
)

// child is this program as another Galley.
func child(t *testing.T, what, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), "GALLEY_STORE_TEST="+what, "GALLEY_STORE_TEST_DIR="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// numbered is a save that says its number in three records, small and large, and
// in a revision.
func numbered(n int) issue.Batch {
	text := fmt.Sprintf("%d\n", n)
	r := issue.Revision{Issue: "i1", Item: "aaaa", ID: fmt.Sprintf("r%d", n), Copy: text}
	return issue.Batch{
		Issues: []issue.KeptIssue{{ID: "i1", Publication: "weekly", Words: n}},
		Items: []issue.Working{
			{Issue: "i1", ID: "aaaa", Copy: text + strings.Repeat("words ", 3000)},
			{Issue: "i1", ID: "bbbb", Copy: text + strings.Repeat("words ", 6000+n%3000)},
		},
		Revisions: []issue.Revision{r},
	}
}

// say is how a child speaks to its test.
func say(words ...any) { _, _ = fmt.Fprintln(os.Stdout, words...) }

// saveUntilKilled goes on from the number that is there, and says each that is
// kept.
func saveUntilKilled(dir string) {
	s, err := Open(context.Background(), dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the child cannot open the store:", err)
		os.Exit(1)
	}
	k, _ := s.Issue("i1") // zero at first
	for n := k.Words + 1; ; n++ {
		if err := s.Keep(numbered(n)); err != nil {
			fmt.Fprintln(os.Stderr, "the child cannot save:", err)
			os.Exit(1)
		}
		say(n)
	}
}

// A process that saves is killed at any moment, while it opens too. All that it
// acknowledged is there, whole, and the store opens by itself.
func TestKilled(t *testing.T) {
	t.Parallel()
	for lane := range 2 {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			random := rand.New(rand.NewPCG(uint64(lane), 7))
			saves, rounds := 0, 30
			var slowest time.Duration
			for range rounds {
				last, count := killAfter(t, dir, time.Duration(random.IntN(250))*time.Millisecond)
				saves += count
				began := time.Now()
				s := open(t, dir)
				slowest = max(slowest, time.Since(began))
				wholeAtLeast(t, s, last)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			t.Logf("%d saves were acknowledged in %d rounds; the slowest opening took %v", saves, rounds, slowest)
			if saves < rounds {
				t.Errorf("only %d saves in %d rounds: nothing was tried", saves, rounds)
			}
		})
	}
}

// killAfter lets a child save for a while. It gives the last number that the
// child said, 0 for none, and how many it said.
func killAfter(t *testing.T, dir string, after time.Duration) (last, count int) {
	t.Helper()
	cmd := child(t, "save", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer killer.Stop()
	for lines := bufio.NewScanner(out); lines.Scan(); count++ {
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Fatalf("the child said %q", lines.Text())
		}
	}
	err = cmd.Wait()
	if cmd.ProcessState.Exited() {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return last, count
}

func wholeAtLeast(t *testing.T, s *Store, last int) {
	t.Helper()
	k, err := s.Issue("i1")
	if last == 0 && err != nil {
		return // killed before it said anything
	}
	if err != nil || k.Words < last {
		t.Fatalf("%d was acknowledged, and %d is there: %v", last, k.Words, err)
	}
	items, err := s.Items("i1")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range numbered(k.Words).Items {
		if got := items[want.ID]; got.Copy != want.Copy {
			t.Fatalf("item %s is %.10q of %d bytes, not save %d", want.ID, got.Copy, len(got.Copy), k.Words)
		}
	}
	if revisions, err := s.Revisions("i1", "aaaa"); err != nil || len(revisions) != k.Words {
		t.Fatalf("%d revisions of %d saves: %v", len(revisions), k.Words, err)
	}
}
