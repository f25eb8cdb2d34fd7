// Package intake turns a file from elsewhere into an issue: text pasted out of
// a mail or a document, Markdown of another tool, or an issue file.
//
// Pasted text has lost its marks but not its shape. It is read in four steps,
// each with a file of its own: characters are cleaned (clean.go), lines become
// blocks (wrap.go, build.go), blocks are cut into items (rundown.go and what it
// calls: stories, jobs, footer, letter, promos), and items are written as
// Markdown in which every word means itself (literal.go). What only a person
// can place stands in a note of the story kind [Unplaced].
//
// Nothing is invented here: no subject, no date, no number, no headline.
//
// The promise: no word of the input is lost, none is added, and reading what
// was written gives the same items again.
package intake

import (
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Unplaced is the story kind of a note that holds what import could not place.
// It is an error (item.unplaced) until someone gives the item its kind.
const Unplaced = "unplaced"

// Format is what a file turned out to be.
type Format string

// The formats that can be read.
const (
	IssueFile Format = "issue"    // Galley's own
	Markdown  Format = "markdown" // of another tool
	Text      Format = "text"     // plain, as pasted
)

// Result is what became of a file.
type Result struct {
	Issue  *issue.Issue // its items have ids and copy; no Reading and no Line
	Notes  []issue.Note // what was done with something unusual; lines are those of the file
	Format Format
}

// Read turns a file into an issue. The house may be nil: then no label is
// known. Name is the file's, for its extension and for errors. Reading fails
// (fault.BadInput) on what is no text, holds no words, or is of a kind that
// Galley does not read.
func Read(name string, data []byte, h *issue.House) (Result, error) {
	if h == nil {
		h = &issue.House{}
	}
	if err := foreign(name, data); err != nil {
		return Result{}, err
	}
	text, notes, err := markdown.Decode(name, data)
	if err != nil {
		return Result{}, err
	}
	format, note := detect(name, text, h)
	if note != "" {
		notes = append(notes, issue.Note{Text: note})
	}
	r := Result{Format: format}
	var more []issue.Note
	switch format {
	case IssueFile:
		r.Issue, more, err = markdown.Read(name, []byte(text), kinds(h)...)
	case Markdown:
		r.Issue, more, err = readMarkdown(name, text, h)
	case Text:
		r.Issue, more = readText(text, h)
		more = append(more, tagNotes(text)...)
	}
	if err != nil {
		return Result{}, err
	}
	if format != IssueFile && len(r.Issue.Items) == 0 {
		return Result{}, fault.New(fault.BadInput, name+" holds no words.", "Choose the file that holds the issue's text.")
	}
	r.Notes = append(notes, more...)
	markdown.GiveIDs(r.Issue.Items)
	// Blank lines and escapes make an issue file longer than what it came from.
	if _, _, err := markdown.Decode(name, markdown.Write(r.Issue)); err != nil {
		return Result{}, fault.Wrap(err, fault.BadInput, name+" is too long for one issue.", "Split it into issues first.")
	}
	return r, nil
}

// kinds lists the item kinds that the house adds.
func kinds(h *issue.House) []string {
	var names []string
	for _, k := range h.Kinds {
		names = append(names, k.Name)
	}
	return names
}

// readText reads plain text.
func readText(text string, h *issue.House) (*issue.Issue, []issue.Note) {
	lines, notes := readLines(text)
	d := markdown.New(h)
	lines, more := unwrap(lines, d)
	notes = append(notes, more...)
	blocks, more := readBlocks(lines, d)
	notes = append(notes, more...)
	is := &issue.Issue{}
	for _, p := range newCutter(h, blocks).pieces() {
		item := issue.Item{Kind: p.kind, Story: p.story, Copy: p.copy(d)}
		if p.story == Unplaced {
			notes = append(notes, unplacedNote(p.line(), p.words()))
		}
		is.Items = append(is.Items, item)
	}
	return is, notes
}
