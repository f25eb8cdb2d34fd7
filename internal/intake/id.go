package intake

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"

	"galley/internal/issue"
)

// The length of an item's id in characters; markdown.ID has the same bounds.
const (
	shortestID = 4
	longestID  = 26
)

// giveIDs gives an id to every item that has none. It derives from kind and
// copy, so that importing a file twice gives the same ids.
func giveIDs(items []issue.Item) {
	g := giver{taken: map[string]bool{}, twins: map[string]int{}}
	for i := range items {
		g.taken[items[i].ID] = true
	}
	for i := range items {
		if items[i].ID == "" {
			items[i].ID = g.next(items[i].Kind + "\n" + items[i].Copy)
		}
	}
}

type giver struct {
	taken map[string]bool
	twins map[string]int // by content: how many ran out of its digits
}

// next gives the shortest id that is not taken: the beginning of the SHA-256
// of the content. Twins (two promos of the same words) get longer ones, and
// when the digits run out, those of the content with a number.
func (g *giver) next(content string) string {
	for {
		text := content
		if n := g.twins[content]; n > 0 {
			text += "\n" + strconv.Itoa(n)
		}
		sum := sha256.Sum256([]byte(text))
		digits := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))
		for n := shortestID; n <= longestID; n++ {
			if id := digits[:n]; !g.taken[id] {
				g.taken[id] = true
				return id
			}
		}
		g.twins[content]++
	}
}
