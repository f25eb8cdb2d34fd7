//go:build !headless

package app

import (
	"net/http"
	"strings"
)

// workerPolicy is what a worker of the page may do: run itself and WebAssembly,
// and fetch from the program. The page's own policy, in index.html, allows no
// WebAssembly; a worker from a file does not inherit it, and would have none.
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

// confine serves the page's workers with their policy. Vite names them.
func confine(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/assets/worker-") && strings.HasSuffix(r.URL.Path, ".js") {
			w.Header().Set("Content-Security-Policy", workerPolicy)
		}
		next.ServeHTTP(w, r)
	})
}
