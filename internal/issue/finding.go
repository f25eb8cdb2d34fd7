package issue

import "encoding/json"

// Severity says what a finding stops.
type Severity string

// An error stops a final export, a warning does not, a query never blocks anything
// and off is a check that the house style switched off.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityQuery   Severity = "query"
	SeverityOff     Severity = "off"
)

// Part is what the line and column of a finding are in, when that is not the
// issue file: a part of the finished email.
type Part string

// The parts of an email.
const (
	PartHTML    Part = "html"
	PartText    Part = "text"
	PartMessage Part = "eml" // the message as it travels: header fields, MIME structure
)

// Finding is what a preflight check says.
type Finding struct {
	Check    string   `json:"check"`
	Severity Severity `json:"severity"`
	Item     int      `json:"item"`     // 1-based place in the rundown; 0 is the issue itself
	Headline string   `json:"headline"` // of that item
	Part     Part     `json:"part,omitempty"`
	Line     int      `json:"line"`    // 1-based, in the issue file or in Part
	Column   int      `json:"column"`  // 1-based, in characters
	Words    string   `json:"words"`   // exact; empty when something is missing
	Context  string   `json:"context"` // the sentence around them, at most 200 characters
	Why      string   `json:"why"`     // one sentence
	Fix      *Fix     `json:"fix"`     // null when there is no one-key fix
}

// IDOf gives the id of the item that a finding is about; empty for one about
// the issue, and for an item that has none yet.
func (i *Issue) IDOf(f *Finding) string {
	if f.Item < 1 || f.Item > len(i.Items) {
		return ""
	}
	return i.Items[f.Item-1].ID
}

// Fix is what one key would do.
type Fix struct {
	Label string `json:"label"`
	Edits []Edit `json:"edits"`
}

// Edit replaces Old, which stands at Line and Column of the issue file, by New.
type Edit struct {
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// Findings is a list that is [] in JSON when it is empty, never null.
type Findings []Finding

// MarshalJSON writes [] for none.
func (f Findings) MarshalJSON() ([]byte, error) {
	if len(f) == 0 {
		return []byte("[]"), nil
	}
	return json.Marshal([]Finding(f))
}

// Errors counts the findings that stop a final export.
func (f Findings) Errors() int {
	n := 0
	for i := range f {
		if f[i].Severity == SeverityError {
			n++
		}
	}
	return n
}
