package issue

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Hash gives the item's content hash, in hex: SHA-256 of its kind, its copy
// and the hashes of its pictures in order. Neither author nor time is in it.
// PictureHash gives the hash of a picture's bytes, or nothing for one that is
// missing.
func (it *Item) Hash(pictureHash func(name string) string) string {
	h := sha256.New()
	for _, s := range []string{it.Kind, it.Story, it.Copy} {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	for _, p := range it.Reading.Pictures {
		fmt.Fprintf(h, "%s\n", pictureHash(p.Name))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Frame gives hashes of what stands around the items, by the names of its parts:
// order, subject, preheader, number, date, footer, masthead and house style, whose
// text is house. It is what the sign-off of an issue is bound to. Around has the
// readings of the masthead and the footer, by these names: their pictures count as
// they do in [Item.Hash].
func (e *Edition) Frame(house string, around map[string]Reading, pictureHash func(name string) string) map[string]string {
	var order strings.Builder
	for i := range e.Issue.Items {
		order.WriteString(e.Issue.Items[i].ID + " ")
	}
	parts := map[string]string{}
	for name, text := range map[string]string{
		"order": order.String(), "subject": e.Issue.Subject, "preheader": e.Issue.Preheader, "number": e.Issue.Number, "date": e.Issue.Date,
		"footer": e.Footer(), "masthead": e.Publication.Masthead, "house style": house,
	} {
		for _, p := range around[name].Pictures {
			text += "\n" + pictureHash(p.Name)
		}
		sum := sha256.Sum256([]byte(text))
		parts[name] = hex.EncodeToString(sum[:8])
	}
	return parts
}

// FrameHash gives the hash of a frame's parts, in hex.
func FrameHash(parts map[string]string) string {
	h := sha256.New()
	for _, name := range sortedKeys(parts) {
		fmt.Fprintf(h, "%s %s\n", name, parts[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// FrameChanges names the parts of a frame that are not what was signed, in order.
func (s *SignOff) FrameChanges(now map[string]string) []string {
	var names []string
	for _, name := range sortedKeys(now) {
		if s.Parts[name] != now[name] {
			names = append(names, name)
		}
	}
	return names
}
