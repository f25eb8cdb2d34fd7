package thinking_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/thinking"
	"galley/internal/thinking/testserver"
)

const key = "sk-canary-4f1c9b7e2a"

// far are limits that nothing reaches, however slow the machine: a test makes the one
// short that it is about.
var far = thinking.Limits{
	Connect: 20 * time.Second, First: 60 * time.Second, Silence: 60 * time.Second, All: 5 * time.Minute, Body: 1 << 20,
	Retries: 2, Pause: time.Millisecond, Patience: 5 * time.Second,
}

var fast = testserver.Pace{Late: 30 * time.Second, Gap: time.Millisecond, After: time.Second}

// at gives a client of a server that behaves in one of its ways.
func at(t *testing.T, handler http.Handler, limits thinking.Limits) *thinking.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return &thinking.Client{Server: thinking.Server{Address: server.URL + "/v1", Model: "tide-1", Key: key}, Limits: limits}
}

const short = 300 * time.Millisecond

// noAnswer is said of a stream that nobody asked for.
const noAnswer = "answered with something that is no answer."

// becomes says what a question to a server comes to: its words, or a code and a part
// of the sentence.
type becomes struct {
	text   string
	code   fault.Code
	says   string
	plain  string // a part of the sentence without a stream, where it is another one
	limits func(*thinking.Limits)
}

func first(l *thinking.Limits)   { l.First = short }
func silence(l *thinking.Limits) { l.Silence = short }
func all(l *thinking.Limits)     { l.All = 4 * short }

var expected = map[string]becomes{
	"good":            {text: testserver.Words},
	"able":            {text: testserver.Words},
	"thinks":          {text: testserver.Words},
	"desk":            {text: testserver.Drafts[0]},
	"hangs-up":        {code: fault.Busy, says: "hung up."},
	"never":           {code: fault.Busy, says: "said nothing for 300 ms.", limits: first},
	"late":            {code: fault.Busy, says: "said nothing for 300 ms.", limits: first},
	"falls-silent":    {code: fault.Busy, says: "stopped in the middle: nothing came for 300 ms.", limits: silence},
	"unauthorized":    {code: fault.Denied, says: "does not know this key."},
	"forbidden":       {code: fault.Denied, says: "does not let this key use tide-1. Whoever gave you the key can allow it. It says: This project has no access"},
	"not-found":       {code: fault.NotFound, says: "has no model called tide-1"},
	"too-many":        {code: fault.Busy, says: "has been asked too often. Wait a minute"},
	"too-many-once":   {text: testserver.Words},
	"too-many-long":   {code: fault.Busy, says: "has been asked too often. Ask again in 60 minutes."},
	"trouble-once":    {text: testserver.Words},
	"trouble":         {code: fault.Busy, says: "has trouble of its own (500)."},
	"loading":         {code: fault.Busy, says: "is not ready: it may still be loading tide-1. Ask again in a moment. It says: Loading model"},
	"cut":             {code: fault.Mismatch, says: "broke off."},
	"cut-connection":  {code: fault.Mismatch, says: "broke off."},
	"cut-json":        {code: fault.Mismatch, says: "broke off."},
	"done-only":       {code: fault.Mismatch, says: "broke off."},
	"web-page":        {code: fault.BadInput, says: "answered with a web page"},
	"web-page-unsaid": {code: fault.BadInput, says: "answered with a web page"},
	"error-200":       {code: fault.Mismatch, says: "could not answer. Ask again; if it stays so, try another model. It says: The context is too long."},
	"error-midway":    {code: fault.Mismatch, says: "could not answer. Ask again; if it stays so, try another model. It says: CUDA out of memory"},
	"flood":           {code: fault.Mismatch, says: "sent far more than was asked for", plain: noAnswer},
	"keep-alive":      {text: testserver.Words},
	"only-comments":   {code: fault.Busy, says: "said nothing for 300 ms.", plain: noAnswer, limits: first},
	"no-choices":      {code: fault.Mismatch, says: "answered without a word."},
	"empty":           {code: fault.Mismatch, says: "answered without a word."},
	"three":           {text: testserver.Words},
	"options":         {text: testserver.Words},
	"no-streams":      {text: testserver.Words},
	"wrong-type":      {text: testserver.Words},
	"echo":            {text: "<script>alert(1)</script>"},
	"other-language":  {text: "Die Flut hält"},
	"too-long":        {text: testserver.Words + " " + testserver.Words},
	"stops-short":     {text: "The tide has kept"},
	"filtered":        {code: fault.Denied, says: "would not answer this."},
	"endless":         {code: fault.Busy, says: "was not done after 2 seconds.", plain: noAnswer, limits: all},
	"after-the-end":   {text: testserver.Words},
	"elsewhere":       {code: fault.BadInput, says: "sent the question on to another address"},
}

