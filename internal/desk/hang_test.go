package desk

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
)

// hanging is a store whose disk can stop answering, or fill up.
type hanging struct {
	Store
	mu    sync.Mutex
	hangs chan struct{} // until it is closed; nil while the disk answers
	fails error
	low   error
	keeps int // at work now
	most  int // at work at once, ever
}

func (s *hanging) Keep(b issue.Batch) error {
	s.mu.Lock()
	s.keeps++
	s.most = max(s.most, s.keeps)
	hangs, fails := s.hangs, s.fails
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.keeps--
		s.mu.Unlock()
	}()
	if hangs != nil {
		<-hangs
	}
	if fails != nil {
		return fails
	}
	return s.Store.Keep(b)
}

func (s *hanging) Room() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.low
}

func (s *hanging) set(change func(*hanging)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

// hearing collects what a desk tells.
func hearing(d *Desk) chan Heard {
	heard := make(chan Heard, 1000)
	d.Listen(func(h Heard) {
		select {
		case heard <- h:
		default:
		}
	})
	return heard
}

// waitFor gives the first thing that is told and wanted, and how long it took.
func waitFor(t *testing.T, heard <-chan Heard, limit time.Duration, wanted func(Heard) bool) time.Duration {
	t.Helper()
	began, after := time.Now(), time.After(limit)
	for {
		select {
		case h := <-heard:
			if wanted(h) {
				return time.Since(began)
			}
		case <-after:
			t.Fatalf("nothing of the kind was told within %v", limit)
		}
	}
}

func isCode(code fault.Code) func(Heard) bool {
	return func(h Heard) bool { return h.Fault != nil && fault.Of(h.Fault).Code == code }
}

func isSaved(h Heard) bool { return h.Fault == nil && len(h.Items) > 0 }

// typeOn types a letter at the end, and gives the text and its version.
func typeOn(t *testing.T, d *Desk, id, item, copy string, version int) (string, int) {
	t.Helper()
	length := change.Units(copy)
	echo, err := d.Type(Typed{Issue: id, Item: item, Base: version, Length: length + 1, Changes: insert(length, length, "x")})
	if err != nil || echo.Stale {
		t.Fatalf("stale: %v, %v", echo.Stale, err)
	}
	return copy + "x", echo.Version
}

// While a drive hangs in a write, whoever types does not notice; it is said
// within a second, closing says what is not saved, and all of it is saved, one
// write after the other, when the drive is back.
func TestTypingWhileTheDiskHangs(t *testing.T) {
	d, view := writingDesk(t)
	s := &hanging{Store: d.Store, hangs: make(chan struct{})}
	d.Store = s
	heard := hearing(d)
	c := view.Copies[1]
	copy, version := c.Copy, c.Version
	var slowest time.Duration
	began := time.Now()
	for time.Since(began) < 2*time.Second {
		at := time.Now()
		copy, version = typeOn(t, d, view.Issue, c.ID, copy, version)
		slowest = max(slowest, time.Since(at))
		time.Sleep(20 * time.Millisecond)
	}
	if slowest > 250*time.Millisecond {
		t.Errorf("an echo took %v", slowest)
	}
	t.Logf("the slowest echo took %v", slowest)
	if took := waitFor(t, heard, time.Second, isCode(fault.Busy)); took > time.Second {
		t.Errorf("it was said after %v", took)
	}
	// The rundown waits for the drive, and typing does not wait for the rundown.
	moved := make(chan error, 1)
	go func() { moved <- second(d.MoveItem(view.Issue, c.ID, 0)) }()
	time.Sleep(50 * time.Millisecond)
	at := time.Now()
	copy, _ = typeOn(t, d, view.Issue, c.ID, copy, version)
	if took := time.Since(at); took > 250*time.Millisecond {
		t.Errorf("beside the rundown an echo took %v", took)
	}
	at = time.Now()
	if err := d.Flush(300 * time.Millisecond); fault.Of(err) == nil || fault.Of(err).Code != fault.Busy || time.Since(at) > time.Second {
		t.Errorf("closing says %v after %v", err, time.Since(at))
	}
	close(s.hangs)
	s.set(func(s *hanging) { s.hangs = nil })
	if err := <-moved; err != nil {
		t.Error(err)
	}
	if err := d.Flush(5 * time.Second); err != nil {
		t.Fatal(err)
	}
	items, err := d.Store.Items(view.Issue)
	if err != nil || items[c.ID].Copy != copy {
		t.Errorf("%d of %d bytes are kept, %v", len(items[c.ID].Copy), len(copy), err)
	}
	if got := kept(t, d, view.Issue); got.Rundown[0] != c.ID {
		t.Error("the move was lost")
	}
	if s.most > 2 { // one of the draft, and one that notes which issue is open
		t.Errorf("%d writes went on at once", s.most)
	}
}

// A full disk is said within a second, and two seconds after there is room what
// was typed is saved by itself, however often it failed before.
func TestSavedWhenThereIsRoomAgain(t *testing.T) {
	t.Parallel()
	for _, code := range []fault.Code{fault.Full, fault.Denied, fault.NotFound} {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			d, view := writingDesk(t)
			s := &hanging{Store: d.Store, fails: fault.New(code, "It cannot be saved.", "Mend it.")}
			d.Store = s
			heard := hearing(d)
			c := view.Copies[0]
			copy, _ := typeOn(t, d, view.Issue, c.ID, c.Copy, c.Version)
			waitFor(t, heard, time.Second, isCode(code))
			time.Sleep(4 * time.Second) // by now the pauses are as long as they get
			s.set(func(s *hanging) { s.fails = nil })
			waitFor(t, heard, 2*time.Second, isSaved)
			if items, err := d.Store.Items(view.Issue); err != nil || items[c.ID].Copy != copy {
				t.Errorf("%q is kept, %v", items[c.ID].Copy, err)
			}
		})
	}
}

