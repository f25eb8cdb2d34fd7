package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/email"
	"galley/internal/issue"
	"galley/internal/store"
)

// writingDesk gives a desk over a real store, with the sample issue open.
func writingDesk(t testing.TB) (*Desk, DraftView) {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{Store: s, Author: "Mira"}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	card, err := d.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	view, err := d.OpenDraft(t.Context(), card.ID)
	if err != nil {
		t.Fatal(err)
	}
	return d, view
}

// insert is a change set that puts words at a position.
func insert(length, at int, words string) string {
	var sections []any
	if at > 0 {
		sections = append(sections, at)
	}
	part := []any{0}
	for line := range strings.SplitSeq(words, "\n") {
		part = append(part, line)
	}
	sections = append(sections, part)
	if at < length {
		sections = append(sections, length-at)
	}
	text, _ := json.Marshal(sections)
	return string(text)
}

// exported gives the HTML that an export of the issue would have.
func exported(t *testing.T, d *Desk, id string) string {
	t.Helper()
	printed, err := d.PrintIssue(context.Background(), id, "")
	if err != nil {
		t.Fatal(err)
	}
	return string(printed.HTML)
}

// undone takes the view changes of a page back: names, chips, and addresses of
// pictures.
func undone(t *testing.T, d *Desk, id, html string) string {
	t.Helper()
	dr, err := d.isOpen(id)
	if err != nil {
		t.Fatal(err)
	}
	html = string(email.Unmark([]byte(html)))
	for _, p := range dr.open.pictures.ready {
		html = strings.ReplaceAll(html, `src="`+atMedia(&p)+`"`, `src="`+dr.open.home(&p)+`"`)
	}
	return html
}

func TestPageIsTheExport(t *testing.T) {
	d, view := writingDesk(t)
	if got, want := undone(t, d, view.Issue, view.Page.HTML), exported(t, d, view.Issue); got != want {
		t.Error("the page is not the export")
	}
	if view.Page.Size.Bytes != len(exported(t, d, view.Issue)) {
		t.Errorf("the page says %d bytes", view.Page.Size.Bytes)
	}
}

// shownPage keeps the page as the window would: whole pages, and patches of
// single blocks.
type shownPage struct {
	t     *testing.T
	html  string
	items map[string][]PageBlock
}

func (s *shownPage) take(p Page) {
	s.html, s.items = p.HTML, map[string][]PageBlock{}
	for _, item := range p.Items {
		s.items[item.ID] = item.Blocks
	}
}

// patch does on text what the window does on nodes.
func (s *shownPage) patch(id string, p Patch) {
	s.t.Helper()
	blocks := s.items[id]
	if p.Rows != "" {
		from := strings.Index(s.html, `<tr data-pos="`+id+`"`)
		to := from + len(rowsOf(s.html[from:], id))
		s.html = s.html[:from] + p.Rows + s.html[to:]
		s.items[id] = p.Blocks
		return
	}
	at := -1 // where the first new block goes
	for k := p.From; k < p.From+p.Remove; k++ {
		from, to := s.find(id, blocks[k].Key)
		if at < 0 {
			at = from
		}
		next := p.Blocks
		// Pairs that replace one another do so in place; the rest is taken out.
		if k-p.From < len(next) {
			s.html = s.html[:from] + next[k-p.From].HTML + s.html[to:]
			at = from + len(next[k-p.From].HTML)
		} else {
			s.html = s.html[:from] + s.html[to:]
		}
	}
	for k := p.Remove; k < len(p.Blocks); k++ {
		if at < 0 {
			_, at = s.find(id, blocks[p.From-1].Key)
		}
		s.html = s.html[:at] + p.Blocks[k].HTML + s.html[at:]
		at += len(p.Blocks[k].HTML)
	}
	rest := append([]PageBlock{}, blocks[p.From+p.Remove:]...)
	s.items[id] = append(append(append([]PageBlock{}, blocks[:p.From]...), p.Blocks...), rest...)
}

