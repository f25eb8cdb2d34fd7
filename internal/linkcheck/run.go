package linkcheck

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// run is one Check: what is asked, and what was answered.
type run struct {
	*Checker
	lost
	gate     *gate
	via      http.RoundTripper
	heard    atomic.Bool // somebody out there answered something
	progress func(done, total int)

	hosts []*queue // what is to be asked, by the host that is asked first

	mu          sync.Mutex
	answers     map[string]Answer // by the address that is asked for
	unheard     []string          // addresses of which no server said anything
	done, total int
}

// queue is what one host is asked, in the order of the issue.
type queue struct {
	todo []question
	mu   sync.Mutex
}

// question is an address as it stands in the issue, and as it is read.
type question struct {
	address string
	url     *url.URL
}

func (q *queue) next() (one question, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.todo) == 0 {
		return question{}, false
	}
	one = q.todo[0]
	q.todo = q.todo[1:]
	return one, true
}

func (c *Checker) newRun(progress func(done, total int)) *run {
	if progress == nil {
		progress = func(int, int) {}
	}
	return &run{
		Checker: c, progress: progress, answers: map[string]Answer{},
		gate: newGate(orOne(c.Parallel, usualParallel), orOne(c.PerHost, usualPerHost), or(c.Pause, usualPause)),
	}
}

// gather parts what is to be asked from what needs no asking.
func (r *run) gather(urls []string, known map[string]Answer) {
	fresh := r.fresh(known)
	byHost := map[string]*queue{}
	seen := map[string]bool{}
	count, most := 0, orOne(r.Most, usualMost)
	for _, raw := range urls {
		address := Address(raw)
		if seen[address] || !isWeb(raw) {
			continue
		}
		seen[address] = true
		if answer, ok := fresh[address]; ok {
			r.answers[address] = answer
			continue
		}
		u, answer := r.target(address)
		if answer == nil && count == most {
			answer = &Answer{State: Skipped, Why: fmt.Sprintf(whyMany, most)}
		}
		if answer != nil {
			r.answers[address] = r.stamped(*answer, address)
			continue
		}
		count++
		host := hostKey(u)
		if byHost[host] == nil {
			byHost[host] = &queue{}
			r.hosts = append(r.hosts, byHost[host])
		}
		byHost[host].todo = append(byHost[host].todo, question{address, u})
	}
	r.done, r.total = len(r.answers), len(r.answers)+count
	r.progress(r.done, r.total)
}

// fresh gives the answers that need not be asked for again.
func (r *run) fresh(known map[string]Answer) map[string]Answer {
	now, age := r.now(), or(r.MaxAge, usualMaxAge)
	fresh := map[string]Answer{}
	for raw, answer := range known {
		old := now.Sub(answer.Checked)
		if old < 0 || old >= age || answer.State != Fine && answer.State != Refused {
			continue // what comes from after now was put down by another clock
		}
		address := Address(raw)
		if one, there := fresh[address]; !there || answer.Checked.After(one.Checked) {
			fresh[address] = answer
		}
	}
	return fresh
}

// askAll asks every host's questions, until ctx ends.
func (r *run) askAll(ctx context.Context) {
	if len(r.hosts) == 0 {
		return
	}
	r.via = r.Checker.via
	if r.via == nil {
		transport := r.transport()
		defer transport.CloseIdleConnections()
		r.via = transport
	}
	var wait sync.WaitGroup
	for _, q := range r.hosts {
		for range min(len(q.todo), orOne(r.PerHost, usualPerHost)) {
			wait.Go(func() {
				for one, ok := q.next(); ok && ctx.Err() == nil; one, ok = q.next() {
					r.ask(ctx, one)
				}
			})
		}
	}
	wait.Wait()
}

// ask asks for one address, and puts the answer down unless ctx ended first.
func (r *run) ask(ctx context.Context, one question) {
	answer, ok := r.follow(ctx, one.url)
	if !ok {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers[one.address] = r.stamped(answer, one.address)
	if answer.Status == 0 {
		r.unheard = append(r.unheard, one.address)
	}
	r.done++
	r.progress(r.done, r.total)
}

func (r *run) stamped(a Answer, address string) Answer {
	a.URL, a.Checked = address, r.now().Round(0)
	return a
}

// doubt takes back what was said about addresses when nobody at all answered:
// then it is the desk that is cut off, or a network that leads every name to its
// own page.
func (r *run) doubt() {
	if r.heard.Load() {
		return
	}
	for _, address := range r.unheard {
		a := r.answers[address]
		r.answers[address] = Answer{URL: a.URL, State: Offline, Why: whyOffline, Checked: a.Checked}
	}
}

// hostKey is what the bound per host goes by.
func hostKey(u *url.URL) string { return strings.TrimRight(strings.ToLower(u.Hostname()), ".") }

// later is how long a server asks to be left alone, when that is said in a way
// that can be kept to (RFC 9110, 10.2.3); zero when it is not.
func later(h http.Header, now time.Time) time.Duration {
	value := h.Get("Retry-After")
	if seconds, err := time.ParseDuration(value + "s"); err == nil && strings.IndexFunc(value, notDigit) < 0 {
		return seconds
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

func notDigit(r rune) bool { return r < '0' || r > '9' }
