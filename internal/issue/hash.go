package issue

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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

// FrameHash gives the hash of what stands around the items, in hex: SHA-256 of
// the issue's order, subject, preheader and date, its footer and masthead as they
// are printed, and the house style's text. It is what the sign-off of an issue is
// bound to.
func (e *Edition) FrameHash(house string) string {
	h := sha256.New()
	write := func(s string) { fmt.Fprintf(h, "%d:%s", len(s), s) }
	for i := range e.Issue.Items {
		write(e.Issue.Items[i].ID)
	}
	for _, s := range []string{e.Issue.Subject, e.Issue.Preheader, e.Issue.Number, e.Issue.Date, e.Footer(), e.Publication.Masthead, house} {
		write(s)
	}
	return hex.EncodeToString(h.Sum(nil))
}
