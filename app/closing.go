//go:build !headless

package app

import (
	"context"
	"os"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"galley/internal/fault"
)

// How long closing waits: first for the page to hand over what it still holds,
// then for the disk.
type waits struct{ page, disk time.Duration }

// A person who closes the window waits until it is written. A system that logs
// off gives little time: two seconds in all.
var (
	personWaits = waits{page: 3 * time.Second, disk: 5 * time.Second}
	systemWaits = waits{page: 800 * time.Millisecond, disk: time.Second}
)

// stopPatience is how long a window may take to go when the program is asked to.
const stopPatience = 3 * time.Second

// handing is the page's answer to the event “closing” of that number.
type handing struct {
	number int
	all    bool
}

// beforeClose is asked by Wails, and keeps the window open until everything in
// it is on the disk: it closes it itself then.
func (w *opened) beforeClose(wctx context.Context) (stays bool) {
	if w.leaving.Load() {
		return false
	}
	if w.closing.CompareAndSwap(false, true) {
		//nolint:contextcheck // an event goes to whatever window is there when it happens
		go func() {
			defer w.closing.Store(false)
			if err := w.settle(personWaits); err == nil || w.stopping.Load() || w.sure(wctx, fault.Of(err)) {
				w.leave(wctx)
			}
		}()
	}
	return true
}

// stop closes the window because the program is asked to stop: there is nobody
// to ask whether that is meant. A window that does not close, since the system
// has a dialog open on it, does not keep the program.
func (w *opened) stop(wctx context.Context) {
	w.stopping.Store(true)
	//nolint:contextcheck // as above; Close tries once more, and tells the terminal
	if w.settle(systemWaits) != nil {
		w.leaving.Store(true)
		killPage() // the window would wait for a page that hangs
	}
	time.AfterFunc(stopPatience, func() {
		if !w.shut.Load() {
			w.log.line("error: the window did not close")
			os.Exit(1)
		}
	})
	w.leave(wctx)
}

func (w *opened) leave(wctx context.Context) {
	w.leaving.Store(true)
	runtime.Quit(wctx)
}

// settle has the page hand over what it holds and everything written; it says
// why when not all of it is on the disk. A page that hangs does not keep the
// window open, but it is no page that has handed everything over.
func (w *opened) settle(most waits) (err error) {
	defer w.log.caught(&err)
	w.settling.Lock()
	defer w.settling.Unlock()
	w.asked++
	w.emit("closing", w.asked)
	all := w.handedOver(most.page)
	if err := w.flush(most.disk); err != nil {
		return err
	}
	if !all && !w.handedOver(0) {
		return fault.New(fault.Internal, "The last words are still in the window.", "")
	}
	return nil
}

// handedOver waits for the answer to the last question.
func (w *opened) handedOver(patience time.Duration) bool {
	after := time.After(patience)
	for {
		select {
		case h := <-w.handed:
			if h.number == w.asked {
				return h.all
			}
		case <-after:
			return false
		}
	}
}

// handOver is the page's answer.
func (w *opened) handOver(number int, all bool) {
	select {
	case w.handed <- handing{number, all}:
	default: // nobody asked so often
	}
}

// sure asks a person whether to close without what cannot be written.
func (w *opened) sure(wctx context.Context, problem *fault.Error) bool {
	const leave, stay = "Close anyway", "Stay"
	text := problem.Message
	if problem.Hint != "" {
		text += " " + problem.Hint
	}
	answer, err := runtime.MessageDialog(wctx, runtime.MessageDialogOptions{
		Type: runtime.QuestionDialog, Title: "Not everything is saved",
		Message: text + "\n\nClose Galley all the same? What is not saved would be lost.",
		Buttons: []string{leave, stay}, DefaultButton: stay, CancelButton: stay,
	})
	// Where a system has buttons of its own they are called Yes and No.
	return err == nil && (answer == leave || answer == "Yes")
}
