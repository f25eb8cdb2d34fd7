package desk

import (
	"encoding/json"
	"slices"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/reviewfile"
)

// What two desks had in common is told by revisions and snapshots. What is said
// beside the copy is in neither; so of each review file that went or came its
// sidecar is kept, by the snapshot that the file was made of. Whose next file has
// that snapshot knew all of it: what is missing there was taken away.

// exchange is a review file that went or came.
type exchange struct {
	Snapshot string `json:"snapshot"`
	Sidecar  string `json:"sidecar"`
}

// mostExchanges is how many are kept of an issue, the last ones; maxExchanges how
// many bytes of sidecars.
const (
	mostExchanges = 6
	maxExchanges  = 1 << 20
)

// exchangesOf names the setting that holds those of an issue.
func exchangesOf(id string) string { return "exchanged-" + id }

func (d *Desk) exchanges(id string) []exchange {
	text, err := d.Store.Setting(exchangesOf(id))
	var list []exchange
	if err != nil || json.Unmarshal([]byte(text), &list) != nil {
		return nil // then what is said beside is united, and what was taken away may come back
	}
	return list
}

// withExchange gives the setting with one more.
func (d *Desk) withExchange(id string, e exchange) (map[string]string, error) {
	list := d.exchanges(id)
	if !slices.ContainsFunc(list, func(other exchange) bool { return other.Snapshot == e.Snapshot }) {
		list = append(list, e) // a file that comes once more is no newer than it was
	}
	size, from := 0, len(list)
	for from > 0 && len(list)-from < mostExchanges && size+len(list[from-1].Sidecar) <= maxExchanges {
		from--
		size += len(list[from].Sidecar)
	}
	text, err := json.Marshal(list[from:])
	if err != nil {
		return nil, fault.Wrap(err, fault.Internal, "What was exchanged cannot be kept.", "Nothing was changed; please report it.")
	}
	return map[string]string{exchangesOf(id): string(text)}, nil
}

// exchanged keeps that a file goes out.
func (d *Desk) exchanged(f *reviewfile.File, snapshot string) error {
	settings, err := d.withExchange(f.Issue.ID, exchange{snapshot, f.Issue.Sidecar})
	if err != nil {
		return err
	}
	return d.Store.Keep(issue.Batch{Settings: settings})
}

// saidBefore gives the sidecar that both desks have had last; nil when nothing
// tells.
func (d *Desk) saidBefore(f *reviewfile.File) *issue.Sidecar {
	has := map[string]bool{}
	for i := range f.Snapshots {
		has[f.Snapshots[i].ID] = true
	}
	for _, e := range slices.Backward(d.exchanges(f.Issue.ID)) {
		if has[e.Snapshot] {
			if s, err := issue.ReadSidecar(Sidecar, []byte(e.Sidecar)); err == nil {
				return s
			}
		}
	}
	return nil
}
