// Package app is the window: a thin skin over the desk, made with Wails.
//
// What it does is carry. A page asks through [Reader], pictures travel by
// address through [Media], and an error leaves as [Shown]: a code, a sentence
// and a hint. A line that the terminal would need too belongs to
// internal/desk.
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
	"strings"

	"galley/internal/desk"
)

// Desk is what the window needs of internal/desk.
type Desk interface {
	// Sample gives the preview of the issue that ships with Galley.
	Sample(ctx context.Context) (desk.Preview, error)
	// Media gives a picture's bytes and its media type.
	Media(name string) (data []byte, mime string, ok bool)
}

// Reader is what the page can call. Wails makes its TypeScript from it.
type Reader struct {
	ctx  context.Context // ends when the program is asked to stop
	desk Desk
	log  *log
}

// Sample gives the preview of the issue that ships with Galley.
func (r *Reader) Sample() (preview desk.Preview, err error) {
	defer r.log.caught(&err)
	return r.desk.Sample(r.ctx)
}

// onlyWindowFlags reports whether args hold no word for the terminal: nothing
// at all, the -psn_0_1234 that macOS once added, or what the development server
// of Wails passes.
func onlyWindowFlags(args []string) bool {
	for _, arg := range args {
		if !isWindowFlag(arg) {
			return false
		}
	}
	return true
}

func isWindowFlag(arg string) bool {
	for _, known := range []string{"-psn_", "-assetdir=", "-devserver=", "-frontenddevserverurl=", "-loglevel="} {
		if strings.HasPrefix(arg, known) {
			return true
		}
	}
	return false
}