// find gives where a block's HTML stands: from its first element's tag to the
// next name on the page, or what comes between.
func (s *shownPage) find(id, key string) (from, to int) {
	s.t.Helper()
	name := fmt.Sprintf(` data-pos="%s/%s"`, id, key)
	at := strings.Index(s.html, name)
	if at < 0 {
		s.t.Fatalf("%s/%s is not on the page", id, key)
	}
	from = strings.LastIndex(s.html[:at], "<")
	last := strings.LastIndex(s.html, name)
	tag := s.html[strings.LastIndex(s.html[:last], "<")+1 : last]
	if tag == "hr" || tag == "img" || tag == "br" {
		return from, last + strings.Index(s.html[last:], ">") + 2
	}
	depth, i := 0, strings.LastIndex(s.html[:last], "<")
	for {
		open, end := strings.Index(s.html[i+1:], "<"+tag), strings.Index(s.html[i:], "</"+tag+">")
		if depth == 0 && (open < 0 || i+1+open > i+end) {
			return from, i + end + len("</"+tag+">") + 1 // the line break
		}
		if open >= 0 && i+1+open < i+end {
			depth++
			i += 1 + open
			continue
		}
		depth--
		i += end + 1
	}
}

func rowsOf(html, id string) string {
	at := 0
	for {
		next := strings.Index(html[at+1:], `<tr data-pos="`)
		if next < 0 {
			return html[:strings.LastIndex(html, "</table>\n<!--[if mso]>")]
		}
		at += 1 + next
		if !strings.HasPrefix(html[at:], `<tr data-pos="`+id+`"`) {
			return html[:at]
		}
	}
}

// TestTypingKeepsPreviewAndExportTogether types at random, and holds after
// every key that the patched page, its view changes undone, is the export.
func TestTypingKeepsPreviewAndExportTogether(t *testing.T) {
	d, view := writingDesk(t)
	page := &shownPage{t: t}
	page.take(view.Page)
	texts, versions := map[string]string{}, map[string]int{}
	for _, c := range view.Copies {
		texts[c.ID] = c.Copy
	}
	r := rand.New(rand.NewPCG(3, 5))
	words := []string{"a", " ", "\n\n", "**Why it matters:** ", "- one\n- two\n\n", "😀", "\n", "[x](https://port.example/)", "{{first_name|you}}", "`code`", "***\n\n", "# ", "> q\n\n", "<b>"}
	for n := range 60 {
		id := view.Copies[r.IntN(len(view.Copies))].ID
		text := texts[id]
		length := change.Units(text)
		at := r.IntN(length + 1)
		if _, ok := change.Bytes(text, at); !ok {
			continue
		}
		changes := insert(length, at, words[r.IntN(len(words))])
		if n%5 == 4 && length > 40 && at > 30 {
			if _, ok := change.Bytes(text, at-30); !ok {
				continue
			}
			changes = fmt.Sprintf("[%d,[30]%s]", at-30, map[bool]string{true: "", false: fmt.Sprintf(",%d", length-at)}[at == length])
			if at == 30 {
				continue
			}
		}
		next, err := change.Apply(text, changes)
		if err != nil {
			t.Fatal(err)
		}
		echo, err := d.Type(Typed{Issue: view.Issue, Item: id, Base: versions[id], Length: change.Units(next), Changes: changes})
		if err != nil || echo.Stale {
			t.Fatal(echo.Stale, err)
		}
		texts[id], versions[id] = next, echo.Version
		if echo.Patch.Stale {
			p, err := d.Page(t.Context(), view.Issue)
			if err != nil {
				t.Fatal(err)
			}
			page.take(p)
		} else {
			page.patch(id, echo.Patch)
		}
		want := exported(t, d, view.Issue)
		if got := undone(t, d, view.Issue, page.html); got != want {
			at := 0
			for at < len(got) && at < len(want) && got[at] == want[at] {
				at++
			}
			t.Fatalf("key %d (%s): the page is not the export from byte %d:\npage   %.300q\nexport %.300q", n, changes, at, got[at:], want[at:])
		}
		if echo.Size.Bytes != len(want) {
			t.Fatalf("key %d: %d bytes are said, and there are %d", n, echo.Size.Bytes, len(want))
		}
	}
}

