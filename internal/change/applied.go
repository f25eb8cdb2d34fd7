package change

import (
	"encoding/json"
	"strings"

	"galley/internal/issue"
)

// Applied gives the text that a change set, as JSON, makes of another one, and
// what it changed, in bytes of both: in the order of the text, and never two
// that touch. What deletes nothing and inserts nothing is no change.
func Applied(text, changes string) (applied string, did []issue.Change, err error) {
	var sections []json.RawMessage
	if err := json.Unmarshal([]byte(changes), &sections); err != nil {
		return "", nil, errForm
	}
	var b strings.Builder
	b.Grow(len(text) + len(changes))
	rest := text
	for _, raw := range sections {
		keep, del, insert, err := section(raw)
		if err != nil {
			return "", nil, err
		}
		n, ok := Bytes(rest, keep)
		if !ok {
			return "", nil, ErrMismatch
		}
		b.WriteString(rest[:n])
		rest = rest[n:]
		if n, ok = Bytes(rest, del); !ok {
			return "", nil, ErrMismatch
		}
		at, to := len(text)-len(rest), b.Len()
		rest = rest[n:]
		b.WriteString(Clean(insert))
		did = changed(did, issue.Change{
			Old: issue.Span{Start: at, End: at + n},
			New: issue.Span{Start: to, End: b.Len()},
		})
	}
	if rest != "" {
		return "", nil, ErrMismatch
	}
	return b.String(), did, nil
}

// changed puts a change at the end of others; where it begins at the end of the
// last one they are one change.
func changed(did []issue.Change, c issue.Change) []issue.Change {
	if c.Old.Start == c.Old.End && c.New.Start == c.New.End {
		return did
	}
	if n := len(did) - 1; n >= 0 && did[n].Old.End == c.Old.Start && did[n].New.End == c.New.Start {
		did[n].Old.End, did[n].New.End = c.Old.End, c.New.End
		return did
	}
	return append(did, c)
}
