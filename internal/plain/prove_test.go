package plain_test

import (
	"bytes"
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/plain"
)

// TestProveHard proves what is easily lost: a header with nothing below it in a
// table too wide for columns, the caption and the slot of a linked picture.
func TestProveHard(t *testing.T) {
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	long := "a cell of many words that leaves no room at all beside it"
	e := &issue.Edition{House: h, Issue: &issue.Issue{Items: []issue.Item{{Kind: issue.KindLetter, Copy: "| One | Empty | Three |\n|--|--|--|\n| " + long + " | | " + long + " |\n| x | | y |\n\n" +
		"[![Alt](a.png \"Caption — Credit\")]({{web_version}})\n\n[![Alt](a.png)](https://a.example/)"}}}}
	e.Publication.WebURL = "https://w.example/74"
	e.Profile.Slots = map[string]issue.SlotValue{issue.SlotWebVersion: {Kind: issue.SlotLiteral}}
	text := string(plain.Render(e))
	if err := plain.Prove(e, []byte(text)); err != nil {
		t.Errorf("%v:\n%s", err, text)
	}
	for _, want := range []string{"Empty:\n", "[1] https://w.example/74", "[2] https://a.example/"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// TestProve damages a finished text in every way that the proof is for.
func TestProve(t *testing.T) {
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	e := &issue.Edition{House: h, Issue: &issue.Issue{Items: []issue.Item{{Kind: issue.KindStory, Copy: "# One\n\n![Alt words](a.png \"Caption — Credit\")\n\n" +
		"**Label:** Words [link](https://a.example/x) twice, twice; [write](mailto:desk@a.example).\n\n| Port | Level |\n|--|--|\n| Ellery | 3 |\n\n潮汐很高"}}}}
	text := plain.Render(e)
	if err := plain.Prove(e, text); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"One", "Alt", "Caption", "Credit", "Label", "twice", "https://a.example/x", "desk@a.example", "Port", "Ellery", "3", "很", "link"} {
		damaged := bytes.Replace(text, []byte(part), nil, 1)
		if bytes.Equal(damaged, text) {
			t.Fatalf("nothing to damage: %s", part)
		}
		if err := plain.Prove(e, damaged); err == nil {
			t.Errorf("%q is gone and nobody noticed", part)
		}
	}
}
