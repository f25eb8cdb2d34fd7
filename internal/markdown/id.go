package markdown

import (
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// The length of an item's id in characters.
const (
	shortestID = 4
	longestID  = 26
)

// ID is the form of an item's id: 4 to 26 small letters and digits. Galley
// makes them of base-32 (RFC 4648); other alphabets of 32 are read as well.
var ID = regexp.MustCompile(`^[a-z0-9]{4,26}$`)

// GiveIDs gives every item without an id one that follows from its content:
// the same import on two machines gives the same ids.
func GiveIDs(items []issue.Item) {
	giveIDs(items, func(*issue.Item) bool { return true })
}

// identifyStrangers gives an id to items of kinds that are not built in: it is
// by their id that such markers are told from other comments.
func identifyStrangers(items []issue.Item) {
	giveIDs(items, func(item *issue.Item) bool { return !slices.Contains(issue.Kinds, item.Kind) })
}

func giveIDs(items []issue.Item, wants func(*issue.Item) bool) {
	g := giver{taken: map[string]bool{}, twins: map[[sha256.Size]byte][sha256.Size]byte{}}
	for i := range items {
		g.taken[items[i].ID] = true
	}
	for i := range items {
		if items[i].ID == "" && wants(&items[i]) {
			items[i].ID = g.next(&items[i])
		}
	}
}

// giver gives ids that nobody has.
type giver struct {
	taken map[string]bool
	twins map[[sha256.Size]byte][sha256.Size]byte // by content: the hash whose digits are used up last
}

// next gives the shortest id that is not taken: the beginning of the hash of
// the item's content. Twins (two promos of the same words) get longer ones, and
// when the digits run out, those of the hash of the hash.
func (g *giver) next(item *issue.Item) string {
	content := sha256.Sum256([]byte(item.Kind + "\x00" + item.Story + "\x00" + item.Copy))
	sum, ok := g.twins[content]
	if !ok {
		sum = content
	}
	for {
		digits := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))
		for size := shortestID; size <= longestID; size++ {
			if id := digits[:size]; !g.taken[id] {
				g.taken[id] = true
				return id
			}
		}
		sum = sha256.Sum256(sum[:])
		g.twins[content] = sum
	}
}
