package app

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"galley/internal/desk"
)

// oneDesk has one picture, and one answer to whoever types; what else a desk
// can do it has not.
type oneDesk struct {
	Desk
	typed  func(desk.Typed) (desk.Echo, error)
	opened func(id string) (desk.DraftView, error)
}

func (d oneDesk) Type(t desk.Typed) (desk.Echo, error) { return d.typed(t) }

func (d oneDesk) OpenDraft(_ context.Context, id string) (desk.DraftView, error) { return d.opened(id) }

func (d oneDesk) Retype(issue, item, copy string, pasted ...desk.Origin) (desk.Echo, error) {
	version := len(issue) + len(item) + len(copy)
	for _, o := range pasted {
		version += 100 * (o.To - o.From)
	}
	return desk.Echo{Version: version}, nil
}

func (d oneDesk) Suggest(_, _ string, version int, edits []desk.SuggestedEdit) (desk.Suggested, error) {
	return desk.Suggested{Stale: version != len(edits)}, nil
}

func (d oneDesk) Simulate(_ context.Context, issue, client string) (desk.Simulated, error) {
	return desk.Simulated{HTML: issue + " in " + client}, nil
}

func (d oneDesk) Compare(_ context.Context, issue, item, from, to string) (desk.Comparison, error) {
	return desk.Comparison{HTMLTo: item + " of " + issue + ", " + from + " to " + to}, nil
}

func (d oneDesk) Listen(func(desk.Heard)) {}

func (d oneDesk) Preference(string) (string, error) {
	return `{"width":1,"height":1200,"maximised":true}`, nil
}

func (d oneDesk) Media(name string) ([]byte, string, bool) {
	if name != "gauge-3f9a.png" {
		return nil, "", false
	}
	return []byte("\x89PNG and more"), "image/png", true
}

func get(t *testing.T, method, path string) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	Assets(oneDesk{}, &log{to: io.Discard}).ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), method, path, nil))
	return answer
}

func TestMediaServesPictures(t *testing.T) {
	for method, length := range map[string]int{http.MethodGet: 13, http.MethodHead: 0} {
		answer := get(t, method, "/media/gauge-3f9a.png")
		if answer.Code != http.StatusOK || answer.Body.Len() != length {
			t.Errorf("%s: status %d and %d bytes, want 200 and %d", method, answer.Code, answer.Body.Len(), length)
		}
		for header, want := range map[string]string{
			"Content-Type":            "image/png",
			"Content-Length":          "13",
			"X-Content-Type-Options":  "nosniff",
			"Cache-Control":           "private, max-age=31536000, immutable",
			"Content-Security-Policy": "default-src 'none'; sandbox",
		} {
			if got := answer.Header().Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", method, header, got, want)
			}
		}
	}
}

func TestMediaRefusesTheRest(t *testing.T) {
	for _, ask := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/media/other.png", http.StatusNotFound},
		{http.MethodGet, "/media/", http.StatusNotFound},
		{http.MethodGet, "/media/../gauge-3f9a.png", http.StatusNotFound},
		{http.MethodGet, "/gauge-3f9a.png", http.StatusNotFound},
		{http.MethodGet, "/", http.StatusNotFound},
		{http.MethodPost, "/media/gauge-3f9a.png", http.StatusMethodNotAllowed},
		{http.MethodDelete, "/media/gauge-3f9a.png", http.StatusMethodNotAllowed},
	} {
		if got := get(t, ask.method, ask.path).Code; got != ask.status {
			t.Errorf("%s %s: status %d, want %d", ask.method, ask.path, got, ask.status)
		}
	}
}
