package intake

import (
	"fmt"
	"strings"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// The sentences of this package that are no errors stand in this file, but for
// two that belong to their decision (format.go, markdown.go).

// countNotes says what was cleaned.
func countNotes(c *cleaner) []issue.Note {
	var notes []issue.Note
	add := func(n int, one, many string) {
		if n > 0 {
			notes = append(notes, issue.Note{Text: issue.Counted(n, one, many)})
		}
	}
	add(c.noBreak, "no-break space became a plain space.", "no-break spaces became plain spaces.")
	add(c.zeroWidth, "invisible character was dropped.", "invisible characters were dropped.")
	add(c.runs, "run of several spaces became one space.", "runs of several spaces became one space each.")
	return notes
}

func wrapNote(columns, joined int) issue.Note {
	return issue.Note{Text: fmt.Sprintf("The text was wrapped at about %d columns; %s joined into paragraphs.",
		columns, issue.Counted(joined, "line end was", "line ends were"))}
}

func ruleNote(line, n int) issue.Note {
	return issue.Note{Line: line, Text: fmt.Sprintf("%s left out: items have borders of their own.",
		issue.Counted(n, "dividing line was", "dividing lines were"))}
}

func pictureNote(line, n int) issue.Note {
	return issue.Note{Line: line, Text: issue.Counted(n, "picture left only its name in the text; its file has to be found again.",
		"pictures left only their names in the text; their files have to be found again.")}
}

func footnoteNote(n int) issue.Note {
	return issue.Note{Text: issue.Counted(n, "footnote would have been read as a link’s address, and stands as words now.",
		"footnotes would have been read as links’ addresses, and stand as words now.")}
}

func unplacedNote(line int, words string) issue.Note {
	return issue.Note{Line: line, Text: fmt.Sprintf("“%s” could not be placed; it stands in a note until someone gives it its kind.", shorten(words))}
}

// tagNotes says which tags of a sending service became words: escaped, as all
// marks of a text are, they are no tags any more.
func tagNotes(text string) []issue.Note {
	first, n := "", 0
	line := 0
	for _, t := range issue.TagsIn(text) {
		words := text[t.Start:t.End]
		if name, _, size := markdown.ParseSlot([]byte(words)); size == len(words) && markdown.KnownSlot(name) {
			continue
		}
		if n++; n == 1 {
			first, line = words, 1+strings.Count(text[:t.Start], "\n")
		}
	}
	switch {
	case n == 0:
		return nil
	case n == 1:
		return []issue.Note{{Line: line, Text: fmt.Sprintf("“%s” looks like a sending service’s tag, and stands as words now; Galley’s own slots are written like {{first_name}}.", shorten(first))}}
	}
	return []issue.Note{{Line: line, Text: fmt.Sprintf("“%s” and %d more look like a sending service’s tags, and stand as words now; Galley’s own slots are written like {{first_name}}.", shorten(first), n-1)}}
}

// shorten gives the first few words, enough to find them again.
func shorten(words string) string {
	const enough = 7
	fields := strings.Fields(words)
	if len(fields) <= enough {
		return strings.Join(fields, " ")
	}
	return strings.Join(fields[:enough], " ") + " …"
}
