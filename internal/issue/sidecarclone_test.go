package issue_test

import (
	"reflect"
	"strings"
	"testing"

	"galley/internal/issue"
)

const saidMuch = `{"galley":1,"people":{"Ada":"AL"},"later":{"x":1},"items":{"aaaa":{
	"waivers":[{"check":"c","words":"w","reason":"r","who":"Ada","date":"2026-11-27"}],
	"signed":{"hash":"h","parts":{"a":"b"},"who":"Ada","date":"2026-11-27"},"machine":[{"words":"w","model":"m","date":"2026-11-27"}],
	"comments":[{"id":"c","anchor":{"words":"w","at":3},"who":"Ada","time":"9999-12-31T23:59:59-12:00","text":"t",
		"replies":[{"id":"r","who":"Mo","text":"a"}],"resolved":{"yes":true,"who":"Mo"},"later":1}],
	"suggestions":[{"id":"s","anchor":{"words":"w","at":3},"new":"n","who":"Ada","answer":{"yes":true,"who":"Mo"}}],
	"steps":[{"state":"ready","who":"Mo"}],"later":2}},
	"waivers":[{"check":"c","words":"w","reason":"r","who":"Ada","date":"2026-11-27"}],"comments":[{"id":"d","who":"Mo","text":"u"}],
	"signed":{"hash":"h","parts":{"a":"b"},"who":"Ada","date":"2026-11-27"}}`

// A copy says the same, and whatever is changed in it stays out of the other. A time
// that is in no year of UTC comes out as it came, so that the rest can be written.
func TestSidecarClone(t *testing.T) {
	s, err := issue.ReadSidecar("x", []byte(saidMuch))
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.Bytes()
	if err != nil || !strings.Contains(string(before), "9999-12-31T23:59:59-12:00") {
		t.Fatal(string(before), err)
	}
	c := s.Clone()
	if !reflect.DeepEqual(s, c) {
		t.Errorf("%+v is not %+v", c, s)
	}
	r := c.Items["aaaa"]
	r.Waivers[0].Reason, r.Signed.Parts["a"], r.Machine[0].Model, r.Steps[0].Who = "x", "x", "x", "x"
	r.Comments[0].Anchor.Start, r.Comments[0].Replies[0].Text, r.Comments[0].Resolved.Yes, r.Comments[0].Text = 9, "x", false, "x"
	r.Suggestions[0].New, r.Suggestions[0].Answer.Yes, r.More["later"] = "x", false, []byte("9")
	c.People["Ada"], c.More["later"], c.Waivers[0].Who, c.Comments[0].Text, c.Signed.Parts["a"] = "x", []byte("9"), "x", "x", "x"
	delete(c.Items, "aaaa")
	if after, err := s.Bytes(); err != nil || string(after) != string(before) {
		t.Errorf("%s\nwas\n%s", after, before)
	}
	if fits, room := issue.FitsSidecar(strings.Repeat(" ", issue.MaxSidecar)); !fits || room {
		t.Error(fits, room)
	}
	if fits, _ := issue.FitsSidecar(strings.Repeat("{", issue.MaxObjects+1)); fits {
		t.Error("too many objects fit")
	}
}
