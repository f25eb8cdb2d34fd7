package dom

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRead reads anything: nothing fails, everything has its place, and what is
// computed is within its bounds.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`<!doctype html><html lang=en><head><style>@media (prefers-color-scheme:dark){.a{color:#fff!important}}</style></head><body bgcolor=#eee><p class=a style="font:bold 12px/1.5 x;color:rgba(1,2,3,.5)">x</p>`,
		"<table><td><font color=red>..</table></td>", "<!--[if mso]><td><![endif]-->", "<style>a{b:c", "<p style=\"background:url('x", "<a href='",
		"<style>/*", "<style>@media{{{", "<style>a[b='c' i]>d~e+f:not(g):hover::before{color:hsl(1,2%,3%)}", "\xff<\xffp \xff=\xff>\xff", "<plaintext>a",
		"<svg><title><p>x</svg>", "<h1><h2></h1>", "<select><option><tr>", "<p>\n日本", "<a><b><a></b></a>", "<TD STYLE=COLOR:RED>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		if len(page) > 4<<10 {
			return
		}
		d := Read(page)
		end := 0
		for _, n := range d.Nodes {
			if n.Start < end || n.End < n.Start || n.End > len(d.Source) {
				t.Fatalf("%v stands at %v, behind %d", n.Name, n.Span, end)
			}
			end = n.End
			if tag := d.Tag(n); n.Kind == Element && (len(tag) <= len(n.Name) || !strings.EqualFold(tag[1:1+len(n.Name)], n.Name)) && utf8.ValidString(tag) && !strings.Contains(tag, "\x00") {
				t.Fatalf("the tag of %s is %q", n.Name, tag)
			}
			checkPlace(t, d, n.Start)
			for _, a := range n.Attrs {
				if at, ok := d.AttrAt(n, a.Name); ok && string(d.Source[at.Start:at.End]) != a.Value {
					t.Fatalf("%s of %q stands at %v", a.Name, d.Tag(n), at)
				}
			}
			for mode := range modes {
				s := d.Style(n, mode)
				if c := Contrast(s.Color, s.Background); s.Known && (c < 1 || c > 21 || s.Color.A != 1 || s.Background.A != 1) {
					t.Fatalf("%q: %v on %v", d.Tag(n), s.Color, s.Background)
				}
				if s.Size < 0 || s.Line < 0 && s.Size > 0 && s.Line < -1e9 {
					t.Fatalf("%q: letters of %g", d.Tag(n), s.Size)
				}
			}
		}
		for _, f := range d.Faults {
			if f.Start < 0 || f.End > len(d.Source) || f.Start > f.End {
				t.Fatalf("a fault at %v", f.Span)
			}
		}
		for _, r := range d.Rules() {
			if r.Start < 0 || r.End > len(d.Source) {
				t.Fatalf("a rule at %v", r.Span)
			}
			for _, s := range r.Declarations {
				if !strings.HasPrefix(strings.ToLower(string(d.Source[s.Start:s.End])), s.Property) {
					t.Fatalf("%s stands at %q", s.Property, d.Source[s.Start:s.End])
				}
			}
		}
		d.Conditionals()
	})
}

func checkPlace(t *testing.T, d *Document, offset int) {
	t.Helper()
	line, column := d.Position(offset)
	before := string(d.Source[:offset])
	if want := 1 + strings.Count(before, "\n"); line != want {
		t.Fatalf("offset %d is in line %d, not %d", offset, want, line)
	}
	if want := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]); column != want {
		t.Fatalf("offset %d is in column %d, not %d", offset, want, column)
	}
}
