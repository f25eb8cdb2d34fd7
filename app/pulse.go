//go:build !headless

package app

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"galley/internal/fault"
)

// When a page counts as one that hangs, and how often Galley starts itself again
// for it.
const (
	pingPause   = time.Second
	mostMissed  = 3 // pings in a row
	mostAgain   = 3 // starts, of which each came within againWithin of the one before
	againWithin = 5 * time.Minute
	maxSpot     = 1000 // bytes
)

// spotName is the preference that has where the person was.
const spotName = "resume"

// pulse is what is known of the page's life. Pings are counted and no time is
// measured: a machine that was asleep has sent none.
type pulse struct {
	sent, answered atomic.Int64
	isSeen         atomic.Bool
	spot           atomic.Value // a string, as the page writes it
	isStopped      atomic.Bool
	began          time.Time
	before         int // how often Galley had started itself again when this one was started
}

// beat sends a ping, and says whether the page hangs: it answered once, could
// be seen then, and has not answered since.
func (p *pulse) beat(ping func(number int64)) (hangs bool) {
	answered := p.answered.Load()
	if answered > 0 && p.isSeen.Load() && p.sent.Load()-answered >= mostMissed {
		return true
	}
	ping(p.sent.Add(1))
	return false
}

// times is how often it has been started again with the next time; ok is false
// when that would be too often.
func (p *pulse) times(age time.Duration) (n int, ok bool) {
	if age >= againWithin {
		return 1, true
	}
	return p.before + 1, p.before < mostAgain
}

func (w *opened) pong(number int, isSeen bool) {
	w.pulse.isSeen.Store(isSeen)
	for {
		last := w.pulse.answered.Load()
		if int64(number) <= last || w.pulse.answered.CompareAndSwap(last, int64(number)) {
			return
		}
	}
}

func (w *opened) keepSpot(spot string) {
	if len(spot) <= maxSpot {
		w.pulse.spot.Store(spot)
	}
}

// watchPage waits for the page to stop, and has Galley started again then.
func (w *opened) watchPage(ctx, wctx context.Context) {
	gone := pageGone()
	tick := time.NewTicker(pingPause)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-gone:
		case <-tick.C:
			if !w.pulse.beat(func(number int64) { w.emit("ping", number) }) { //nolint:contextcheck // an event goes to whatever window is there
				continue
			}
		}
		if !w.leaving.Load() {
			w.startAgain(ctx, wctx)
		}
		return
	}
}

// startAgain closes the window to have it opened again, once everything that the
// desk knows of is on the disk. While it cannot be written it is in this process
// alone, so this process stays.
func (w *opened) startAgain(ctx, wctx context.Context) {
	times, ok := w.pulse.times(time.Since(w.pulse.began))
	if !ok {
		w.log.line("error: the page stopped again")
		w.alert(wctx, fault.New(fault.Internal, "The page of this window has stopped, and it did so several times in a few minutes.",
			"Everything that was typed is saved. Close Galley, start the machine again, and report it."))
		return
	}
	w.log.line("error: the page stopped; Galley starts again")
	isTold := false
	for w.flush(systemWaits.disk) != nil {
		if err := w.flush(systemWaits.disk); err != nil && !isTold {
			isTold = true
			go w.alert(wctx, fault.New(fault.Full, "The page of this window has stopped, and what was typed last cannot be saved. "+fault.Of(err).Message,
				fault.Of(err).Hint+" Galley goes on trying, and starts again by itself."))
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pingPause):
		}
	}
	if spot, isKnown := w.pulse.spot.Load().(string); isKnown {
		_ = w.desk.SetPreference(spotName, spot) // without it the window opens where it was closed last
	}
	killPage() // one that hangs would stay behind
	w.pulse.before = times
	w.pulse.isStopped.Store(true)
	w.leave(wctx)
}

// again is how a window that was closed for it ends.
func (w *opened) again() error {
	if w.pulse.isStopped.Load() && !w.stopping.Load() {
		return Again{times: w.pulse.before}
	}
	return nil
}

// alert tells a person something when there is no page to tell it in.
func (w *opened) alert(wctx context.Context, problem *fault.Error) {
	_, _ = runtime.MessageDialog(wctx, runtime.MessageDialogOptions{
		Type: runtime.ErrorDialog, Title: "The page has stopped", Message: problem.Message + "\n\n" + problem.Hint,
	})
}
