// Package app is the window: a thin skin over the desk, made with Wails.
//
// What it does is carry. The page calls one bound struct per desk ([Library],
// [Write], [Preflight], [Send], [Settings], [Backups], [Notes] for what people say about copy, [Thinking] for a model's help, [Review] and [Frame] for what is around them); what is
// large goes through [Assets], as bytes at an address; an error leaves as
// [Shown]: a code, a sentence and a hint. A line that the terminal would need
// too belongs to internal/desk.
//
// Two files know the window itself: window.go opens one, and headless.go
// stands in for it under the build tag headless, where there is no WebKit, no
// cgo and no built page.
//
// The promise: nothing here decides anything about an issue, and nothing that
// a person wrote goes into a log.
package app

import (
	"context"
	"time"

	"galley/internal/desk"
)

// Desk is what the window needs of internal/desk.
type Desk interface {
	libraryDesk
	writeDesk
	preflightDesk
	notesDesk
	reviewDesk
	sendDesk
	settingsDesk
	backupsDesk
	thinkingDesk
	mediaDesk

	// SetPreference keeps something about the window.
	SetPreference(name, value string) error
	// Flight gives what preflight says of an issue.
	Flight(ctx context.Context, issue string) (desk.Flight, error)
	// Review gives what people say about an issue, and how far it is.
	Review(issue string) (desk.ReviewView, error)
	// Give keeps a review file for the window that is about to open.
	Give(path string)
	// Begin gives what the window opens on.
	Begin(ctx context.Context) (desk.Beginning, error)
	// DataDir gives the folder in which everything is.
	DataDir() (string, error)
	// AsideDir gives the folder of the store that was put aside at this start.
	AsideDir() (string, error)
	// Listen names who hears that something was saved, or could not be.
	Listen(hear func(desk.Heard))
	// Flush writes what is not on the disk yet, and comes back after limit: with
	// an error when the disk did not answer by then.
	Flush(limit time.Duration) error
}

// bound is what every bound struct has.
type bound struct {
	ctx    context.Context // ends when the program is asked to stop
	log    *log
	window dialogs
}

// dialogs is what the window can ask a person, and the system. An empty answer
// means that it was cancelled.
type dialogs interface {
	openFiles(title string, kinds ...fileKind) ([]string, error)
	saveFile(title, name string) (string, error)
	openFolder(title string) (string, error)
	setClipboard(text string) error
	clipboardPicture() ([]byte, error)
	browse(address string)
	showFolder(path string) error
	setTitle(text string)
	lastSize() (json string, ok bool)
	handOver(number int, all bool)
	pong(number int, isSeen bool)
	keepSpot(spot string)
	wasDropped(paths []string) error
	emit(event string, data any)
}

// fileKind is a kind of file that a dialog offers: “Pictures”, "*.png;*.jpg".
type fileKind struct{ name, pattern string }
