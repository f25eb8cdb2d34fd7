package email

import (
	"fmt"
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// A picture is never wider than its cell: Word would widen the sheet by it.
func TestPicturesFitTheirCells(t *testing.T) {
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	const picture = "![A buoy](pictures/buoy.jpg)"
	closing := h.Stories[0].Labels[len(h.Stories[0].Labels)-1]
	for copy, want := range map[string]int{
		"<!-- letter -->\nDear friends\n\n" + picture:                                                                     520,
		"<!-- promo -->\n# A course\n\n" + picture + "\n\nEnrol now.":                                                     472,
		"<!-- story: news -->\n# Tides\n\n" + picture + "\n\nA gauge.\n\n**" + closing + ":** We wait.\n\n" + picture:     501,
		"<!-- story: news -->\n# Tides\n\nA gauge.\n\n**" + closing + ":** We wait.\n\n**Then:** One more.\n\n" + picture: 520,
	} {
		is, _, err := markdown.Read("issue.md", []byte(copy))
		if err != nil {
			t.Fatal(err)
		}
		e := &issue.Edition{Issue: is, House: h, Pictures: map[string]issue.Placed{"pictures/buoy.jpg": {Src: "https://cdn.example/b.jpg", Width: 520, Height: 260}}}
		html := string(Render(e))
		if !strings.Contains(html, fmt.Sprintf(`alt="A buoy" width="%d"`, want)) {
			t.Errorf("no picture of %d pixels in\n%s", want, copy)
		}
	}
}
