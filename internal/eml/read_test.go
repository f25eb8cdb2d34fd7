package eml

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"galley/internal/fault"
)

// crlf makes a raw email out of lines.
func crlf(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }

// Heads that nothing is wrong with.
const (
	goodHead  = "From: a@tidewater.example\r\nDate: Wed, 04 Mar 2026 09:30:00 +0100\r\nMessage-ID: <1@tidewater.example>\r\n"
	goodMulti = goodHead + "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n"
)

func read(t *testing.T, raw string) (Parsed, []Kind) {
	t.Helper()
	p, notes, err := Read(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []Kind
	for _, n := range notes {
		if n.Text == "" || !strings.HasSuffix(n.Text, ".") {
			t.Errorf("not a sentence: %+v", n)
		}
		kinds = append(kinds, n.Kind)
	}
	return p, kinds
}

// TestRead is mail as it comes: each gives its words, and the notes that it
// deserves.
func TestRead(t *testing.T) {
	tests := []struct {
		name, raw  string
		text, html string
		notes      []Kind
	}{
		{"plain", goodHead + crlf("", "Two tides."), "Two tides.\n", "", nil},
		{"no body", goodHead, "", "", nil},
		{"header of a mailbox file", "From a Wed Mar  4 09:30:00 2026\r\n" + goodHead + crlf("", "x"), "x\n", "", nil},
		{"empty lines before the header", "\r\n\r\n" + goodHead + crlf("", "x"), "x\n", "", nil},
		{"a byte order mark before it", string(bom) + goodHead + crlf("", "x"), "x\n", "", nil},
		{"LF only", strings.ReplaceAll(goodHead+"\r\nx\r\n", "\r\n", "\n"), "x\n", "", []Kind{LineEnds}},
		{"CR only", strings.ReplaceAll(goodHead+"\r\nx\r\n", "\r\n", "\r"), "x\n", "", []Kind{LineEnds}},
		{"one lone LF", goodHead + "\r\na\nb\r\n", "a\nb\n", "", []Kind{LineEnds}},
		{"a line of 998", goodHead + "\r\n" + strings.Repeat("x", 998) + "\r\n", strings.Repeat("x", 998) + "\n", "", nil},
		{"a line of 999", goodHead + "\r\n" + strings.Repeat("x", 999) + "\r\n", strings.Repeat("x", 999) + "\n", "", []Kind{LongLine}},
		{"HTML alone", goodHead + crlf("Content-Type: text/html; charset=utf-8", "", "<p>x"), "", "<p>x\n", nil},
		{"quoted-printable", goodHead + crlf("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: Quoted-Printable", "", "a =3D =C3=", "=A9=20", "b   "), "a = é \nb\n", "", nil},
		{"quoted-printable in a line of 10,000", goodHead + crlf("Content-Transfer-Encoding: quoted-printable", "", strings.Repeat("=41", 3400)), strings.Repeat("A", 3400) + "\n", "", []Kind{LongLine}},
		{"damaged quoted-printable", goodHead + crlf("Content-Transfer-Encoding: quoted-printable", "", "1=2, 50=%, \x07ring=\r=41"), "1=2, 50=%, \x07ring=\nA\n", "", []Kind{LineEnds, BadEncoding}},
		{"quoted-printable whose long line hides nothing", goodHead + crlf("Content-Transfer-Encoding: quoted-printable", "", strings.Repeat("=41", 3400)+"= ", "=c3=A9 \t", ""), strings.Repeat("A", 3400) + "é\n\n", "", []Kind{LongLine, BadCharset}},
		{"quoted-printable that ends in the middle", goodHead + "Content-Transfer-Encoding: quoted-printable\r\n\r\ntide\x01=\r\n=4", "tide\x01=4", "", []Kind{BadEncoding}},
		{"base64", goodHead + crlf("Content-Transfer-Encoding: base64", "", "VHdv", "IHRpZGVz"), "Two tides", "", nil},
		{"damaged base64", goodHead + crlf("Content-Transfer-Encoding: base64", "", "VHdv*IHR", "> pZGVzX"), "Two tides", "", []Kind{BadEncoding}},
		{"unknown encoding", goodHead + crlf("Content-Transfer-Encoding: uuencode", "", "x"), "x\n", "", []Kind{BadEncoding}},
		{"Windows-1252", goodHead + crlf("Content-Type: text/plain; charset=windows-1252", "", "\x93tide\x94 \x80\xE9\x81"), "“tide” €é\u0081\n", "", nil},
		{"Latin-1 that is Windows-1252", goodHead + crlf("Content-Type: text/plain; charset=ISO-8859-1", "", "it\x92s"), "it’s\n", "", nil},
		{"UTF-8 without saying so", goodHead + crlf("", "é"), "é\n", "", []Kind{BadCharset}},
		{"Windows-1252 without saying so", goodHead + crlf("", "\xE9"), "é\n", "", []Kind{BadCharset}},
		{"UTF-8 that says US-ASCII", goodHead + crlf("Content-Type: text/plain; charset=us-ascii", "", "é"), "é\n", "", []Kind{BadCharset}},
		{"UTF-8 that is not", goodHead + crlf("Content-Type: text/plain; charset=utf-8", "", "a\xE9b"), "a\uFFFDb\n", "", []Kind{BadCharset}},
		{"unknown charset", goodHead + crlf("Content-Type: text/plain; charset=koi8-r", "", "a\xC1\xC2b"), "a\uFFFDb\n", "", []Kind{BadCharset}},
		{"unknown charset, ASCII words", goodHead + crlf("Content-Type: text/plain; charset=koi8-r", "", "ab"), "ab\n", "", nil},
		{"a charset in which ASCII is not", goodHead + crlf("Content-Type: text/plain; charset=iso-2022-jp", "", "ab"), "ab\n", "", []Kind{BadCharset}},
		{"alternative", goodMulti + crlf("preamble", "--b", "", "x", "--b", "Content-Type: text/html", "", "<p>x", "--b--", "epilogue"), "x", "<p>x", nil},
		{"blanks after boundaries", goodMulti + crlf("--b \t", "", "x", "--b-- "), "x", "", nil},
		{"a longer boundary inside", goodMulti + crlf("--b", "", "--bb", "x--b", "--b--"), "--bb\nx--b", "", nil},
		{"HTML first", goodMulti + crlf("--b", "Content-Type: text/html", "", "<p>x", "--b", "Content-Type: text/plain", "", "x", "--b--"), "x", "<p>x", []Kind{Order}},
		{"cut off in a part", goodMulti + crlf("--b", "", "x"), "x\n", "", []Kind{CutOff}},
		{"cut off in a part's header", goodMulti + crlf("--b", "Content-Type: text/ht"), "", "", []Kind{CutOff}},
		{"an empty part", goodMulti + crlf("--b", "--b", "", "x", "--b--"), "x", "", nil},
		{"no part", goodMulti + crlf("just text"), "just text\n", "", []Kind{BadType}},
		{"no boundary parameter", goodHead + crlf("Content-Type: multipart/mixed", "", "--b", "", "x", "--b--"), "--b\n\nx\n--b--\n", "", []Kind{BadType}},
		{"a doubled parameter", goodHead + crlf("Content-Type: text/html; charset=utf-8; charset=\"utf-8\"", "", "é"), "", "é\n", nil},
		{"a type that is none", goodHead + crlf("Content-Type: text", "", "x"), "x\n", "", []Kind{BadType}},
		{"a part without a header", goodMulti + crlf("--b", "Two tides, one harbour", "--b--"), "Two tides, one harbour", "", nil},
		{"a damaged header line", goodHead + crlf("what is this", "Content-Type: text/html", "", "<p>x"), "", "<p>x\n", []Kind{BadHeader}},
		{"no empty line after the header", goodHead + crlf("Two tides", "one harbour"), "Two tides\none harbour\n", "", []Kind{BadHeader}},
		{"two subjects", "Subject: a\r\nSubject: b\r\n" + goodHead + crlf("", "x"), "x\n", "", []Kind{BadHeader}},
		{"bare UTF-8 in a header", "Subject: \xC3\xA9\r\n" + goodHead + crlf("", "x"), "x\n", "", []Kind{RawHeader}},
		{"a long encoded-word", "Subject: =?utf-8?q?" + strings.Repeat("x", 64) + "?=\r\n" + goodHead + crlf("", "x"), "x\n", "", []Kind{EncodedWord}},
		{"an encoded-word of 75", "Subject: =?utf-8?q?" + strings.Repeat("x", 63) + "?=\r\n" + goodHead + crlf("", "x"), "x\n", "", nil},
		{"an encoded-word of an unknown charset", "Subject: =?koi8-r?q?=C1?=\r\n" + goodHead + crlf("", "x"), "x\n", "", []Kind{EncodedWord}},
		{"no ids", "Subject: a\r\n" + crlf("", "x"), "x\n", "", []Kind{NoFrom, NoDate, NoMessageID}},
		{"ids that are none", crlf("From: Tidewater", "Date: yesterday", "Message-ID: 1", "", "x"), "x\n", "", []Kind{NoFrom, NoDate, NoMessageID}},
		{"from nobody", "Date: Wed, 04 Mar 2026 09:30:00 +0100\r\nMessage-ID: <1@tidewater.example>\r\nFrom: nobody:;\r\n" + crlf("", "x"), "x\n", "", []Kind{NoFrom}},
		{"text after the body", goodHead + crlf("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x", "--b", "", "list footer", "--b--"), "x", "", []Kind{MoreText}},
		{"an attached text is no body", goodHead + crlf("Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Disposition: attachment; filename=a.txt", "", "y", "--b", "", "x", "--b--"), "x", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, kinds := read(t, tt.raw)
			if string(p.Text) != tt.text || string(p.HTML) != tt.html {
				t.Errorf("text %q, HTML %q; want %q, %q", p.Text, p.HTML, tt.text, tt.html)
			}
			if !slices.Equal(kinds, tt.notes) {
				t.Errorf("notes %q, want %q", kinds, tt.notes)
			}
		})
	}
}

