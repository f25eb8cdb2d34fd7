package linkcheck

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// What is the same page is asked once, what is none not at all, and what needs
// no asking has its reason.
func TestAskedOnce(t *testing.T) {
	c := lifted(t, all("127.0.0.1"))
	v := &visits{}
	base := called(t, serve(t, v.counting(web(t))), "tide.test")
	many := "http://" + strings.Repeat("a", maxAddress) + ".test/"
	urls := []string{
		base + "/ok", base + "/ok", base + "/ok#a", " " + base + "/ok#b ", strings.Replace(base, "http", "HTTP", 1) + "/status/404",
		"mailto:ann@tide.test", "tel:+49301", "#top", "", "javascript:alert(1)", "ftp://tide.test/", "//tide.test/ok", "/ok",
		base + "/{{first_name}}", base + "/?u=*|UNIQID|*", base + "/?u=%7B%7Bemail%7D%7D", base + "/{number}",
		strings.Replace(base, "http://", "http://ann:secret@", 1) + "/ok", "http://", "http:///ok", "http://tide.test\\@10.0.0.1/", "http://a b.test/",
		base + "/unsubscribe?u=1234", many, "http://[::1", "http://..test/",
	}
	var progress [][2]int
	got := c.Check(t.Context(), urls, nil, func(done, total int) { progress = append(progress, [2]int{done, total}) })
	if want := []string{"HEAD tide.test/ok", "HEAD tide.test/status/404", "GET tide.test/status/404"}; !slices.Equal(v.seen(), want) {
		t.Errorf("asked for %q", v.seen())
	}
	for _, raw := range urls[:4] {
		if a := got[raw]; a.State != Fine || a.URL != base+"/ok" {
			t.Errorf("%q: %+v", raw, a)
		}
	}
	for _, raw := range urls[5:13] {
		if a, there := got[raw]; there {
			t.Errorf("%q: %+v", raw, a)
		}
	}
	for _, raw := range urls[13:] {
		if a := got[raw]; a.State != Skipped || a.Why == "" || a.Asked() {
			t.Errorf("%.80q: %+v", raw, a)
		}
	}
	total := 2 + len(urls[13:])
	want := [][2]int{{total - 2, total}, {total - 1, total}, {total, total}}
	if !slices.Equal(progress, want) {
		t.Errorf("progress %v, want %v", progress, want)
	}
}

// The link that takes one reader off a list is not followed; the page about that
// is.
func TestActs(t *testing.T) {
	for address, want := range map[string]bool{
		"https://tide.test/unsubscribe": false, "https://tide.test/unsubscribe/": false, "https://tide.test/lists/weekly/unsubscribe": false,
		"https://tide.test/2026/how-to-unsubscribe": false, "https://tide.test/4711": false, "https://tide.test/ok?u=4711": false,
		"https://tide.test/unsubscribe?u=4711": true, "https://tide.test/x?do=optout": true, "https://tide.test/Unsubscribe/3f9a7c": true,
		"https://tide.test/u/4711/unsubscribe": true, "https://tide.test/opt-out/ann@tide.test": true,
		"https://tide.test/unsub/qhXbZkTfLwMnPrStVzYcDgJkA": true,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if acts(u) != want {
			t.Errorf("%s: acts is %v", address, !want)
		}
	}
}

// What is known and young is not asked again where it is good news, or where
// asking again would tell no more.
func TestKnown(t *testing.T) {
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	c := lifted(t, all("127.0.0.1"))
	c.Now = func() time.Time { return now }
	v := &visits{}
	base := called(t, serve(t, v.counting(web(t))), "tide.test")
	known := map[string]Answer{}
	add := func(path string, state State, age time.Duration) {
		known[base+path] = Answer{URL: base + path, State: state, Checked: now.Add(-age)}
	}
	add("/ok?fine", Fine, 59*time.Minute)
	add("/ok?refused", Refused, time.Minute)
	add("/ok?old", Fine, time.Hour)
	add("/ok?gone", Gone, time.Minute)
	add("/ok?ahead", Fine, -time.Minute)
	urls := append(slices.Collect(maps.Keys(known)), base+"/ok?fine#part")
	got := c.Check(t.Context(), urls, known, nil)
	asked := v.seen()
	slices.Sort(asked)
	if want := []string{"HEAD tide.test/ok?ahead", "HEAD tide.test/ok?gone", "HEAD tide.test/ok?old"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q", asked)
	}
	if a := got[base+"/ok?fine#part"]; a != known[base+"/ok?fine"] {
		t.Errorf("known: %+v", a)
	}
	if a := got[base+"/ok?gone"]; a.State != Fine || !a.Checked.Equal(now) {
		t.Errorf("asked anew: %+v", a)
	}
	c.MaxAge = -1
	if c.Check(t.Context(), []string{base + "/ok?fine"}, known, nil); len(v.seen()) != 4 {
		t.Error("what is known is used, and shall not be")
	}
}

func TestBoundOfARun(t *testing.T) {
	c := lifted(t, all("127.0.0.1"))
	c.Most = 3
	v := &visits{}
	base := called(t, serve(t, v.counting(web(t))), "tide.test")
	var urls []string
	for i := range 10 {
		urls = append(urls, fmt.Sprintf("%s/ok?%d", base, i))
	}
	got := c.Check(t.Context(), urls, nil, nil)
	if len(v.seen()) != 3 || got[urls[2]].State != Fine || got[urls[3]].State != Skipped || !strings.Contains(got[urls[9]].Why, "up to 3 addresses") {
		t.Errorf("%d were asked: %+v", len(v.seen()), got)
	}
}

