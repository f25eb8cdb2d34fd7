package desk

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/store"
)

// A child of the test types into an issue until it is killed. It says what it is
// about to type, with the time, before each key.
const (
	typistVariable = "GALLEY_TEST_TYPIST"
	kills          = 15                     // and 200 in the torture
	promised       = 500 * time.Millisecond // from a key to the disk
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(typistVariable); dir != "" {
		if err := typist(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if dir := os.Getenv(mirrorVariable); dir != "" {
		if err := mirrorTypist(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// typist types numbers into the first item of the only issue, one a few
// milliseconds after another, until somebody kills it.
func typist(dir string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	d := &Desk{Store: s}
	begin, err := d.Begin(ctx)
	if err != nil {
		return err
	}
	view, err := d.OpenDraft(ctx, begin.Issue)
	if err != nil {
		return err
	}
	c := view.Copies[0]
	copy, version := c.Copy, c.Version
	last, _ := strconv.Atoi(copy[strings.LastIndex(copy, " ")+1:])
	for n := last + 1; ; n++ {
		words := " " + strconv.Itoa(n)
		length := change.Units(copy)
		fmt.Printf("%d %d\n", n, time.Now().UnixNano()) //nolint:forbidigo // to the test, which reads it
		echo, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Base: version, Length: length + len(words), Changes: insert(length, length, words)})
		if err != nil || echo.Stale {
			return fmt.Errorf("stale: %v, %w", echo.Stale, err)
		}
		copy, version = copy+words, echo.Version
		if len(copy) > 20_000 { // as long as a long story
			copy = c.Copy + words
			if echo, err = d.Retype(view.Issue, c.ID, copy); err != nil {
				return err
			}
			version = echo.Version
		}
		time.Sleep(time.Duration(rand.IntN(8)) * time.Millisecond)
	}
}

// TestKilledWhileTyping kills a typist at a random moment, fifty times: nothing
// that was typed half a second before is lost, and the next start needs nobody.
func TestKilledWhileTyping(t *testing.T) {
	dir := t.TempDir()
	func() {
		s, err := store.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		d := &Desk{Store: s}
		p, err := d.NewPublication(t.Context(), "Tidewater", "")
		if err != nil {
			t.Fatal(err)
		}
		card, err := d.BeginIssue(t.Context(), p.ID, NewIssue{Number: "1"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.OpenDraft(t.Context(), card.ID); err != nil {
			t.Fatal(err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	typed := 0
	for range kills {
		typed += killTypist(t, dir)
	}
	t.Logf("%d keys in %d sessions", typed, kills)
	if typed < kills {
		t.Error("hardly anything was typed: this test shows nothing")
	}
}

// killTypist runs one typist to its violent end and looks at what it left.
func killTypist(t *testing.T, dir string) (typed int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), typistVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	type key struct{ n, at int64 }
	var keys []key
	lines := bufio.NewScanner(out)
	if !lines.Scan() { // it types
		t.Fatal("the typist did not begin")
	}
	read := func(line string) {
		var k key
		if _, err := fmt.Sscan(line, &k.n, &k.at); err == nil {
			keys = append(keys, k)
		}
	}
	read(lines.Text())
	var killed time.Time
	time.AfterFunc(time.Duration(rand.IntN(900))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	for lines.Scan() {
		read(lines.Text())
	}
	killed = time.Unix(0, keys[len(keys)-1].at) // it was alive at its last key
	_ = cmd.Wait()                              // it was killed, and says so

	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatalf("the store does not open after a kill: %v", err)
	}
	d := &Desk{Store: s}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	begin, err := d.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	view, err := d.OpenDraft(t.Context(), begin.Issue)
	if err != nil {
		t.Fatal(err)
	}
	copy := view.Copies[0].Copy
	last, _ := strconv.ParseInt(copy[strings.LastIndex(copy, " ")+1:], 10, 64)
	for _, k := range keys {
		if age := killed.Sub(time.Unix(0, k.at)); k.n > last && age > promised {
			t.Errorf("key %d was typed %v before the kill, and is lost; the last one there is %d", k.n, age, last)
			break
		}
	}
	return len(keys)
}