func TestReadEnvelope(t *testing.T) {
	p, kinds := read(t, crlf(
		"from: =?iso-8859-1?q?S=F8ren_=93Ebb=94?= <a@tidewater.example>, b@tidewater.example",
		"Reply-To: \"Desk, the\"", "\t<desk@tidewater.example>",
		"Subject : =?utf-8?b?w6k=?=", " =?utf-8?q?_tide?=  two",
		"Date: Wed, 4 Mar 2026 09:30:00 +0100 (CET)",
		"Message-Id: <1@tidewater.example>",
		"X-Long: a", " b", "\t c ",
		"", "x"))
	if len(kinds) > 0 {
		t.Errorf("notes %q", kinds)
	}
	if p.From.Name != "Søren “Ebb”" || p.From.Address != "a@tidewater.example" {
		t.Errorf("from %q", p.From)
	}
	if p.ReplyTo.Name != "Desk, the" || p.Subject != "é tide  two" || p.MessageID != "<1@tidewater.example>" {
		t.Errorf("reply-to %q, subject %q, id %q", p.ReplyTo, p.Subject, p.MessageID)
	}
	if !p.Date.Equal(exportTime) || p.Header.Get("X-Long") != "a b  c" || p.LongestLine != 83 {
		t.Errorf("date %v, X-Long %q, longest line %d", p.Date, p.Header.Get("X-Long"), p.LongestLine)
	}
}

