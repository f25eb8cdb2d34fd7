package cli

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/linkcheck"
	"galley/internal/store"
)

// Every sentence that the terminal says of itself.
const (
	about     = "Galley is a workstation for newsletter editors. “galley” alone opens the window (galley-headless has none); these commands work in the terminal."
	hintUsage = "“galley --help” shows the commands."
	hintUsed  = "Name a file: galley %s issue.md"

	sayCanonical   = "%s is canonical already."
	sayFormatted   = "%s is canonical now."
	sayWould       = "%s is not canonical; “galley fmt %s” makes it so."
	sayNew         = "Began %s. Next: fill in publication.toml, write in issue.md, then “galley export %s -o out”."
	sayImported    = "%s: %s, %s → %s."
	sayKeepHouse   = "The issue goes by the house style %s: put that file beside it."
	sayMarked      = "The CriticMarkup of %s stays in the copy: with -o it becomes suggestions and comments."
	sayCritic      = "Wrote %s, with %s as CriticMarkup."
	sayNothingOpen = "No suggestion and no comment is open in %s."
	sayNoneOpen    = "Wrote %s; no suggestion and no comment is open in it."
	sayOverwrite   = "Two files would become %s."
	sayNoFile      = "No issue file was named."
	saySeveral     = "Several files cannot become one issue."
	sayTwoUses     = "Without -o the issue itself is printed, and --json would print something else there."
	sayUnprinted   = "The result could not be printed."
	sayStopped     = "Stopped."
	sayNoFolder    = "No folder was named."
	sayNoTime      = "SOURCE_DATE_EPOCH is “%s”, which is no time that an email can have."
	sayNoDate      = "“%s” is no date that an email can have."
	sayRebuildOf   = "Rebuild the store from what?"
	sayRebuilding  = "%s so far …"
	sayAside       = "The store that was there before is kept in %s."
	sayRebuilt     = "Rebuilt the store: %s with %s, %s and %s."

	sayAlike    = "%s and %s say the same."
	sayAdded    = "%s: added, %s"
	sayTakenOut = "%s: taken out, %s"
	sayMoved    = "moved"
	sayThinking = "Asking %s for words by %s; the story goes there, and nothing else."
	sayNoModel  = "No model is set up (%s and %s name one). The story ends so:"
	sayMerged   = "Wrote %s; nothing was changed by both."
	sayBoth     = "Wrote %s; %s changed by both, and both stand there."

	sayAsking    = "galley: %d of %d links asked …"
	sayAskedSome = "Stopped: %d of %d links were asked."
	sayCutOff    = "No link could be reached from here: check this computer’s network."

	sayNoBackups = "There are no backups in %s."
	sayWhole     = "OK"
	sayNoStore   = "There is no store in %s."
	sayBusy      = "%s The store itself was not checked."
	sayDamaged   = "Damaged: %s."
	sayMended    = "The store was damaged (%s). Galley rebuilt it from its backups and what could still be read; the damaged one is in %s."
	sayWorse     = "Passed over: %s"
	sayBefore    = "What was there before was backed up as %s."
	sayRestored  = "Restored %s: %s."
	sayCompacted = "Compacted from %s to %s."

	hintData      = "Name the data folder with --data."
	hintRebuildOf = "Add --from-mirror to rebuild it from the folder with your text."
	hintOneByOne  = "Import them one by one."
	hintOut       = "Name a folder with -o."
	hintFile      = "Name a file or a folder with -o."
	hintUnprinted = "Is the disk full, or the pipe closed?"
	hintStopped   = "Nothing was written."
	hintFolder    = "Give its name: “galley --help” shows how."
	hintTime      = "Set it to seconds since 1970, or remove it."
	hintDate      = "Write it as 2026-11-25 or 2026-11-25T09:00:00Z."
)

// sentence makes a library's message one of ours.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(s[size:], ".") + "."
}

// printable keeps a message on its one line and a terminal as it is: names and
// copy may hold line breaks, and characters that move the cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// kilobytes says a size as Gmail does: its limit, which is called 102 KB, is
// 102,400 bytes.
func kilobytes(n int) string { return fmt.Sprintf("%.1f KB", float64(n)/1000) }

func exported(r *desk.Receipt, dir string, written bool) string {
	size := fmt.Sprintf("%s of the %s that Gmail shows", kilobytes(r.HTMLBytes), kilobytes(r.ClipBytes))
	switch {
	case !written:
		return fmt.Sprintf("Nothing was written: %s open. “galley check” lists them; without --final a proof is written.",
			issue.Counted(r.Findings.Errors(), "error is", "errors are"))
	case r.Proof:
		return fmt.Sprintf("Wrote a proof to %s: %s open. Email %s.", dir, issue.Counted(r.Findings.Errors(), "error is", "errors are"), size)
	}
	ready := "ready to send"
	if n := len(r.Findings); n > 0 {
		ready = "ready to send, with " + issue.Counted(n, "finding that stops nothing", "findings that stop nothing")
	}
	return fmt.Sprintf("Wrote %s to %s, %s. Email %s; %d words, %s and %s read back and compared.",
		issue.Counted(len(r.Files)+1, "file", "files"), dir, ready, size, r.ReadBack.Words, issue.Counted(r.ReadBack.Links, "link", "links"), issue.Counted(r.ReadBack.Pictures, "picture", "pictures"))
}

