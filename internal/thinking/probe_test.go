package thinking_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/thinking"
	"galley/internal/thinking/testserver"
)

// A server is told by what it does, and what it cannot do is no failure.
func TestProbe(t *testing.T) {
	for name, want := range map[string]thinking.Found{
		"good":       {Streams: true},
		"no-streams": {},
		"able":       {Streams: true, Schema: true, Vision: true},
	} {
		client := at(t, testserver.Handler(name, fast), far)
		found, err := client.Test(t.Context())
		if err != nil || found.Streams != want.Streams || found.Schema != want.Schema || found.Vision != want.Vision {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
		if !slices.Equal(found.Models, []string{"tide-1", "tide-1-vision"}) || found.Host != client.Server.Host() {
			t.Errorf("%s: %+v", name, found)
		}
	}
	for name, says := range map[string]string{"unauthorized": "does not know this key", "web-page": "a web page", "not-found": "no model called"} {
		if _, err := at(t, testserver.Handler(name, fast), far).Test(t.Context()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A list of models may be none, or anything else.
func TestModels(t *testing.T) {
	for body, code := range map[string]fault.Code{
		`{"data":[{"id":"b"},{"id":"a"},{"id":"a"},{"id":""}]}`: "", `{"data":[]}`: "", `<html>`: fault.BadInput, `{"error":"no"}`: fault.Mismatch,
		`{"data":"x"}`: fault.Mismatch, `{`: fault.Mismatch, ``: fault.Busy, strings.Repeat("x", 2<<20): fault.Mismatch,
	} {
		client := at(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }), far)
		client.Server.Model = "" // a person looks for one
		models, err := client.Models(t.Context())
		if (err == nil) != (code == "") || err != nil && fault.Of(err).Code != code {
			t.Errorf("%.20q: %v, %v", body, models, err)
		}
		if strings.Contains(body, `"b"`) && !slices.Equal(models, []string{"a", "b"}) {
			t.Errorf("%v", models)
		}
	}
}

// Every preset can be asked as it stands.
func TestPresets(t *testing.T) {
	for _, p := range thinking.Presets {
		server := thinking.Server{Address: p.Address}
		if server.Host() == "" || p.Name == "" || strings.HasPrefix(p.Address, "https") != p.Key {
			t.Errorf("%+v", p)
		}
	}
}