func TestReadParts(t *testing.T) {
	p, kinds := read(t, goodHead+crlf(
		"Content-Type: multipart/mixed; boundary=a", "",
		"--a", "Content-Type: multipart/related; boundary=\"b c\"", "",
		"--b c", "Content-Type: Text/HTML", "", "<img src=\"cid:fax@x\">",
		"--b c", "Content-Type: image/png; name=\"=?utf-8?q?M=C3=B6we=2Epng?=\"", "Content-ID: <fax@x>", "Content-Transfer-Encoding: base64", "", "iVBORw==",
		"--b c--",
		"--a", "Content-Type: application/pdf", "Content-Disposition: ATTACHMENT; filename*0*=utf-8''..%2Ff; filename*1=ax.pdf", "", "%PDF",
		"--a", "Content-Type: multipart/digest; boundary=d", "", "--d", "", "Subject: inner", "", "y", "--d--",
		"--a--"))
	if len(kinds) > 0 {
		t.Errorf("notes %q", kinds)
	}
	var got []string
	for _, part := range p.Parts {
		got = append(got, strings.Join([]string{part.Number, part.Type, part.CID, part.Name, string(part.Data)}, "|"))
	}
	want := []string{
		`1.1|text/html|||<img src="cid:fax@x">`,
		"1.2|image/png|fax@x|Möwe.png|\x89PNG",
		"2|application/pdf||fax.pdf|%PDF",
		"3.1|message/rfc822|||Subject: inner\r\n\r\ny",
	}
	if !slices.Equal(got, want) {
		t.Errorf("parts\n%q, want\n%q", got, want)
	}
	if _, ok := p.ByCID("fax@x"); !ok || !p.Parts[2].Attached || p.Parts[1].Attached {
		t.Error("the picture is not found by its id, or the attachment is none")
	}
	if _, ok := p.ByCID(""); ok {
		t.Error("a part without an id is found")
	}
}

