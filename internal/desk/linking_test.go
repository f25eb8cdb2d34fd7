package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/linkcheck"
	"galley/internal/store"
)

// asker answers in place of the network.
type asker struct {
	answer func(raw string) linkcheck.Answer
	most   int // answers, before the person stops it
	stop   func()
	urls   []string
	known  map[string]linkcheck.Answer
}

func (a *asker) Check(_ context.Context, urls []string, known map[string]linkcheck.Answer, progress func(done, total int)) map[string]linkcheck.Answer {
	a.urls, a.known = urls, known
	answers := map[string]linkcheck.Answer{}
	for _, raw := range urls {
		if a.most > 0 && len(answers) == a.most {
			a.stop()
			break
		}
		one := a.answer(raw)
		one.URL = linkcheck.Address(raw)
		answers[raw] = one
		if progress != nil {
			progress(len(answers), len(urls))
		}
	}
	return answers
}

// linkingDesk is a writing desk whose clock and network are the test's.
func linkingDesk(t *testing.T) (d *Desk, view DraftView, a *asker, now *time.Time) {
	t.Helper()
	d, view = writingDesk(t)
	at := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	a = &asker{answer: func(string) linkcheck.Answer { return linkcheck.Answer{State: linkcheck.Fine, Checked: at} }}
	d.Links, d.Now = a, func() time.Time { return at }
	return d, view, a, &at
}

func (d *Desk) reachedNow(t *testing.T, id string) map[string]linkcheck.Answer {
	t.Helper()
	o, _, err := d.finished(t.Context(), id, "")
	if err != nil {
		t.Fatal(err)
	}
	return o.reached
}

// What was typed just now is asked, and the answers are there for what is
// checked next, for a day.
func TestCheckLinks(t *testing.T) {
	d, view, a, now := linkingDesk(t)
	const link = "https://gauges.example/tide#today"
	if len(d.reachedNow(t, view.Issue)) > 0 {
		t.Error("answers before anybody asked")
	}
	c := view.Copies[0]
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\nSee [the gauges]("+link+")."); err != nil {
		t.Fatal(err)
	}
	steps := 0
	if err := d.CheckLinks(t.Context(), view.Issue, func(int, int) { steps++ }); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(a.urls, link) || steps != len(a.urls) {
		t.Errorf("asked %q in %d steps", a.urls, steps)
	}
	if got := d.reachedNow(t, view.Issue)[link]; got.State != linkcheck.Fine || got.URL != "https://gauges.example/tide" || !got.Checked.Equal(*now) {
		t.Errorf("known: %+v", got)
	}
	if err := d.CheckLinks(t.Context(), view.Issue, nil); err != nil || a.known["https://gauges.example/tide"].State != linkcheck.Fine {
		t.Errorf("the next time it is not known: %v, %v", a.known, err)
	}
	*now = now.Add(stillTrue)
	if got := d.reachedNow(t, view.Issue); len(got) > 0 {
		t.Errorf("a day later: %v", got)
	}
	*now = now.Add(-2 * stillTrue)
	if got := d.reachedNow(t, view.Issue); len(got) > 0 {
		t.Errorf("before they were asked: %v", got)
	}
}

// An issue's links are those of its items and of what stands around them, but
// for its own place on the web.
func TestAddresses(t *testing.T) {
	d, _, _, _ := linkingDesk(t)
	const text = `---
galley: 1
number: 74
web_url: https://tidewater.example/{number}
archive_url: https://tidewater.example/all/{number}
unsubscribe_url: https://tidewater.example/leave
masthead: "[Tidewater](https://tidewater.example/mast)"
footer: "[Imprint](https://tidewater.example/imprint) [Online](https://tidewater.example/74#top) [Leave]({{unsubscribe}})"
social:
  - name: Fediverse
    url: https://social.example/@tide
utm: utm_source=mail
---

<!-- letter; id=aaaa -->
[One](https://one.example/#a), <https://two.example/>, https://three.example and [mail](mailto:a@one.example).
`
	o, err := d.Load(t.Context(), textSource(text), "")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"https://tidewater.example/mast", "https://one.example/#a", "https://two.example/", "https://three.example", "mailto:a@one.example",
		"https://tidewater.example/imprint", "{{unsubscribe}}", "https://social.example/@tide", "https://tidewater.example/leave",
	}
	if got := o.addresses(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := d.AskLinks(t.Context(), o, nil); len(got) != len(want) || len(o.reached) != len(want) {
		t.Errorf("asked: %v", got)
	}
	if kept, _ := d.Store.Setting(keptLinks); kept != "" {
		t.Errorf("kept %s", kept)
	}
}

// textSource is an issue file with nothing beside it.
type textSource string

func (s textSource) Text() (string, []byte, error)      { return issueFile, []byte(s), nil }
func (textSource) Above(string) (string, []byte, error) { return "", nil, nil }
func (textSource) Beside(name string) ([]byte, error)   { return nil, notBeside(name) }