// TestOddCopyIsPrintedAsExported holds it for copy that an issue file gives back
// otherwise than it was typed.
func TestOddCopyIsPrintedAsExported(t *testing.T) {
	d, view := writingDesk(t)
	f, err := d.HouseForm(view.Publication)
	if err != nil {
		t.Fatal(err)
	}
	if f, err = d.SetHouseText(view.Publication, f.Text+"\n[[kind]]\nname = \"quiz\"\ntitle = \"Quiz\"\nlike = \"note\"\n"); err != nil || f.Problem != "" {
		t.Fatal(f.Problem, err)
	}
	if _, err := d.Page(t.Context(), view.Issue); err != nil { // as the window does
		t.Fatal(err)
	}
	for _, odd := range []string{
		"# A\n\n```\ncode\n\n\n", "Words.\n\n\u00a0", "\u00a0\n \u2003\n\nWords.", "\n\n  \n# A\n\nB", "\u00a0", "\n\n",
		"```\n<!-- story: news -->\n```", "A\n<!-- letter; id=abcd -->\nB\n\n", "<!-- jobs -->", "A\n\n    \n", "A\n\n<!-- quiz -->\n\nB",
	} {
		echo, err := d.Retype(view.Issue, view.Copies[1].ID, odd)
		if err != nil {
			t.Fatal(err)
		}
		page := &shownPage{t: t}
		p, err := d.Page(t.Context(), view.Issue)
		if err != nil {
			t.Fatal(err)
		}
		page.take(p)
		want := exported(t, d, view.Issue)
		if got := undone(t, d, view.Issue, page.html); got != want || echo.Size.Bytes != len(want) {
			t.Errorf("%q: the page is not the export, or %d bytes are said and there are %d", odd, echo.Size.Bytes, len(want))
		}
		end := change.Units(odd)
		for _, item := range p.Items {
			for _, b := range item.Blocks {
				if item.ID == view.Copies[1].ID && (b.Start > b.End || b.End > end) {
					t.Errorf("%q: a block from %d to %d of %d", odd, b.Start, b.End, end)
				}
			}
		}
	}
}

func TestTypingIsStaleOnAnotherBase(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[0]
	length := change.Units(c.Copy)
	ask := Typed{Issue: view.Issue, Item: c.ID, Base: c.Version, Length: length + 1, Changes: insert(length, 0, "A")}
	if echo, err := d.Type(ask); err != nil || echo.Stale || echo.Version != c.Version+1 {
		t.Fatal(echo, err)
	}
	if echo, err := d.Type(ask); err != nil || !echo.Stale {
		t.Errorf("the same change was taken twice: %v, %v", echo, err)
	}
	ask.Base, ask.Length = c.Version+1, 1
	if echo, err := d.Type(ask); err != nil || !echo.Stale {
		t.Errorf("a wrong length was taken: %v, %v", echo, err)
	}
	echo, err := d.Retype(view.Issue, c.ID, "B"+c.Copy)
	if err != nil || echo.Stale || echo.Version != c.Version+2 {
		t.Fatal(echo, err)
	}
	if ok, err := d.Rest(view.Issue, c.ID, echo.Version, change.Hash("B"+c.Copy)); !ok || err != nil {
		t.Error("both sides have the same text and do not agree:", err)
	}
	if ok, _ := d.Rest(view.Issue, c.ID, echo.Version, change.Hash(c.Copy)); ok {
		t.Error("another text agrees")
	}
}

func TestTypedIsSaved(t *testing.T) {
	d, view := writingDesk(t)
	heard := make(chan Heard, 100)
	d.Listen(func(h Heard) { heard <- h })
	c := view.Copies[0]
	length := change.Units(c.Copy)
	if _, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Length: length + 3, Changes: insert(length, length, " Hi")}); err != nil {
		t.Fatal(err)
	}
	select {
	case h := <-heard:
		if h.Fault != nil || len(h.Items) != 1 || h.Items[0] != (SavedItem{c.ID, 1}) {
			t.Errorf("heard %+v", h)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("nothing was saved")
	}
	items, err := d.Store.Items(view.Issue)
	if err != nil || items[c.ID].Copy != c.Copy+" Hi" {
		t.Errorf("the store has %q, %v", items[c.ID].Copy, err)
	}
}

func TestReadyIsOfOneText(t *testing.T) {
	d, view := writingDesk(t)
	c := view.Copies[0]
	if v, err := d.SetState(view.Issue, c.ID, string(issue.StateReady), ""); err != nil || v.Rundown[0].State != issue.StateReady {
		t.Fatal(v, err)
	}
	length := change.Units(c.Copy)
	echo, err := d.Type(Typed{Issue: view.Issue, Item: c.ID, Length: length + 1, Changes: insert(length, length, ",")})
	if err != nil || echo.Item.State != issue.StateDrafting {
		t.Errorf("%s after a comma, %v", echo.Item.State, err)
	}
}