// Every server, with a stream and without: the right sentence within its limit, no
// key in it, and nothing left running.
func TestEveryServer(t *testing.T) {
	t.Parallel()
	for _, one := range testserver.Servers {
		for _, streams := range []bool{true, false} {
			want, known := expected[one.Name]
			if !known {
				t.Errorf("%s: nobody says what comes of it", one.Name)
				continue
			}
			t.Run(fmt.Sprintf("%s/stream=%v", one.Name, streams), func(t *testing.T) {
				t.Parallel()
				limits := far
				if want.limits != nil {
					want.limits(&limits)
				}
				client := at(t, testserver.Handler(one.Name, fast), limits)
				var heard strings.Builder
				hear := func(piece string) { heard.WriteString(piece) }
				if !streams {
					hear = nil
				}
				answer, err := client.Ask(t.Context(), &thinking.Ask{System: "Say it.", Text: "The tide.", Most: 200, Schema: json.RawMessage(`{"type":"object"}`)}, hear)
				if err == nil {
					if want.text == "" || !strings.HasPrefix(answer.Text, want.text) {
						t.Fatalf("an answer: %q", answer.Text)
					}
					if streams && heard.String() != answer.Text {
						t.Errorf("heard %q of %q", heard.String(), answer.Text)
					}
					if answer.Whole == (one.Name == "stops-short") || answer.Host != client.Server.Host() {
						t.Errorf("%+v", answer)
					}
					return
				}
				says, code := want.says, want.code
				if !streams && want.plain != "" {
					says, code = want.plain, fault.Mismatch
				}
				f := fault.Of(err)
				if want.text != "" || f.Code != code || !strings.Contains(f.Error(), says) || f.Hint == "" {
					t.Errorf("%s: %v (it heard %q)", f.Code, f, heard.String())
				}
				if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "canary") {
					t.Errorf("the key is in it: %#v", err)
				}
			})
		}
	}
	if len(testserver.Servers) != len(expected) {
		t.Errorf("%d servers, and %d are known", len(testserver.Servers), len(expected))
	}
}

// Whoever stops it is free at once, and nothing goes on behind.
func TestStop(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, name := range []string{"never", "falls-silent", "endless", "only-comments"} {
		server := httptest.NewServer(testserver.Handler(name, fast))
		client := thinking.Client{Server: thinking.Server{Address: server.URL + "/v1", Model: "tide-1"}, Limits: far}
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, stop)
		began := time.Now()
		_, err := client.Ask(ctx, &thinking.Ask{Text: "The tide."}, func(string) {})
		t.Logf("%s: free after %v", name, time.Since(began)-50*time.Millisecond)
		if f := fault.Of(err); f == nil || f.Code != fault.Cancelled {
			t.Errorf("%s: %v", name, err)
		}
		server.Close()
		stop()
	}
	for range 200 { // what ends takes a moment to be gone
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	all := make([]byte, 1<<16)
	t.Errorf("%d goroutines are left over:\n%s", runtime.NumGoroutine()-before, all[:runtime.Stack(all, true)])
}

func TestTokensAndModel(t *testing.T) {
	for _, hear := range []func(string){nil, func(string) {}} {
		client := at(t, testserver.Handler("good", fast), far)
		answer, err := client.Ask(t.Context(), &thinking.Ask{Text: "The tide."}, hear)
		if err != nil || answer.Tokens != (thinking.Tokens{Asked: 120, Answered: 18}) || answer.Model != "tide-1" || !answer.Whole {
			t.Errorf("%+v, %v", answer, err)
		}
	}
}

// Nothing leaves this machine without an address, nor to one that is none.
func TestNoAddress(t *testing.T) {
	for address, code := range map[string]fault.Code{
		"": fault.NotFound, " ": fault.NotFound, "localhost:11434": fault.BadInput, "file:///etc/passwd": fault.BadInput, "http://": fault.BadInput,
		"http://me:secret@host/v1": fault.BadInput, "http://host/v1?x=y": fault.BadInput, "http://[": fault.BadInput,
	} {
		client := thinking.Client{Server: thinking.Server{Address: address, Model: "tide-1"}, Limits: far}
		if _, err := client.Ask(t.Context(), &thinking.Ask{Text: "x"}, nil); fault.Of(err) == nil || fault.Of(err).Code != code || fault.Of(err).Hint == "" {
			t.Errorf("%q: %v", address, err)
		}
	}
	client := thinking.Client{Server: thinking.Server{Address: "http://127.0.0.1:9/v1", Model: "tide-1"}, Limits: far}
	if _, err := client.Ask(t.Context(), &thinking.Ask{Text: "x"}, nil); !strings.Contains(fmt.Sprint(err), "Nothing answers at 127.0.0.1:9.") {
		t.Error(err)
	}
}

// The key goes where it belongs and is printed by nothing.
func TestKey(t *testing.T) {
	var got string
	client := at(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization")
		testserver.Handler("good", fast).ServeHTTP(w, r)
	}), far)
	if _, err := client.Ask(t.Context(), &thinking.Ask{Text: "x"}, nil); err != nil || got != "Bearer "+key {
		t.Errorf("%q, %v", got, err)
	}
	written, err := json.Marshal(client)
	if err != nil {
		t.Fatal(err)
	}
	if printed := fmt.Sprintf("%v %+v %#v %s %s", client.Server, client.Server, client.Server, client.Server.Key, written); strings.Contains(printed, "canary") {
		t.Error(printed)
	}
}