// TestReadNothing: what is no email at all is refused in words.
func TestReadNothing(t *testing.T) {
	for name, raw := range map[string]string{
		"empty": "", "blank": "\r\n \r\n", "prose": "Dear reader,\n\nNote: two tides.\n", "binary": "\x89PNG\r\n\x1a\n\x00\x00: x",
		"no header": "\x00\x01\x02",
	} {
		_, _, err := Read(strings.NewReader(raw))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.BadInput || f.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := Read(iotest.ErrReader(io.ErrUnexpectedEOF)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the reader's error is lost: %v", err)
	}
}

// TestReadBounds: what is too much is cut, and said.
func TestReadBounds(t *testing.T) {
	deep := goodHead
	for range 30 {
		deep += "Content-Type: multipart/mixed; boundary=" + strings.Repeat("b", 30-strings.Count(deep, "--")) + "\r\n\r\n--" +
			strings.Repeat("b", 30-strings.Count(deep, "--")) + "\r\n"
	}
	for name, raw := range map[string]string{
		"bytes":  goodHead + "\r\n" + strings.Repeat(strings.Repeat("x", 78)+"\r\n", MaxRead/80+1),
		"parts":  goodMulti + strings.Repeat("--b\r\n\r\nx\r\n", 1100) + "--b--\r\n",
		"levels": deep,
		"fields": goodHead + strings.Repeat("X: y\r\n", 1100) + "\r\nx\r\n",
		"field":  goodHead + "X: y\r\n" + strings.Repeat(" y\r\n", 40000) + "\r\nx\r\n",
	} {
		p, kinds := read(t, raw)
		if !slices.Contains(kinds, TooLarge) {
			t.Errorf("too many %s: notes %q", name, kinds)
		}
		if len(p.Parts) > maxParts || len(p.Text) > MaxRead {
			t.Errorf("too many %s: %d parts, %d bytes of text", name, len(p.Parts), len(p.Text))
		}
	}
}

// TestReadMemory: the worst kinds of mail take a few times their size, and no
// more. All that was ever allocated is counted, so what is alive at once is
// less; the bound has room for what the race detector adds.
func TestReadMemory(t *testing.T) {
	const size = 4 << 20
	fill := func(head, unit string) string { return head + strings.Repeat(unit, (size-len(head))/len(unit)) }
	for name, raw := range map[string]string{
		"long headers":      fill(goodHead, "Subject: "+strings.Repeat("=?koi8-r?q?=C1?= ", 3500)+"\r\n"),
		"damaged base64":    fill(goodHead+"Content-Transfer-Encoding: base64\r\n\r\n", "A*"),
		"one line of marks": fill(goodHead+"Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=\t"),
		"no UTF-8":          fill(goodHead+"Content-Type: text/plain; charset=utf-8\r\n\r\n", "\xffa"),
		"Windows-1252":      fill(goodHead+"Content-Type: text/plain; charset=windows-1252\r\n\r\n", "\x80"),
		"boundaries":        fill(goodMulti, "--b\r\n"),
	} {
		r := strings.NewReader(raw)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, _, err := Read(r); err != nil {
			t.Error(err)
		}
		runtime.ReadMemStats(&after)
		if times := float64(after.TotalAlloc-before.TotalAlloc) / size; times > 16 {
			t.Errorf("%s: %.1f times their size allocated", name, times)
		}
	}
}

// TestReadNotesBound: a hostile file cannot make Read talk without end.
func TestReadNotesBound(t *testing.T) {
	_, kinds := read(t, goodMulti+strings.Repeat("--b\r\nContent-Type: text\r\n\r\n\xff\r\n", 900)+"--b--\r\n")
	if len(kinds) > maxNotes {
		t.Errorf("%d notes", len(kinds))
	}
}

// TestReadForeign reads what another program wrote: the same message, rewritten
// as some servers do, with LF and without our line breaks.
func TestReadForeign(t *testing.T) {
	raw := bytes.ReplaceAll(mustBytes(t, sample()), []byte("\r\n"), []byte("\n"))
	p, kinds := read(t, string(raw))
	if !slices.Equal(kinds, []Kind{LineEnds}) || !bytes.Equal(p.Text, sample().Text) || !bytes.Equal(p.HTML, sample().HTML) {
		t.Errorf("notes %q, text %q, HTML %q", kinds, p.Text, p.HTML)
	}
}
