package issue

import (
	"maps"
	"testing"
)

// A masthead that is a picture is another one when its bytes are, whatever it is
// called.
func TestFrameKnowsPictures(t *testing.T) {
	e := Edition{House: &House{}, Publication: Publication{Masthead: "![Tidewater](mast.png)"}, Issue: &Issue{Subject: "The tide"}}
	around := map[string]Reading{"masthead": {Pictures: []Picture{{Name: "mast.png"}}}}
	hashed := func(hash string) map[string]string {
		return e.Frame("", around, func(string) string { return hash })
	}
	signed := SignOff{Parts: hashed("a1")}
	if changed := signed.FrameChanges(hashed("a1")); len(changed) > 0 {
		t.Errorf("nothing changed: %v", changed)
	}
	if changed := signed.FrameChanges(hashed("b2")); len(changed) != 1 || changed[0] != "masthead" {
		t.Errorf("another picture: %v", changed)
	}
	// One without pictures is what it was before pictures counted.
	if plain := e.Frame("", nil, nil); !maps.Equal(plain, e.Frame("", map[string]Reading{"masthead": {}}, nil)) {
		t.Error("no picture, another frame")
	}
}
