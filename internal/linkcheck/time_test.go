package linkcheck

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// timed answers in the time of a bubble: each request takes so long, and each
// address says 429 as often as it is told to.
type timed struct {
	takes   time.Duration
	refuse  int
	retry   string
	mu      sync.Mutex
	asked   map[string]int
	begun   []time.Duration // since the beginning
	started time.Time
}

func (f *timed) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	f.begun = append(f.begun, time.Since(f.started))
	f.asked[r.URL.String()]++
	n := f.asked[r.URL.String()]
	f.mu.Unlock()
	select {
	case <-time.After(f.takes):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	response := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody, Request: r}
	if n <= f.refuse {
		response.StatusCode = http.StatusTooManyRequests
		response.Header.Set("Retry-After", f.retry)
	}
	return response, nil
}

// inBubble runs a check in fake time, and gives how long it took there.
func inBubble(t *testing.T, c *Checker, f *timed, urls []string) (answers map[string]Answer, took time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f.started, f.asked = time.Now(), map[string]int{}
		c.via = f
		answers = c.Check(t.Context(), urls, nil, nil)
		took = time.Since(f.started)
	})
	return answers, took
}

func pages(hosts, each int) (urls []string) {
	for i := range hosts {
		for k := range each {
			urls = append(urls, fmt.Sprintf("https://h%d.test/%d", i, k))
		}
	}
	return urls
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		name        string
		checker     Checker
		hosts, each int
		want        time.Duration
	}{
		{"eight at a time", Checker{}, 16, 1, 2 * time.Second},
		{"four at a time", Checker{Parallel: 4}, 16, 1, 4 * time.Second},
		{"one after the other to one host, with pauses", Checker{}, 1, 3, 3*time.Second + 500*time.Millisecond},
		{"two at a time to one host", Checker{PerHost: 2, Pause: -1}, 1, 4, 2 * time.Second},
		{"hosts do not wait for each other", Checker{}, 8, 3, 3*time.Second + 500*time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			answers, took := inBubble(t, &c.checker, &timed{takes: time.Second}, pages(c.hosts, c.each))
			if took != c.want || len(answers) != c.hosts*c.each {
				t.Errorf("%d answers took %s, want %s", len(answers), took, c.want)
			}
			for raw, a := range answers {
				if a.State != Fine {
					t.Errorf("%s: %+v", raw, a)
				}
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		name   string
		retry  string
		refuse int
		state  State
		asked  int
		took   time.Duration
	}{
		{"in seconds", "7", 1, Fine, 2, 7 * time.Second},
		{"once and no more", "7", 9, Refused, 2, 7 * time.Second},
		{"longer than it is waited", "31", 1, Refused, 1, 0},
		{"for ever", "99999999999999999999", 1, Refused, 1, 0},
		{"not said", "", 1, Refused, 1, 0},
		{"nonsense", "-7", 1, Refused, 1, 0},
		{"more nonsense", "1e1", 1, Refused, 1, 0},
		{"a date", "Sat, 01 Jan 2000 00:00:09 GMT", 1, Fine, 2, 9 * time.Second}, // a bubble begins at midnight of 2000
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &timed{refuse: c.refuse, retry: c.retry}
			answers, took := inBubble(t, &Checker{}, f, pages(1, 1))
			a := answers["https://h0.test/0"]
			if a.State != c.state || f.asked["https://h0.test/0"] != c.asked || took != c.took {
				t.Errorf("%+v after %d times and %s", a, f.asked["https://h0.test/0"], took)
			}
		})
	}
	// Others leave that host alone meanwhile.
	f := &timed{refuse: 1, retry: "7"}
	if _, took := inBubble(t, &Checker{PerHost: 2, Pause: -1}, f, pages(1, 3)); took < 14*time.Second || len(f.begun) != 6 {
		t.Errorf("%d requests in %s: %v", len(f.begun), took, f.begun)
	}
}

// A server that takes all the time that it is given costs so much, and no more:
// a HEAD and a GET.
func TestTimeBound(t *testing.T) {
	answers, took := inBubble(t, &Checker{}, &timed{takes: time.Hour}, pages(1, 1))
	if a := answers["https://h0.test/0"]; took != 20*time.Second+usualPause || a.State != Offline {
		t.Errorf("%s: %+v", took, a) // nobody else was heard either
	}
	if _, took = inBubble(t, &Checker{Whole: 12 * time.Second}, &timed{takes: time.Hour}, pages(1, 1)); took != 12*time.Second+usualPause {
		t.Error(took)
	}
}

// A server that never answers is given up, and its other addresses get the same
// answer; another one's do not.
func TestGivenUp(t *testing.T) {
	f := &timed{takes: time.Hour}
	answers, took := inBubble(t, &Checker{}, f, pages(2, 50))
	if want := 4*usualTimeout + 3*usualPause; took != want || len(f.begun) != 8 || len(answers) != 100 {
		t.Errorf("%d answers after %d requests and %s", len(answers), len(f.begun), took)
	}
}

func TestAnswerAsJSON(t *testing.T) {
	want := Answer{URL: "https://tide.test/a?b=1&c", State: Gone, Status: 404, Final: "https://tide.test/", Why: "“x” <y>.", Checked: time.Date(2026, 11, 27, 9, 0, 0, 5, time.UTC)}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Answer
	if err := json.Unmarshal(data, &got); err != nil || got != want {
		t.Errorf("%s: %+v, %v", data, got, err)
	}
}