// Whoever types hears that the disk fills up before it is full, and that there
// is room again without typing on.
func TestRoomIsWatched(t *testing.T) {
	d, view := writingDesk(t)
	s := &hanging{Store: d.Store, low: fault.New(fault.Full, "The disk is filling up.", "Make room.")}
	d.Store = s
	heard := hearing(d)
	c := view.Copies[0]
	typeOn(t, d, view.Issue, c.ID, c.Copy, c.Version)
	waitFor(t, heard, time.Second, func(h Heard) bool { return h.Room && h.Fault != nil })
	s.set(func(s *hanging) { s.low = nil })
	waitFor(t, heard, 2*time.Second, func(h Heard) bool { return h.Room && h.Fault == nil })
}

// A clock that is put a day back, or ten years ahead, holds up no save and no
// revision, and what is newer stays newer.
func TestClockThatJumps(t *testing.T) {
	d, view := writingDesk(t)
	var mu sync.Mutex
	clock := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	d.Now = func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return clock
	}
	heard := hearing(d)
	c := view.Copies[0]
	copy, version := c.Copy, c.Version
	last := uint64(0)
	for _, jump := range []time.Duration{0, -24 * time.Hour, 10 * 365 * 24 * time.Hour, -20 * 365 * 24 * time.Hour} {
		mu.Lock()
		clock = clock.Add(jump)
		mu.Unlock()
		copy, version = typeOn(t, d, view.Issue, c.ID, copy, version)
		waitFor(t, heard, time.Second, isSaved)
		waitFor(t, heard, 4*time.Second, isSaved) // with its revision, once typing rests
		items, err := d.Store.Items(view.Issue)
		if w := items[c.ID]; err != nil || w.Copy != copy || w.Revision == "" || w.Seq <= last || strings.Count(w.Copy, "x") < 1 {
			t.Fatalf("after %v: %+v, %v", jump, w, err)
		}
		last = items[c.ID].Seq
	}
	// And it is the same after a new start with such a clock.
	d.closeDrafts()
	if again, err := d.OpenDraft(t.Context(), view.Issue); err != nil || again.Copies[0].Copy != copy {
		t.Errorf("a new start shows another text, %v", err)
	}
}

// A window that was opened while the disk was full begins as soon as there is
// room, without a new start.
func TestBeginsWhenTheStoreOpensAtLast(t *testing.T) {
	full := fault.New(fault.Full, "The disk is full.", "Make room.")
	with, view := writingDesk(t)
	var fails atomic.Bool
	fails.Store(true)
	d := &Desk{Opener: &Opener{Mirror: filepath.Join(t.TempDir(), "text"), Open: func(context.Context) (Store, *issue.Mended, error) {
		if fails.Load() {
			return nil, nil, full
		}
		return with.Store, nil, nil
	}}}
	defer d.Close() //nolint:errcheck // the store is closed by its own desk
	others, stop := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	for range 2 { // what the page asks for meanwhile sees the store whole, or none
		wait.Go(func() {
			for others.Err() == nil {
				_, shelf := d.Shelf(others)
				_, mirror := d.Mirror()
				if shelf == nil && mirror != nil {
					t.Errorf("there is a store without its mirror: %v", mirror)
					return
				}
			}
		})
	}
	defer wait.Wait()
	defer stop()
	if _, err := d.Begin(t.Context()); fault.Of(err) == nil || fault.Of(err).Code != fault.Full {
		t.Fatalf("on a full disk: %v", err)
	}
	fails.Store(false)
	if begin, err := d.Begin(t.Context()); err != nil || begin.Issue != view.Issue {
		t.Errorf("with room it begins with %q, %v", begin.Issue, err)
	}
}

// Closing comes back from a disk that does not answer, and says so.
func TestClosingWhileTheDiskHangs(t *testing.T) {
	t.Parallel()
	d, view := writingDesk(t)
	s := &hanging{Store: d.Store, hangs: make(chan struct{})}
	d.Store = s
	c := view.Copies[0]
	typeOn(t, d, view.Issue, c.ID, c.Copy, c.Version)
	began := time.Now()
	if err := d.Close(); err == nil || fault.Of(err).Code != fault.Busy || time.Since(began) > lastPatience+time.Second {
		t.Errorf("closing says %v after %v", err, time.Since(began))
	}
	close(s.hangs)
	if err := d.Flush(5 * time.Second); err != nil {
		t.Fatal(err)
	}
}
