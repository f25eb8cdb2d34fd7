//go:build dev && !headless

package app

import (
	"net/http"
	"os"
)

// blank is a page without a script.
const blank = "<!doctype html><html lang=\"en\"><head><title>Galley</title></head><body></body></html>"

// alone gives the window an empty page while the tests of the desks drive the
// program from a browser (they name GALLEY_ANSWER). With a page in each there
// would be two writers at one desk, which Galley never has: the one in the window
// would post its older copy over what is typed in the browser.
func alone(page http.Handler) http.Handler {
	if os.Getenv("GALLEY_ANSWER") == "" {
		return page
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != windowHost || r.URL.Path != "/" {
			page.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(blank)) // a window that is gone needs none
	})
}

// windowHost is where the window's own page comes from; a browser's comes from a
// port of this machine.
const windowHost = "wails"