// Nobody learns of another host, and nobody gets a password.
func TestTellsNobody(t *testing.T) {
	c := lifted(t, all("127.0.0.1"))
	c.UserAgent = "Galley/9"
	v := &visits{}
	s := serve(t, v.counting(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "who", Value: "ann", Path: "/"})
		if host, port, _ := net.SplitHostPort(r.Host); host == "one.test" {
			http.Redirect(w, r, "http://two.test:"+port+"/", http.StatusFound)
		}
	})))
	t.Setenv("HTTP_PROXY", s.URL) // nobody asks the environment
	t.Setenv("http_proxy", s.URL)
	c.Check(t.Context(), []string{called(t, s, "one.test") + "/a", called(t, s, "one.test") + "/b", called(t, s, "two.test") + "/c"}, nil, nil)
	if len(v.headers) != 5 {
		t.Fatalf("asked for %q", v.seen())
	}
	for i, h := range v.headers {
		for _, name := range []string{"Referer", "Cookie", "Authorization", "Accept-Encoding", "Range"} {
			if h.Get(name) != "" {
				t.Errorf("%s is told %s: %s", v.list[i], name, h.Get(name))
			}
		}
		if h.Get("User-Agent") != "Galley/9" {
			t.Errorf("Galley calls itself %s", h.Get("User-Agent"))
		}
	}
}

// A server that never answers is slow; nothing waits for it longer than allowed.
func TestSlow(t *testing.T) {
	c := lifted(t, all("127.0.0.1"))
	c.Timeout = 20 * time.Millisecond
	done := make(chan struct{})
	s := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-done:
		}
	}))
	defer close(done)
	if a := one(t, c, called(t, s, "tide.test")+"/"); a.State != Slow || !strings.HasPrefix(a.Why, "tide.test did not answer") {
		t.Errorf("%+v", a)
	}
}

func TestCancel(t *testing.T) {
	c := lifted(t, all("127.0.0.1"))
	ctx, cancel := context.WithCancel(t.Context())
	var asked atomic.Int32
	s := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 3 {
			cancel()
			<-r.Context().Done()
		}
	}))
	base := called(t, s, "tide.test")
	urls := []string{base + "/1", base + "/2", base + "/3", base + "/4"}
	last := 0
	got := c.Check(ctx, urls, nil, func(done, _ int) { last = done })
	if len(got) != 2 || got[urls[0]].State != Fine || got[urls[1]].State != Fine || last != 2 {
		t.Errorf("%d done: %+v", last, got)
	}
	if got := c.Check(ctx, urls, nil, nil); len(got) != 0 || asked.Load() != 3 {
		t.Errorf("after the end: %+v", got)
	}
}

// Who reaches nobody says nothing about the addresses.
func TestOffline(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	address := called(t, gone, "tide.test")
	gone.Close()
	c := lifted(t, func(name string) []netip.Addr {
		switch name {
		case "tide.test":
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}
		case "private.test":
			return []netip.Addr{netip.MustParseAddr("10.0.0.7")}
		}
		return nil
	})
	urls := []string{"http://none.test/", "https://nor.test/", "http://private.test/"}
	for raw, a := range c.Check(t.Context(), urls, nil, nil) {
		if a.State != Offline || a.Asked() {
			t.Errorf("%s: %+v", raw, a)
		}
	}
	// One who says that nobody listens there is proof enough.
	urls = append(urls, "http://none.test/again")
	got := c.Check(t.Context(), append(urls, address), nil, nil)
	for raw, want := range map[string]State{urls[0]: Unreachable, urls[2]: Forbidden, urls[3]: Unreachable, address: Unreachable} {
		if got[raw].State != want {
			t.Errorf("%s: %+v", raw, got[raw])
		}
	}
	if !strings.Contains(got[address].Why, "takes no connections") || !strings.Contains(got[urls[2]].Why, "leads into a private network from here") {
		t.Errorf("%+v", got)
	}
}

// The bounds hold whoever redirects to whom: as counted by the servers.
func TestBoundsAsServersSeeThem(t *testing.T) {
	c := lifted(t, all("127.0.0.1"))
	c.Parallel, c.PerHost = 4, 2
	var all, most, mostHost atomic.Int32
	hosts := map[string]*atomic.Int32{"end.test": {}}
	for i := range 6 {
		hosts[fmt.Sprintf("h%d.test", i)] = &atomic.Int32{}
	}
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, port, _ := net.SplitHostPort(r.Host)
		host := hosts[name]
		raise(&most, all.Add(1))
		raise(&mostHost, host.Add(1))
		time.Sleep(time.Millisecond) // so that they meet if they may
		host.Add(-1)
		all.Add(-1)
		if name != "end.test" {
			http.Redirect(w, r, "http://end.test:"+port+"/", http.StatusFound)
		}
	}))
	var urls []string
	for i := range 60 {
		urls = append(urls, fmt.Sprintf("%s/%d", called(t, s, fmt.Sprintf("h%d.test", i%6)), i))
	}
	for raw, a := range c.Check(t.Context(), urls, nil, nil) {
		if a.State != Fine {
			t.Errorf("%s: %+v", raw, a)
		}
	}
	if most.Load() > 4 || mostHost.Load() > 2 {
		t.Errorf("%d at a time, %d to one host", most.Load(), mostHost.Load())
	}
}

func raise(most *atomic.Int32, n int32) {
	for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
	}
}
