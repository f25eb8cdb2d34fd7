//go:build !headless

package app

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"testing"

	"galley/frontend"
)

func TestWorkersAreConfined(t *testing.T) {
	served := func(path string) string {
		w := httptest.NewRecorder()
		confine(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody))
		return w.Header().Get("Content-Security-Policy")
	}
	for path, want := range map[string]string{
		"/assets/worker-BhxEpoUo.js": workerPolicy, "/assets/index-Y2vovVLE.js": "", "/": "", "/media/worker-x.js": "",
	} {
		if got := served(path); got != want {
			t.Errorf("%s is served with %q", path, got)
		}
	}
	page, err := frontend.Page()
	if err != nil {
		t.Skip("the page is not built: go test alone need not have it, make test builds it first")
	}
	files, err := fs.Glob(page, "assets/worker*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("the built page has no worker:", err)
	}
	for _, file := range files {
		if served("/"+file) != workerPolicy {
			t.Errorf("%s is served without a policy", file)
		}
	}
}
