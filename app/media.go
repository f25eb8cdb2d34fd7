package app

import (
	"net/http"
	"strconv"
	"strings"
)

// picture serves a picture by its name. A name never changes its bytes, so the
// page may keep what it got for ever.
func picture(w http.ResponseWriter, r *http.Request, name string, get func(name string) (data []byte, mime string, ok bool)) {
	if name == "" || strings.Contains(name, "/") {
		http.NotFound(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Pictures can only be read.", http.StatusMethodNotAllowed)
		return
	}
	data, mime, ok := get(name)
	if !ok {
		http.NotFound(w, r)
		return
	}
	head := w.Header()
	head.Set("Content-Type", mime)
	head.Set("Content-Length", strconv.Itoa(len(data)))
	head.Set("Cache-Control", "private, max-age=31536000, immutable")
	// The bytes may come from someone else's mail: they are what Galley
	// says they are, and a picture that holds a page stays a picture.
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(data) // an error says that the page has gone: nobody is left to tell
}
