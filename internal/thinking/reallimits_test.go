package thinking_test

import (
	"cmp"
	"encoding/json"
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

// margin is what a question may take beyond its limit on a machine that is busy.
const margin = 10 * time.Second

// inFull words what the quick test knows of a limit that it made short.
var inFull = strings.NewReplacer(
	"said nothing for 300 ms.", "said nothing for 60 seconds.",
	"nothing came for 300 ms.", "nothing came for 30 seconds.",
	"was not done after 2 seconds.", "was not done after 5 minutes.",
)

// limit gives the limit of the window that a server reaches; 0 for none.
func (b *becomes) limit(streams bool) time.Duration {
	if b.limits == nil || !streams && b.plain != "" {
		return 0
	}
	usual, other := thinking.Usual, thinking.Usual
	b.limits(&other)
	switch {
	case other.First != usual.First:
		return usual.First
	case other.Silence != usual.Silence:
		return usual.Silence
	}
	return usual.All
}

// atReal is what came of one question.
type atReal struct {
	name        string
	took, limit time.Duration // limit is 0 where none is reached
	refused     bool
}

// Every server, with a stream and without, at the limits and the pace of the window: it
// ends at its limit, with the sentence that the quick test knows, and leaves nothing
// behind.
func TestAtRealLimits(t *testing.T) {
	if !*atRealLimits {
		t.Skip("it takes five minutes: make torture does it")
	}
	before := runtime.NumGoroutine()
	var wait sync.WaitGroup
	var mu sync.Mutex
	var all []atReal
	for _, one := range testserver.Servers {
		for _, streams := range []bool{true, false} {
			wait.Go(func() {
				came := askAtRealLimits(t, one.Name, streams)
				mu.Lock()
				defer mu.Unlock()
				all = append(all, came)
			})
		}
	}
	wait.Wait()
	left := runtime.NumGoroutine() - before
	for range 200 { // what ends takes a moment to be gone
		if left <= 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
		left = runtime.NumGoroutine() - before
	}
	if left > 0 {
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines are left over:\n%s", left, stacks[:runtime.Stack(stacks, true)])
	}
	refused, limited, late := 0, 0, time.Duration(0)
	for _, one := range all {
		if one.refused {
			refused++
		}
		if one.limit > 0 {
			limited++
			late = max(late, one.took-one.limit)
		}
	}
	longest := slices.MaxFunc(all, func(a, b atReal) int { return cmp.Compare(a.took, b.took) })
	t.Logf("models: %d asks of %d servers at real limits: %d answered, %d refused in words, %d of these at a limit and at most %v late; the longest %v (%s); %d goroutines left over",
		len(all), len(testserver.Servers), len(all)-refused, refused, limited, late.Round(time.Millisecond), longest.took.Round(time.Second), longest.name, max(0, left))
}

func askAtRealLimits(t *testing.T, name string, streams bool) atReal {
	t.Helper()
	server := httptest.NewServer(testserver.Handler(name, testserver.Usual))
	defer server.Close()
	client := thinking.Client{Server: thinking.Server{Address: server.URL + "/v1", Model: "tide-1", Key: key}, Limits: thinking.Usual}
	var hear func(string)
	if streams {
		hear = func(string) {}
	}
	began := time.Now()
	answer, err := client.Ask(t.Context(), &thinking.Ask{System: "Say it.", Text: "The tide.", Most: 200, Schema: json.RawMessage(`{"type":"object"}`)}, hear)
	want := expected[name]
	came := atReal{name: name, took: time.Since(began), limit: want.limit(streams), refused: err != nil}
	says, code := inFull.Replace(want.says), want.code
	if !streams && want.plain != "" {
		says, code = want.plain, fault.Mismatch
	}
	switch f := fault.Of(err); {
	case f == nil && (want.text == "" || !strings.HasPrefix(answer.Text, want.text)):
		t.Errorf("%s, stream %v: an answer: %q", name, streams, answer.Text)
	case f != nil && (want.text != "" || f.Code != code || !strings.Contains(f.Error(), says) || f.Hint == ""):
		t.Errorf("%s, stream %v: %s: %v", name, streams, f.Code, f)
	case strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "canary"):
		t.Errorf("%s, stream %v: the key is in what it says", name, streams)
	}
	// What reaches no limit is done long before the first word has to be there.
	if most := cmp.Or(came.limit, thinking.Usual.First) + margin; came.took < came.limit || came.took > most {
		t.Errorf("%s, stream %v: it took %v, and should end at %v", name, streams, came.took, came.limit)
	}
	return came
}
