package preflight

import (
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// pieceOf reads copy as a story.
func pieceOf(t testing.TB, copy string) *piece {
	t.Helper()
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	return &piece{Item: &issue.Item{Copy: copy, Reading: markdown.New(h).Read(issue.KindStory, copy)}, prose: prose(copy)}
}

// shown writes passages for a person to compare: things as @, hard breaks as /.
func shown(list []passage) string {
	var b strings.Builder
	for i := range list {
		b.WriteString([]string{"p", "h", "b", "c", "a"}[list[i].form] + ": " + strings.NewReplacer(string(thing), "@", string(hardBreak), "/", "\n", "~").Replace(list[i].words) + "\n")
	}
	return b.String()
}

func TestPassages(t *testing.T) {
	for _, c := range []struct{ copy, want string }{
		{"# The Gauge #\n\nThe **the** tide\nis in.  \nBye.", "h: The Gauge\np: The the tide~is in./Bye.\n"},
		{"a *b* _c_ snake_case 2 * 3 ~~d~~ \\*e\\* &amp; f\\\ng", "p: a b c snake_case 2 * 3 d *e* @ f/g\n"},
		{"[the](https://a.example/the_the) the [x][y] <https://b.example>\n\n[y]: https://c.example", "p: the the x @\n"},
		{"![A buoy](pictures/the.jpg \"Off the pier — Mo\")\n\nx", "p: x\na: A buoy\na: Off the pier\na: Mo\n"},
		{"- a\n  b\n- [ ] c\n  1. d\n\n> e\n> f\n> - g", "b: a~b\nb: c\nb: d\np: e~f\nb: g\n"},
		{"in\n1984. Then", "p: in~1984. Then\n"},
		{"| a | b \\| c |\n|---|---|\n| `d|e` | f |\n\ng | h", "c: a\nc: b | c\nc: f\np: g | h\n"},
		{"a `b c` d {{first_name|you}} *|FNAME|* <b>e</b> <!-- f --> g", "p: a @ @ d @ @ @e@ @ g\n"},
		{"```\nno\n\nnone\n```\nx\n\n    code\n\ny\n`z`\nw", "p: x\np: y~@~w\n"},
		{"Head\n====\n\na\n\n* * *\n\n## b", "h: Head\np: a\nh: b\n"},
		{"[![alt](a.png)](https://b.example) c", "p: @ c\na: alt\n"},
		{"[[a] b](https://c.example) d [e]", "p: [a] b d [e]\n"},
	} {
		if got := shown(pieceOf(t, c.copy).passages()); got != c.want {
			t.Errorf("%q reads\n%swant\n%s", c.copy, got, c.want)
		}
	}
}

// FuzzPassages holds that a passage says where its words stand: everything
// that is no thing and no break is found in the copy at its place.
func FuzzPassages(f *testing.F) {
	f.Add("# a\n- b **c** [d](e) \\*\n| f | g |\n|--|--|\n| h | `i` |\n> j\\\nk ![l](m \"n — o\")")
	f.Add("&amp; <b> <!-- x\n\ny --> {{unsubscribe}} [a]({{unsubscribe}}) *|X|* `` ` `` ~~z~~")
	f.Fuzz(func(t *testing.T, copy string) {
		decoded, _, err := markdown.Decode("fuzz.md", []byte(copy))
		if err != nil {
			return
		}
		p := pieceOf(t, decoded)
		for _, got := range p.passages() {
			for i, r := range got.words {
				if r == thing || r == hardBreak || r == '\n' {
					continue
				}
				at := got.copyAt(i)
				if at < 0 || !strings.HasPrefix(p.Copy[at:], string(r)) {
					t.Fatalf("%q of %q does not stand at %d of %q", r, got.words, at, p.Copy)
				}
			}
		}
	})
}
