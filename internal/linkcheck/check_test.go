package linkcheck

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"
)

// web is a server with everything on it that a link can lead to.
func web(t *testing.T) http.Handler {
	mux := http.NewServeMux()
	redirects(mux.HandleFunc)
	liars(mux.HandleFunc)
	attacks(t, mux.HandleFunc)
	return mux
}

type handle = func(path string, h func(http.ResponseWriter, *http.Request))

// redirects has what is as it should be, and what leads on.
func redirects(on handle) {
	on("/ok", func(http.ResponseWriter, *http.Request) {})
	on("/status/{code}", func(w http.ResponseWriter, r *http.Request) {
		code, _ := strconv.Atoi(r.PathValue("code"))
		w.WriteHeader(code)
	})
	on("/hop/{n}", func(w http.ResponseWriter, r *http.Request) {
		if n, _ := strconv.Atoi(r.PathValue("n")); n > 0 {
			http.Redirect(w, r, fmt.Sprintf("/hop/%d", n-1), http.StatusMovedPermanently)
		}
	})
	on("/loop/{n}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/loop/"+map[string]string{"a": "b", "b": "a"}[r.PathValue("n")], http.StatusFound)
	})
	on("/to", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Query().Get("u"))
		w.WriteHeader(http.StatusFound)
	})
	on("/short", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/unsubscribe?u=1234", http.StatusFound)
	})
	on("/cookie", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("met"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "met", Value: "yes", Domain: "tide.test"})
			http.Redirect(w, r, "/cookie", http.StatusFound)
		}
	})
}

// liars has servers that do not mean what they say.
func liars(on handle) {
	on("/no-head", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	on("/lies", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusNotFound)
		}
	})
	on("/hangs-on-head", func(_ http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			panic(http.ErrAbortHandler)
		}
	})
	on("/broken", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	on("/wall", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cf-Mitigated", "challenge")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
}

// attacks has servers that want to cost a desk something.
func attacks(t *testing.T, on handle) {
	on("/headers", func(w http.ResponseWriter, _ *http.Request) {
		for i := range 100 {
			w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 4<<10))
		}
	})
	on("/garbled", func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = conn.Write([]byte("SMTP 220 hello\r\n\r\n"))
		_ = conn.Close()
	})
	on("/endless", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusNotImplemented)
			return
		}
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	})
	on("/bomb", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			t.Error("a packed page is asked for")
		}
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		for range 32 {
			_, _ = z.Write(make([]byte, 1<<20))
		}
		_ = z.Close()
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	})
}

func TestCheck(t *testing.T) {
	here := all("127.0.0.1")
	c := lifted(t, func(name string) []netip.Addr {
		if name == "none.test" {
			return nil
		}
		return here(name)
	})
	s := serve(t, web(t))
	base := called(t, s, "tide.test")
	for _, is := range []struct {
		path   string
		state  State
		status int
		final  string
		why    string // part of it
	}{
		{"/ok", Fine, 200, "", whyFine},
		{"/ok#part", Fine, 200, "", whyFine},
		{"/status/204", Fine, 204, "", whyFine},
		{"/hop/1", Fine, 200, "/hop/0", whyMoved},
		{"/hop/5", Fine, 200, "/hop/0", whyMoved},
		{"/hop/6", TooMany, 301, "", "more than 5 times"},
		{"/loop/a", TooMany, 302, "", "in a circle"},
		{"/status/404", Gone, 404, "", "tide.test has no page at this address (404)"},
		{"/status/410", Gone, 410, "", "(410)"},
		{"/to?u=/status/404", Gone, 404, "/status/404", "(404)"},
		{"/status/400", Refused, 400, "", "turned Galley away (400)"},
		{"/status/401", Refused, 401, "", "name and a password"},
		{"/status/403", Refused, 403, "", "turned Galley away (403)"},
		{"/status/429", Refused, 429, "", "too often"},
		{"/status/451", Refused, 451, "", "legal reasons"},
		{"/status/999", Refused, 999, "", "turned Galley away"},
		{"/status/500", Failing, 500, "", "failed when it was asked for this page (500)"},
		{"/status/503", Failing, 503, "", "(503)"},
		{"/status/511", Offline, 511, "", "wants a login first (511)"},
		{"/status/304", Failing, 304, "", "does not say where to"},
		{"/wall", Refused, 503, "", "turned Galley away"},
		{"/no-head", Fine, 200, "", whyFine},
		{"/lies", Fine, 200, "", whyFine},
		{"/hangs-on-head", Fine, 200, "", whyFine},
		{"/cookie", Fine, 200, "", whyFine},
		{"/broken", Refused, 0, "", "broke off"},
		{"/endless", Fine, 200, "", whyFine},
		{"/bomb", Fine, 200, "", whyFine},
		{"/headers", Failing, 0, "", "no browser understands"},
		{"/garbled", Failing, 0, "", "no browser understands"},
		{"/to?u=http://10.0.0.1/", Forbidden, 302, "", "10.0.0.1 is in a private network"},
		{"/to?u=http://2130706433/", Forbidden, 302, "", "is in a private network"},
		{"/to?u=http://169.254.169.254/latest/meta-data/", Forbidden, 302, "", "private network"},
		{"/to?u=http://metadata.google.internal/", Forbidden, 302, "", "private network"},
		{"/to?u=file:///etc/passwd", Forbidden, 302, "", "out of the web, to “file:”"},
		{"/to?u=javascript:alert(1)", Forbidden, 302, "", "“javascript:”"},
		{"/to?u=http://ann:secret@tide.test/", Skipped, 302, "", "user name"},
		{"/short", Skipped, 302, "", "off a list"},
		{"/to?u=http://", Skipped, 302, "", "no address"},
		{"/to?u=http://[::1", Failing, 302, "", "no browser understands"},
		{"/to?u=http://none.test/", Unreachable, 0, "http://none.test/", "There is no host “none.test”"},
	} {
		got := one(t, c, base+is.path)
		final := is.final
		if strings.HasPrefix(final, "/") {
			final = base + final
		}
		if got.State != is.state || got.Status != is.status || got.Final != final || !strings.Contains(got.Why, is.why) {
			t.Errorf("%s: %+v", is.path, got)
		}
		if strings.Contains(got.Why, "%!") || !strings.HasSuffix(got.Why, ".") {
			t.Errorf("%s says %q", is.path, got.Why)
		}
		if want := Address(base + is.path); got.URL != want || time.Since(got.Checked) > time.Hour {
			t.Errorf("%s was asked as %s at %s", is.path, got.URL, got.Checked)
		}
	}
}
