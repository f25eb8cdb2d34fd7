package store

import (
	"fmt"
	"regexp"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
)

// What a record is called: a letter for its kind and the ids that lead to it,
// with strokes between, so that what is listed together stands together. A key
// holds ids and never words that a person wrote: keys come into logs.
//
//	p/PUBLICATION           issue.KeptPublication
//	i/PUBLICATION/ISSUE     issue.KeptIssue: the Library lists them without touching copy
//	h/ISSUE                 the issue's home: its publication's id
//	c/ISSUE/ITEM            issue.Working
//	r/ISSUE/ITEM/REVISION   issue.Revision
//	k/ISSUE/ITEM/REVISION/WHY  issue.Mark, of a revision
//	g/ISSUE/SNAPSHOT        issue.Snapshot, of the whole issue
//	t/ISSUE/HASH            issue.KeptReceipt, under the hash of it
//	s/NAME                  a setting
//	n/last                  the number of the last save
//	o/SEQ/KEY               that the save of that number (16 hex digits) kept the record of
//	                        that key, of a kind that is shared: r, g or k (since.go)
//	o/whole                 that every such record has its o/SEQ/KEY
//
// Keys are for ever: what changes its form gets another letter.

func publicationKey(id string) string           { return "p/" + id }
func issueKey(publication, id string) string    { return "i/" + publication + "/" + id }
func homeKey(issue string) string               { return "h/" + issue }
func itemKey(issue, item string) string         { return "c/" + issue + "/" + item }
func revisionKey(issue, item, id string) string { return "r/" + issue + "/" + item + "/" + id }
func markKey(m *issue.Mark) string {
	return "k/" + m.Issue + "/" + m.Item + "/" + m.Revision + "/" + string(m.Why)
}
func snapshotKey(issue, id string) string    { return "g/" + issue + "/" + id }
func receiptKey(r *issue.KeptReceipt) string { return "t/" + r.Issue + "/" + fingerprint(r) }
func settingKey(name string) string          { return "s/" + name }

// orderKey stands in the order of the saves: the number has one length.
func orderKey(seq uint64, key string) string { return fmt.Sprintf("%s%016x/%s", orderPrefix, seq, key) }

const (
	lastKey  = "n/last"
	wholeKey = "o/whole"
)

// What all keys of a kind, or all below an id, begin with.
const (
	publicationsPrefix = "p/"
	orderPrefix        = "o/"
)

func issuesPrefix(publication string) string    { return "i/" + publication + "/" }
func itemsPrefix(issue string) string           { return "c/" + issue + "/" }
func revisionsPrefix(issue, item string) string { return "r/" + issue + "/" + item + "/" }
func marksPrefix(issue, item string) string     { return "k/" + issue + "/" + item + "/" }
func snapshotsPrefix(issue string) string       { return "g/" + issue + "/" }
func receiptsPrefix(issue string) string        { return "t/" + issue + "/" }

// keyForm is the form of a key: so many ids after a letter, and no stroke in an
// id, so that none reaches into another's records.
var keyForm = regexp.MustCompile(strings.ReplaceAll(`^([phsn](/ID)|(o/[0-9a-f]{16}/)?(g(/ID){2}|r(/ID){3}|k(/ID){4})|[ict](/ID){2}|o/whole)$`, "ID", `[0-9A-Za-z._-]{1,128}`))

// wellFormed refuses a key with an id that cannot be one.
func wellFormed(key string) error {
	if keyForm.MatchString(key) {
		return nil
	}
	return fault.New(fault.Internal, fmt.Sprintf("Galley gave %q as a name for what is to be kept, and it cannot be one.", key),
		"Nothing was saved; please report it.")
}

// called says in words which record a key is, for errors.
func called(key string) string {
	kind, rest, _ := strings.Cut(key, "/")
	ids := append(strings.Split(rest, "/"), "", "", "")
	switch kind {
	case "p":
		return fmt.Sprintf("publication %s", ids[0])
	case "i":
		return fmt.Sprintf("issue %s", ids[1])
	case "h":
		return fmt.Sprintf("the place of issue %s", ids[0])
	case "c":
		return fmt.Sprintf("item %s of issue %s", ids[1], ids[0])
	case "r":
		return fmt.Sprintf("revision %.12s of item %s of issue %s", ids[2], ids[1], ids[0])
	case "k":
		return fmt.Sprintf("a mark of revision %.12s of item %s of issue %s", ids[2], ids[1], ids[0])
	case "t":
		return fmt.Sprintf("a receipt of issue %s", ids[0])
	case "g":
		return fmt.Sprintf("snapshot %.12s of issue %s", ids[1], ids[0])
	case "n":
		return "the number of the last save"
	case "o":
		return "the order of what was saved"
	default:
		return fmt.Sprintf("setting %s", ids[0])
	}
}