func checked(open, waived issue.Findings) string {
	if len(open) == 0 && len(waived) == 0 {
		return "Nothing found."
	}
	by := map[issue.Severity]int{}
	for i := range open {
		by[open[i].Severity]++
	}
	parts := []string{
		issue.Counted(by[issue.SeverityError], "error", "errors"),
		issue.Counted(by[issue.SeverityWarning], "warning", "warnings"),
		issue.Counted(by[issue.SeverityQuery], "query", "queries"),
	}
	if len(waived) > 0 {
		parts = append(parts, fmt.Sprintf("%d waived", len(waived)))
	}
	return strings.Join(parts, ", ") + "."
}

// asked says what became of asking links.
func asked(answers map[string]linkcheck.Answer) string {
	asked, fine := 0, 0
	for _, a := range answers {
		if a.Asked() {
			asked++
		}
		if a.State == linkcheck.Fine {
			fine++
		}
	}
	line := "Asked " + issue.Counted(asked, "link", "links")
	if asked > 0 {
		line += fmt.Sprintf("; %d of the pages are there", fine)
	}
	if not := len(answers) - asked; not > 0 {
		line += ". " + issue.Counted(not, "link was", "links were") + " not asked"
	}
	return line + "."
}

// finding is one line as compilers write it, so that editors can jump to it.
func finding(file string, f *issue.Finding) string {
	where := file
	switch part := partNames[f.Part]; {
	case part != "" && !isPart(file, f.Part):
		where = fmt.Sprintf("%s (%s %d:%d)", file, part, f.Line, f.Column)
	case f.Line > 0:
		where = fmt.Sprintf("%s:%d:%d", file, f.Line, f.Column)
	}
	line := fmt.Sprintf("%s: %s: %s [%s]", where, f.Severity, f.Why, f.Check)
	if f.Words != "" {
		line += " “" + shorten(f.Words) + "”"
	}
	return line
}

// partNames are what the parts of an email are called.
var partNames = map[issue.Part]string{issue.PartHTML: "HTML", issue.PartText: "text", issue.PartMessage: "message"}

// isPart reports whether a file is that part of the email and no more, so that
// its lines are the part's.
func isPart(file string, part issue.Part) bool {
	end := strings.ToLower(filepath.Ext(file))
	return part == issue.PartMessage && end == ".eml" || part == issue.PartHTML && (end == ".html" || end == ".htm")
}

func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= 80 {
		return s
	}
	return string([]rune(s)[:79]) + "…"
}

func note(file string, n issue.Note) string {
	if n.Line > 0 {
		return fmt.Sprintf("%s:%d: note: %s", file, n.Line, n.Text)
	}
	return fmt.Sprintf("%s: note: %s", file, n.Text)
}

// megabytes says a size on the disk; a small one in kilobytes.
func megabytes(n int64) string {
	if n < 100_000 {
		return fmt.Sprintf("%d KB", (n+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// differing counts what differs between two issues.
func differing(d *issue.Difference) string {
	var added, out, moved, changed int
	for i := range d.Items {
		switch c := &d.Items[i]; {
		case c.Old == nil:
			added++
		case c.New == nil:
			out++
		default:
			if c.Moved {
				moved++
			}
			if len(c.Copy) > 0 || c.Old.Kind != c.New.Kind || c.Old.Story != c.New.Story || c.Old.More != c.New.More {
				changed++
			}
		}
	}
	var parts []string
	for _, p := range []struct {
		n        int
		one, all string
	}{
		{len(d.Head), "field of the head differs", "fields of the head differ"},
		{changed, "item was changed", "items were changed"},
		{added, "was added", "were added"},
		{out, "was taken out", "were taken out"},
		{moved, "was moved", "were moved"},
	} {
		if p.n > 0 {
			parts = append(parts, issue.Counted(p.n, p.one, p.all))
		}
	}
	return strings.Join(parts, ", ") + "."
}

// conflict is one line about what two people changed differently.
func conflict(c issue.Conflict, names map[string]string) string {
	where := "head"
	if c.Item != "" {
		where = c.Item
		if name := names[c.Item]; name != "" {
			where += " “" + shorten(name) + "”"
		}
	}
	what := string(c.What)
	if c.Field != "" {
		what = c.Field
	}
	said := func(s string) string {
		switch {
		case c.What == issue.WhatOrder && s == "":
			return "at the top"
		case c.What == issue.WhatOrder:
			return "behind “" + shorten(names[s]) + "”"
		case c.What == issue.WhatRemoved && s == "":
			return "taken out"
		case c.What == issue.WhatRemoved:
			return "changed"
		case s == "":
			return "nothing"
		}
		return "“" + shorten(s) + "”"
	}
	return fmt.Sprintf("%s: %s: mine %s, theirs %s", where, what, said(c.Mine), said(c.Theirs))
}

func kindOf(b store.Backup) string {
	if b.Full {
		return "full"
	}
	return "incremental"
}

// backedUp is the line of a backup.
func backedUp(b store.Backup) string {
	line := fmt.Sprintf("%s  %s  %s  %s", b.Name, b.Time.Local().Format("2006-01-02 15:04:05"), kindOf(b), megabytes(b.Size))
	if why, ok := map[string]string{store.BeforeRestore: "before a restore", store.AfterRestore: "as restored"}[b.Why]; ok {
		line += "  " + why
	}
	if b.Problem != nil {
		line += "  " + fault.Of(b.Problem).Message
	}
	return line
}

func recordsIn(b store.Backup) (n int) {
	for _, of := range b.Records {
		n += of
	}
	return n
}

func walked(c store.Checked) string {
	all := issue.Counted(c.Records, "record", "records")
	if len(c.Damaged) == 0 {
		return all + ", all as they were saved."
	}
	return fmt.Sprintf("%s as they were saved, %d damaged.", all, len(c.Damaged))
}
