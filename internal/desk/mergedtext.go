package desk

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// marked writes a merged issue file with both sides of its conflicts: words as
// CriticMarkup, which preflight takes for an error until somebody decided; fields of
// the head as a comment below the field; what is about an item as a whole as a
// comment at its end.
func (m *MergedFiles) marked(merged *issue.Merged, kinds []string) []byte {
	is := *merged.Issue
	is.Items = slices.Clone(is.Items)
	of := map[string][]issue.Conflict{}
	for _, c := range merged.Conflicts {
		of[c.Item] = append(of[c.Item], c)
	}
	for i := range is.Items {
		item := &is.Items[i]
		if item.ID != "" {
			item.Copy = m.markedCopy(item.Copy, of[item.ID])
		}
	}
	text := string(markdown.Write(&is, kinds...))
	end := frontEnd(text)
	front := text[:end]
	for _, c := range of[""] {
		front = markField(front, c)
	}
	return []byte(front + text[end:])
}

// markedCopy puts conflicts, which are in order, into a copy.
func (m *MergedFiles) markedCopy(copy string, conflicts []issue.Conflict) string {
	var b strings.Builder
	at, said := 0, ""
	for _, c := range conflicts {
		if c.What == issue.WhatWords {
			b.WriteString(copy[at:c.At.Start] + critic(c.Mine, c.Theirs))
			at = c.At.End
		} else {
			said += "\n\n{>>" + m.saying(c) + "<<}"
		}
	}
	return strings.TrimPrefix(b.String()+copy[at:]+said, "\n\n")
}

// critic writes what both have in CriticMarkup.
func critic(mine, theirs string) string {
	switch {
	case mine == "":
		return "{++" + theirs + "++}"
	case theirs == "":
		return "{--" + mine + "--}"
	}
	return "{~~" + mine + "~>" + theirs + "~~}"
}

// saying says what theirs has of an item as a whole.
func (m *MergedFiles) saying(c issue.Conflict) string {
	switch {
	case c.What == issue.WhatRemoved && c.Theirs != "":
		return "mine: this item was taken out; theirs: it was changed"
	case c.What == issue.WhatRemoved:
		return "theirs: this item was taken out; mine: it was changed"
	case c.What == issue.WhatOrder && c.Theirs == "":
		return "theirs: this item comes first"
	case c.What == issue.WhatOrder:
		return fmt.Sprintf("theirs: this item comes behind “%s”", m.Names[c.Theirs])
	case c.What == issue.WhatKind && c.Theirs == "":
		return "theirs: no " + c.Field
	}
	return "theirs: " + c.Field + ": " + c.Theirs
}

// frontEnd gives where the front matter of a written issue ends, its second line of
// hyphens included.
func frontEnd(text string) int {
	return strings.Index(text, "\n---\n") + len("\n---\n") // no field of it has such a line
}

// markField puts theirs below a field of the front matter, or at its end.
func markField(text string, c issue.Conflict) string {
	value := c.Field + ": " + c.Theirs
	if strings.HasPrefix(c.Theirs, c.Field+":") { // a field that Galley does not know is kept with its name
		value = c.Theirs
	}
	comment := "# theirs: " + strings.ReplaceAll(value, "\n", "\n# theirs: ") + "\n"
	end := frontEnd(text) - len("---\n")
	at := end
	if i := strings.Index(text[:end], "\n"+c.Field+":"); i >= 0 {
		at = i + 1
		for line := true; line || at < end && (text[at] == ' ' || text[at] == '-'); line = false {
			at += strings.IndexByte(text[at:], '\n') + 1
		}
	}
	return text[:at] + comment + text[at:]
}
