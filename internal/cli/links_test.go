package cli

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"galley/internal/desk"
	"galley/internal/linkcheck"
)

// asker answers in place of the network, and stops the command after so many.
type asker struct {
	states map[string]linkcheck.State
	stop   context.CancelFunc
	urls   []string
}

func (a *asker) Check(_ context.Context, urls []string, _ map[string]linkcheck.Answer, progress func(done, total int)) map[string]linkcheck.Answer {
	urls = slices.DeleteFunc(urls, func(raw string) bool { return !strings.HasPrefix(raw, "http") })
	a.urls = urls
	answers := map[string]linkcheck.Answer{}
	for i, raw := range urls {
		if a.stop != nil && i == 1 {
			a.stop()
			break
		}
		answers[raw] = linkcheck.Answer{URL: raw, State: a.states[raw]}
		progress(i+1, len(urls))
	}
	return answers
}

func TestCheckLinks(t *testing.T) {
	const one, two = "https://tidewater.example/one", "https://tidewater.example/two"
	path := write(t, t.TempDir(), "issue.md", clean+"\nSee [the gauges]("+one+") and [the wall]("+two+").\n")
	ask := func(a *asker) (status int, stderr string) {
		t.Helper()
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		if a.stop != nil {
			a.stop = stop
		}
		var out, err bytes.Buffer
		s := &session{ctx: ctx, desk: &desk.Desk{Links: a}, out: &out, err: &err}
		status, failed := (&checkCommand{Issue: path, Links: true}).run(s)
		if failed != nil || out.Len() > 0 {
			t.Errorf("%v, %s", failed, &out)
		}
		return status, err.String()
	}
	all := func(state linkcheck.State) map[string]linkcheck.State {
		return map[string]linkcheck.State{one: state, two: state, "https://tidewater.example/leave": state}
	}
	a := &asker{states: all(linkcheck.Fine)}
	a.states[two] = linkcheck.Skipped
	if status, stderr := ask(a); status != 0 || !strings.HasPrefix(stderr, "galley: Asked 2 links; 2 of the pages are there. 1 link was not asked.\n") {
		t.Errorf("exit %d: %s", status, stderr)
	}
	if got := strings.Join(a.urls, " "); got != one+" "+two+" https://tidewater.example/leave" {
		t.Errorf("asked %s", got) // not web_url, which is not there before the issue is sent
	}
	if status, stderr := ask(&asker{states: all(linkcheck.Offline)}); status != 0 || !strings.Contains(stderr, "No link could be reached") {
		t.Errorf("exit %d: %s", status, stderr)
	}
	if status, stderr := ask(&asker{states: all(linkcheck.Fine), stop: func() {}}); status != 1 || !strings.Contains(stderr, "Stopped: 1 of 3 links were asked.") || !strings.Contains(stderr, "Nothing found.") {
		t.Errorf("exit %d: %s", status, stderr)
	}
}
