package thinking_test

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/thinking"
	"galley/internal/thinking/testserver"
)

var atRealLimits = flag.Bool("thinking.real", false, "ask every server at the limits of the window: five minutes")

// Every server, with a stream and without, at the limits and the pace of the window: it
// ends within its limit, with the sentence that the quick test knows, and leaves nothing
// behind.
func TestAtRealLimits(t *testing.T) {
	if !*atRealLimits {
		t.Skip("it takes five minutes: make torture does it")
	}
	before := runtime.NumGoroutine()
	var wait sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	for _, one := range testserver.Servers {
		for _, streams := range []bool{true, false} {
			wait.Go(func() {
				after := askAtRealLimits(t, one.Name, streams)
				mu.Lock()
				defer mu.Unlock()
				took = append(took, after)
			})
		}
	}
	wait.Wait()
	slices.Sort(took)
	left := runtime.NumGoroutine() - before
	for range 200 { // what ends takes a moment to be gone
		if left <= 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
		left = runtime.NumGoroutine() - before
	}
	if left > 0 {
		t.Errorf("%d goroutines are left over", left)
	}
	t.Logf("models: %d asks of %d servers at real limits, the longest %s, %d goroutines left over", len(took), len(testserver.Servers), took[len(took)-1].Round(time.Second), max(0, left))
}

func askAtRealLimits(t *testing.T, name string, streams bool) time.Duration {
	server := httptest.NewServer(testserver.Handler(name, testserver.Usual))
	defer server.Close()
	client := thinking.Client{Server: thinking.Server{Address: server.URL + "/v1", Model: "tide-1", Key: key}, Limits: thinking.Usual}
	var hear func(string)
	if streams {
		hear = func(string) {}
	}
	began := time.Now()
	answer, err := client.Ask(t.Context(), &thinking.Ask{System: "Say it.", Text: "The tide.", Most: 200}, hear)
	after := time.Since(began)
	want := expected[name]
	switch {
	case err == nil && (want.text == "" || !strings.HasPrefix(answer.Text, want.text)):
		t.Errorf("%s, stream %v: an answer: %q", name, streams, answer.Text)
	case err != nil && (want.text != "" || fault.Of(err).Hint == "" || strings.Contains(fmt.Sprintf("%+v", err), "canary")):
		t.Errorf("%s, stream %v: %v", name, streams, err)
	}
	if most := thinking.Usual.All + 15*time.Second; after > most {
		t.Errorf("%s, stream %v: it took %s", name, streams, after)
	}
	return after
}
