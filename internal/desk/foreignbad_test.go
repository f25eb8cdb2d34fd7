package desk

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/preflight"
)

const someHead = "From: a@b.example\r\nSubject: The tide\r\nDate: Wed, 25 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@b.example>\r\nMIME-Version: 1.0\r\n"

// many repeats a piece of mail, less often where each step takes long.
func many(s string, n int) string { return strings.Repeat(s, n/slowdown) }

// hostileMail is mail that nobody sends and anybody could.
func hostileMail() map[string]func() string {
	const large = 30 << 20
	nested := func(depth int) string {
		var b strings.Builder
		b.WriteString(someHead)
		for i := range depth {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
		}
		return b.String() + "Content-Type: text/html\r\n\r\n<p>Deep.</p>"
	}
	html := func(s string) string { return someHead + "Content-Type: text/html; charset=utf-8\r\n\r\n" + s }
	return map[string]func() string{
		"thousands of parts.eml": func() string {
			return someHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + many("--b\r\nContent-Type: text/html; é=?x\r\n\r\n<p>a\r\n", 100_000)
		},
		"alternatives.eml": func() string {
			return someHead + "Content-Type: multipart/alternative; boundary=b\r\n\r\n" + many("--b\r\nContent-Type: text/html\r\n\r\n<p>a\r\n--b\r\n\r\nb\n", 50_000)
		},
		"nested.eml": func() string { return nested(5000 / slowdown) },
		"a huge field.eml": func() string {
			return "From: a@b.example\r\nSubject: " + many("=?utf-8?Q?a?= ", large/16) + "\r\n\r\nx"
		},
		"many fields.eml":        func() string { return many("Subject: a\r\n", large/12) },
		"a field that folds.eml": func() string { return "Subject: a\r\n" + many(" é\r\n", large/5) },
		"no line ends.eml":       func() string { return "Subject: " + many("é", large/2) },
		"CRs.eml":                func() string { return "From: a@b.example\r\n\r\n" + many("\r", large) },
		"LFs.eml":                func() string { return "From: a@b.example\n\n" + many("\n", large) },
		"NULs.eml":               func() string { return "From: a@b.example\r\nSubject: \x00\x00\r\n\r\n" + many("\x00", large) },
		"a charset that lies.eml": func() string {
			return someHead + "Content-Type: text/html; charset=utf-16\r\n\r\n" + many("\xff\xfe<p>\x80", 400_000)
		},
		"another one.eml": func() string {
			return someHead + "Content-Type: text/html; charset=us-ascii\r\n\r\n" + many("\xe4\xf6 ", 2<<20)
		},
		"base64.eml": func() string {
			return someHead + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString(make([]byte, large/slowdown*3/4))
		},
		"elements.eml":            func() string { return html(many("<b>", 2<<20)) },
		"links.eml":               func() string { return html(many("<a href=x>unsubscribe here</a>", 200_000)) },
		"one link around all.eml": func() string { return html("<a href=https://a.example/>" + many("here<i>", 500_000)) },
		"here.eml":                func() string { return html(many("<a href=https://a.example/>here</a>", 200_000)) },
		"tags.eml":                func() string { return html(many("{{{{x *|A %%b [[c {% ", 300_000)) },
		"numbers.eml":             func() string { return html(many("12 Quay 40213 Street ", 300_000)) },
		"styles.eml": func() string {
			return html("<style>" + many(".a .b>.c{color:red}", 100_000) + "</style>" + many("<p class='a b c'>x", 100_000))
		},
		"text links.eml": func() string {
			return someHead + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n" + many("a@b https://a.example/ ", 200_000) + "\r\n--b\r\nContent-Type: text/html\r\n\r\n" + many("<a href=https://b.example/?a>b</a>", 100_000)
		},
		"comments.html":             func() string { return many("<p><!--[if mso]>", 500_000) },
		"attributes.html":           func() string { return "<p " + many("a=b ", 2<<20) },
		"one line.html":             func() string { return "<p>" + many("é ", 2<<20) },
		"hidden.html":               func() string { return many("<p style=display:none>a", 300_000) },
		"a tag that never ends.eml": func() string { return html("<p>a</p><" + many("a", 8<<20)) },
	}
}

