package preflight_test

import (
	"bytes"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// pictured is a message with pictures of so many bytes.
func pictured(sizes ...int) []byte {
	var b bytes.Buffer
	b.WriteString("From: a@tidewater.example\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hello.</p>\r\n")
	for _, n := range sizes {
		b.WriteString("--b\r\nContent-Type: image/png\r\n\r\n")
		b.Write(bytes.Repeat([]byte("x"), n))
		b.WriteString("\r\n")
	}
	b.WriteString("--b--\r\n")
	return b.Bytes()
}

// TestPicturesTogether holds that pictures are judged one by one, and all
// together.
func TestPicturesTogether(t *testing.T) {
	const mb = 1 << 20
	for _, c := range []struct {
		sizes []int
		want  []int // lines of the findings
	}{
		{[]int{mb, mb, mb}, nil},
		{[]int{mb, mb, mb, 1}, []int{1}},
		{[]int{1, mb + 1, 1, mb + 1}, []int{13, 21}},
		{[]int{4 * mb}, []int{1, 9}},
	} {
		in, err := preflight.OfMessage(pictured(c.sizes...))
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, f := range preflight.Check(in) {
			if f.Check == "size.images" {
				got = append(got, f.Line)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%v: lines %v, want %v", c.sizes, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%v: lines %v, want %v", c.sizes, got, c.want)
			}
		}
	}
}

// TestPartsInOrder holds that the findings of a part stand together: those of
// the message, then the HTML's.
func TestPartsInOrder(t *testing.T) {
	raw := "From: a@gmail.com\r\nSubject: K\u00e4se\r\nMessage-ID: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" +
		"<html><body>\n<p>a <a href='#'>here</a></p>\n<img src=x.webp>\n</body></html>\r\n"
	in, err := preflight.OfMessage([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	var before issue.Finding
	for i, f := range preflight.Check(in) {
		if i > 0 && (f.Part < before.Part || f.Part == before.Part && f.Line < before.Line) {
			t.Errorf("%s in %q, line %d, stands after %s in %q, line %d", f.Check, f.Part, f.Line, before.Check, before.Part, before.Line)
		}
		before = f
	}
	if before.Part != issue.PartHTML {
		t.Error("nothing is found in the HTML")
	}
}

// TestWordsOfAnyBytes holds that what a finding quotes of a message that is no
// UTF-8 stands where it says, and that half a character is never quoted.
func TestWordsOfAnyBytes(t *testing.T) {
	for _, words := range []string{"\xe4\xf6\xfc", strings.Repeat("é", 700), "a" + strings.Repeat("潮", 400), strings.Repeat("\x80", 900), "\xf0\x9f\x8c" + strings.Repeat("🌊", 300)} {
		for _, raw := range []string{
			"Subject: " + words + "\nX: y\nDate: " + words + "\n\nHello.",
			"Subject: x\n\n" + words + "\r" + words + " " + words,
			"Subject: x\nX: y\n" + words + "\n" + words + ": z\n\nHello.",
		} {
			in, err := preflight.OfMessage([]byte(raw))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range preflight.Check(in) {
				verifyMail(t, in, &f)
			}
		}
	}
}

// TestLargeExport holds that the message of an issue, which is for looking at,
// stops no export, while one that was made elsewhere is what is sent.
func TestLargeExport(t *testing.T) {
	message := &preflight.Message{Raw: make([]byte, 26<<20)}
	for want, edition := range map[issue.Severity]*issue.Edition{
		issue.SeverityWarning: {Issue: &issue.Issue{}}, issue.SeverityError: nil,
	} {
		var got issue.Severity
		for _, f := range preflight.Check(preflight.Input{Edition: edition, Message: message}) {
			if f.Check == "size.images" {
				got = f.Severity
			}
		}
		if got != want {
			t.Errorf("it is %q, want %q", got, want)
		}
	}
}
