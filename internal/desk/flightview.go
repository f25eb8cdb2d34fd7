package desk

import "galley/internal/issue"

// What the Preflight desk gets. Positions are UTF-16 code units, as in view.go.

// Flight is what preflight says of an issue.
type Flight struct {
	Findings []FlightFinding `json:"findings"` // that are open, in the order of the copy
	Waived   []WaivedFinding `json:"waived"`
	Errors   int             `json:"errors"`
	Warnings int             `json:"warnings"`
	Queries  int             `json:"queries"`
	Checks   []string        `json:"checks"` // that were made, in display order
	Size     Size            `json:"size"`
	Links    LinksView       `json:"links"`
}

// FlightFinding is a finding with its place in the copy as it is typed, in
// UTF-16 units; -1 for what does not stand in an item's copy.
type FlightFinding struct {
	Check    string         `json:"check"`
	Severity issue.Severity `json:"severity"`
	Item     int            `json:"item"`    // 1-based place in the rundown; 0 is the issue itself
	ItemID   string         `json:"item_id"` // empty for the issue itself
	Headline string         `json:"headline"`
	Section  string         `json:"section"` // the label over the words; empty for none
	Part     issue.Part     `json:"part"`    // of the email, where the copy has no place for it
	Line     int            `json:"line"`
	Column   int            `json:"column"`
	Words    string         `json:"words"`
	Context  string         `json:"context"`
	Why      string         `json:"why"`
	Start    int            `json:"start"`
	End      int            `json:"end"`
	Fix      *FlightFix     `json:"fix"` // null when there is no one-key fix
}

// FlightFix is what one key would do.
type FlightFix struct {
	Label string       `json:"label"`
	Edits []FlightEdit `json:"edits"`
}

// FlightEdit replaces a stretch of an item's copy.
type FlightEdit struct {
	ItemID string `json:"item_id"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Insert string `json:"insert"`
}

// WaivedFinding is a finding that somebody accepted.
type WaivedFinding struct {
	FlightFinding
	Reason string `json:"reason"`
	Who    string `json:"who"`
	Date   string `json:"date"`  // YYYY-MM-DD
	Whole  bool   `json:"whole"` // for the whole issue, not for its item alone
}

// LinksView is what is known of an issue's links.
type LinksView struct {
	Total   int    `json:"total"`   // addresses that can be asked
	Checked int    `json:"checked"` // of these, that were asked
	Dead    int    `json:"dead"`
	Oldest  string `json:"oldest"` // when the first of them was asked, RFC 3339; empty for none
}
