package cli

import (
	"fmt"
	"strings"

	"galley/internal/issue"
)

type diffCommand struct {
	Old string `arg:"" placeholder:"A" help:"An issue file."`
	New string `arg:"" placeholder:"B" help:"Another version of it."`
}

func (c *diffCommand) run(s *session) (int, error) {
	d, err := s.desk.CompareFiles(c.Old, c.New)
	if err != nil {
		return 0, err
	}
	if err := s.stopped(); err != nil {
		return 0, err
	}
	s.notes(c.Old, d.OldNotes)
	s.notes(c.New, d.NewNotes)
	if d.IsZero() {
		s.say(sayAlike, c.Old, c.New)
		return statusDone, nil
	}
	for _, f := range d.Head {
		s.result(printable(fieldDiff(f)))
	}
	for i := range d.Items {
		s.itemDiff(c.Old, c.New, &d.Items[i])
	}
	s.say("%s", differing(&d.Difference))
	return statusOpen, nil
}

// fieldDiff is a field of the head, as git shows words.
func fieldDiff(f issue.FieldChange) string {
	key := f.Key
	if key == "" {
		key = "#"
	}
	lines := diffLines(f.Old, f.New, issue.Diff(f.Old, f.New))
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return key + ": " + strings.TrimPrefix(strings.Join(texts, " / "), key+": ")
}

// itemDiff prints what became of one item: a line of its own, and below it the
// lines of the new file in which words changed.
func (s *session) itemDiff(old, new string, c *issue.ItemChange) {
	switch {
	case c.Old == nil:
		s.result(printable(fmt.Sprintf("%s:%d: "+sayAdded, new, max(c.New.Line, 1), itemName(c.New), issue.Counted(issue.CountWords(c.New.Copy), "word", "words"))))
		return
	case c.New == nil:
		s.result(printable(fmt.Sprintf("%s:%d: "+sayTakenOut, old, max(c.Old.Line, 1), itemName(c.Old), issue.Counted(issue.CountWords(c.Old.Copy), "word", "words"))))
		return
	}
	var what []string
	if c.Moved {
		what = append(what, sayMoved)
	}
	for _, f := range [][3]string{{"kind", c.Old.Kind, c.New.Kind}, {"story", c.Old.Story, c.New.Story}, {"marker", c.Old.More, c.New.More}} {
		if f[1] != f[2] {
			what = append(what, fmt.Sprintf("%s [-%s-]{+%s+}", f[0], f[1], f[2]))
		}
	}
	if n := len(c.Copy); n > 0 {
		what = append(what, issue.Counted(n, "change", "changes"))
	}
	s.result(printable(fmt.Sprintf("%s:%d: %s: %s", new, max(c.New.Line, 1), itemName(c.New), strings.Join(what, ", "))))
	for _, l := range diffLines(c.Old.Copy, c.New.Copy, c.Copy) {
		s.result(printable(fmt.Sprintf("  %d: %s", max(c.New.Line, 1)+l.line, l.text)))
	}
}

func itemName(it *issue.Item) string {
	if name := it.Name(); name != it.Kind {
		return fmt.Sprintf("%s “%s”", it.Kind, shorten(name))
	}
	return it.Kind
}

// diffLine is a line with changes in it, and how many lines of the new text stand
// above it.
type diffLine struct {
	line int
	text string
}

// around is how many bytes are shown of what is the same beside a change.
const around = 48

// diffLines writes changes as git's word-diff does, [-old-]{+new+}, a line for
// those between which no line ends; what is the same is cut short.
func diffLines(old, new string, changes []issue.Change) (lines []diffLine) {
	above, counted := 0, 0 // lines, up to where they were counted
	for len(changes) > 0 {
		start := changes[0].New.Start
		above += strings.Count(new[counted:start], "\n")
		counted = start
		var b strings.Builder
		b.WriteString(cutStart(new[strings.LastIndexByte(new[:start], '\n')+1 : start]))
		for {
			c := changes[0]
			b.WriteString(marks("[-", old[c.Old.Start:c.Old.End], "-]") + marks("{+", new[c.New.Start:c.New.End], "+}"))
			changes = changes[1:]
			if len(changes) == 0 || strings.Contains(new[c.New.End:changes[0].New.Start], "\n") {
				same, _, _ := strings.Cut(new[c.New.End:], "\n")
				b.WriteString(cutEnd(same))
				break
			}
			b.WriteString(cutMiddle(new[c.New.End:changes[0].New.Start]))
		}
		lines = append(lines, diffLine{above, b.String()})
	}
	return lines
}

// cutStart, cutEnd and cutMiddle leave of what is the same what stands next to a
// change, to a whole word.
func cutStart(same string) string {
	if len(same) <= around {
		return same
	}
	if i := strings.IndexByte(same[len(same)-around:], ' '); i >= 0 {
		return "…" + same[len(same)-around+i:]
	}
	return "…"
}

func cutEnd(same string) string {
	if len(same) <= around {
		return same
	}
	if i := strings.LastIndexByte(same[:around], ' '); i >= 0 {
		return same[:i+1] + "…"
	}
	return "…"
}

func cutMiddle(same string) string {
	if len(same) <= 2*around {
		return same
	}
	return cutEnd(same) + strings.TrimPrefix(cutStart(same), "…")
}

// marks puts marks around words. A line break shows as one.
func marks(open, words, end string) string {
	if words == "" {
		return ""
	}
	return open + strings.ReplaceAll(words, "\n", "¶") + end
}
