package desk

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
	"galley/internal/markdown"
	"galley/internal/store"
)

// A child of the test types and writes the mirror, over and over, until it is
// killed.
const (
	mirrorVariable = "GALLEY_TEST_MIRROR"
	mirrorKills    = 25
	lastLine       = "\n\nThe last line."
)

func mirrorTypist(dir string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	d := &Desk{Store: s}
	d.KeepMirror(store.MirrorFolder(dir))
	begin, err := d.Begin(ctx)
	if err != nil {
		return err
	}
	id := begin.Shelf.Publications[0].Issues[0].ID
	view, err := d.OpenDraft(ctx, id)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		copy := fmt.Sprintf("Round %d of %d.\n\n", n, os.Getpid()) + strings.Repeat("Words that fill it. ", rand.IntN(4000)) + lastLine
		if _, err := d.Retype(id, view.Copies[0].ID, copy); err != nil {
			return err
		}
		if err := d.Flush(time.Second); err != nil {
			return err
		}
		d.mirror.pass(true, false)
		fmt.Println(n) //nolint:forbidigo // to the test, which reads it
	}
}

// TestKilledWhileMirroring kills it at a random moment: no file is half there,
// and at the next start nothing of its own is taken for somebody else's.
func TestKilledWhileMirroring(t *testing.T) {
	t.Parallel()
	r := newMirrorRoom(t)
	if err := r.desk.Close(); err != nil {
		t.Fatal(err)
	}
	r.dir = store.MirrorFolder(r.data)
	rounds := 0
	for range mirrorKills {
		rounds += killMirrorTypist(t, r.data)
		file := r.issueFile()
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		is, _, err := markdown.Read(file, data)
		if err != nil || len(is.Items) != len(r.view.Copies) || !strings.HasSuffix("\n\n"+is.Items[0].Copy, lastLine) {
			t.Fatalf("half a file: %v", err)
		}
		side, err := os.ReadFile(strings.TrimSuffix(file, issueFile) + Sidecar)
		if err == nil {
			_, err = issue.ReadSidecar(Sidecar, side)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d rounds, %d kills", rounds, mirrorKills)
	if rounds < mirrorKills {
		t.Error("hardly anything was written: this test shows nothing")
	}
	r.open()
	r.eventually("it caught up", func() bool { return r.desk.mirror.state().Behind == 0 && !r.desk.mirror.state().Written.IsZero() })
	for _, kind := range []string{OutsideBoth, OutsideCame, OutsideKept, OutsideRefused} {
		if o, ok := r.heard(kind); ok {
			t.Errorf("its own file was taken for somebody else's: %+v", o)
		}
	}
	r.file = r.issueFile()
	if !r.has(firstLine(r.copy(0))) {
		t.Error("the mirror is behind the store")
	}
}

func killMirrorTypist(t *testing.T, dir string) (rounds int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), mirrorVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() { // it is at work
		t.Fatal("the child did not begin")
	}
	time.AfterFunc(time.Duration(rand.IntN(200))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	for rounds = 1; lines.Scan(); rounds++ {
	}
	_ = cmd.Wait() // it was killed, and says so
	return rounds
}