// TestHostileMail judges mail that is made to take for ever, or all of the
// memory: it comes to an end with few findings, and less memory in use at once
// than a program for the desk may take.
func TestHostileMail(t *testing.T) {
	for name, mail := range hostileMail() {
		t.Run(name, func(t *testing.T) {
			data := []byte(mail())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			found, err := New().CheckMail(name, data, "")
			runtime.ReadMemStats(&after)
			if err != nil {
				if f := fault.Of(err); f.Code != fault.BadInput {
					t.Fatal(err)
				}
				return
			}
			count := map[string]int{}
			for _, f := range found {
				if count[f.Check]++; count[f.Check] > 251 {
					t.Fatalf("more than 251 findings of %s", f.Check)
				}
			}
			if made := after.TotalAlloc - before.TotalAlloc; slowdown == 1 && made > 1<<30 {
				t.Errorf("%d MB were asked for in all", made>>20)
			}
			out, err := json.Marshal(found)
			if err != nil || len(out) > 4<<20 {
				t.Errorf("%d bytes of JSON, %v", len(out), err)
			}
		})
	}
}

// FuzzCheckMail holds of whatever bytes, as a message and as a page: no panic, a
// sentence in every finding, and the words of each where it says that they are.
func FuzzCheckMail(f *testing.F) {
	f.Add([]byte(someHead + "Content-Type: text/html\r\n\r\n<p>Hello, <a href=\"#\">here</a>.</p>"))
	f.Add([]byte("From: é\nSubject: RE: =?utf-8?Q?" + strings.Repeat("a", 80) + "?=\nSubject: x\nnothing\nDate: x\nMessage-ID: x\n\nHello."))
	f.Add([]byte(someHead + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<style>p{color:red}</style><p style=display:none>a<p>Käse <img src=a>\n--b\r\n\r\nb https://a.example/\r\n--b--"))
	f.Add([]byte("<!doctype html><html><body bgcolor=white><a href=https://a.example style='color:#fff'>Unsubscribe</a>\r\n{{x}} \xe4</body>"))
	f.Add([]byte("\xef\xbb\xbfSubject: \xff\xfe" + strings.Repeat("x", 1000) + "\r\rList-Unsubscribe-Post: y\r\r\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"fuzz.eml", "fuzz.html"} {
			in, err := foreign(name, data)
			if err != nil {
				if of := fault.Of(err); of.Code != fault.BadInput || of.Message == "" {
					t.Fatalf("%s: %v", name, err)
				}
				continue
			}
			for _, found := range preflight.Check(in) {
				wordsStand(t, &in, &found)
			}
		}
	})
}

// wordsStand holds what is true of every finding in mail.
func wordsStand(t *testing.T, in *preflight.Input, f *issue.Finding) {
	t.Helper()
	if f.Why == "" || !strings.HasSuffix(f.Why, ".") || strings.ContainsAny(f.Why, "\n\t") || f.Line < 1 || f.Column < 1 || len([]rune(f.Context)) > 200 {
		t.Errorf("%s: %+v", f.Check, f)
	}
	if f.Words == "" {
		return
	}
	var part []byte
	switch f.Part {
	case issue.PartHTML:
		part = in.HTML
	case issue.PartText:
		part = in.Text
	case issue.PartMessage:
		part = in.Message.Raw
	}
	lines := bytes.SplitAfter(part, []byte("\n"))
	if f.Line > len(lines) {
		t.Fatalf("%s: there is no line %d in %q", f.Check, f.Line, f.Part)
	}
	rest := []rune(string(bytes.Join(lines[f.Line-1:], nil)))
	if f.Column-1 > len(rest) || !strings.HasPrefix(string(rest[f.Column-1:]), f.Words) {
		t.Errorf("%s: %q does not stand at %d:%d of %q", f.Check, f.Words, f.Line, f.Column, f.Part)
	}
}