// Who stops it keeps what was answered; a desk without a network keeps what it
// knew.
func TestCheckLinksStopped(t *testing.T) {
	d, view, a, _ := linkingDesk(t)
	c := view.Copies[0]
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\n[One](https://one.example/), [two](https://two.example/)."); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	a.most, a.stop = 1, stop
	if err := d.CheckLinks(ctx, view.Issue, nil); fault.Of(err).Code != fault.Cancelled {
		t.Errorf("stopped: %v", err)
	}
	if got := d.reachedNow(t, view.Issue); len(got) != 1 {
		t.Errorf("after a stop: %v", got)
	}
	a.most, a.answer = 0, func(string) linkcheck.Answer { return linkcheck.Answer{State: linkcheck.Offline, Checked: d.now()} }
	err := d.CheckLinks(t.Context(), view.Issue, nil)
	if fault.Of(err).Code != fault.Busy || !strings.Contains(err.Error(), "No address could be reached") {
		t.Errorf("without a network: %v", err)
	}
	if got := d.reachedNow(t, view.Issue); len(got) != 1 {
		t.Errorf("after a desk without a network: %v", got)
	}
	if err := d.CheckLinks(t.Context(), "none", nil); fault.Of(err).Code != fault.NotFound {
		t.Errorf("no such issue: %v", err)
	}
}

// The newest answers are kept, in so much room, and they are there after a
// restart; what cannot be read is as if nobody had asked.
func TestAnswersKept(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	open := func() *Desk {
		s, err := store.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		return &Desk{Store: s, Now: func() time.Time { return now }}
	}
	d := open()
	batch := func(from, to int, more string) map[string]linkcheck.Answer {
		answers := map[string]linkcheck.Answer{}
		for i := from; i < to; i++ {
			url := fmt.Sprintf("https://one.example/%d%s", i, more)
			answers[url] = linkcheck.Answer{URL: url, State: linkcheck.Gone, Status: 404, Why: "It is gone.", Checked: now.Add(time.Duration(i-9999) * time.Second)}
		}
		answers["skipped"] = linkcheck.Answer{URL: "skipped", State: linkcheck.Skipped}
		return answers
	}
	for i := range 3 {
		if err := d.keepAnswers(batch(i*1000, i*1000+1000, "")); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = open()
	got := d.answers()
	if _, old := got["https://one.example/999"]; old || len(got) != mostAnswers || got["https://one.example/2999"].Status != 404 {
		t.Errorf("%d are kept", len(got))
	}
	if err := d.keepAnswers(batch(3000, 3500, strings.Repeat("x", 4000))); err != nil {
		t.Fatal(err)
	}
	text, err := d.Store.Setting(keptLinks)
	if err != nil || len(text) > answersSize+2 || !json.Valid([]byte(text)) || len(d.answers()) < 100 {
		t.Errorf("%d bytes for %d answers, %v", len(text), len(d.answers()), err)
	}
	if err := d.Store.Keep(issue.Batch{Settings: map[string]string{keptLinks: `{"of":"another version"}`}}); err != nil || len(d.answers()) != 0 {
		t.Error("what cannot be read is known", err)
	}
	if err := d.keepAnswers(batch(0, 1, "")); err != nil || len(d.answers()) != 1 {
		t.Error("nothing is kept over it", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

// What cannot be asked does not count among what is still to be asked: addresses
// of letters, slots, and what is filled in later.
func TestWhatCanBeAsked(t *testing.T) {
	d, view, a, now := linkingDesk(t)
	c := view.Copies[0]
	if _, err := d.Retype(view.Issue, c.ID, c.Copy+"\n\n[Mail](mailto:a@one.example), [leave]({{unsubscribe}}), "+
		"[yours](https://one.example/?u={{first_name}}), [inside](http://10.0.0.1/), [one](https://one.example/)."); err != nil {
		t.Fatal(err)
	}
	a.answer = func(raw string) linkcheck.Answer {
		if !linkcheck.Askable(raw) {
			return linkcheck.Answer{State: linkcheck.Skipped}
		}
		return linkcheck.Answer{State: linkcheck.Fine, Checked: *now}
	}
	links := func() LinksView {
		t.Helper()
		f, err := d.Flight(t.Context(), view.Issue)
		if err != nil {
			t.Fatal(err)
		}
		return f.Links
	}
	before := links()
	if err := d.CheckLinks(t.Context(), view.Issue, nil); err != nil {
		t.Fatal(err)
	}
	if after := links(); before.Checked != 0 || after.Total != before.Total || after.Checked != after.Total || after.Total < 2 {
		t.Errorf("before %+v, after %+v", before, after)
	}
}

// What says nothing about today any more is not kept when new answers are.
func TestOldAnswersGo(t *testing.T) {
	d, _, _, now := linkingDesk(t)
	keep := func(url string) {
		t.Helper()
		if err := d.keepAnswers(map[string]linkcheck.Answer{url: {URL: url, State: linkcheck.Fine, Checked: *now}}); err != nil {
			t.Fatal(err)
		}
	}
	keep("https://one.example/?token=old")
	*now = now.Add(stillTrue - time.Minute)
	keep("https://one.example/young")
	if got := d.answers(); len(got) != 2 {
		t.Errorf("within a day: %v", got)
	}
	*now = now.Add(2 * time.Minute)
	keep("https://one.example/new")
	if got := d.answers(); len(got) != 2 || got["https://one.example/young"].State != linkcheck.Fine {
		t.Errorf("after a day: %v", got)
	}
}
