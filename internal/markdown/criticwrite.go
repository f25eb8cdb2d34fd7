package markdown

import (
	"regexp"
	"strings"

	"galley/internal/issue"
)

// WriteCritic puts what is open of suggestions and comments into a copy, as
// CriticMarkup; [ReadCritic] of that gives the copy back, and all of them without
// who said it and when.
//
// Marks cannot overlap, and none can stand in code or raw HTML. What would have to
// is a comment, with the words that it is about in quotation marks: behind the
// mark that was first, or at the beginning of the copy. There as well is what is
// about the whole, and what has lost its words. So nothing is left out.
func WriteCritic(copy string, suggestions []issue.Suggestion, comments []issue.Comment) string {
	code := plainCode(copy)
	marks, loose := planned(copy, code, suggestions, comments)
	out := writtenOut(copy, code, marks, loose)
	if readsBack(out, copy, marks) {
		return out
	}
	// What would be put in may have half of a code span or of a tag, and the copy
	// the other half. In front of the copy, as comments, nothing can meet.
	kept := marks[:0:0]
	for i := range marks {
		if m := &marks[i]; m.edit != nil && strings.ContainsAny(m.edit.New, "`<~") {
			loose = append(loose, m.words()...)
			continue
		}
		kept = append(kept, marks[i])
	}
	if out = writtenOut(copy, code, kept, loose); readsBack(out, copy, kept) {
		return out
	}
	for i := range kept {
		loose = append(loose, kept[i].words()...)
	}
	return writtenOut(copy, code, nil, loose)
}

func writtenOut(copy string, code spans, marks []written, loose []string) string {
	w := criticWriter{copy: copy, code: code}
	for _, text := range loose {
		w.thread([]string{text}, false)
	}
	for i := range marks {
		w.mark(&marks[i])
	}
	w.text(len(copy))
	return w.out.String()
}

// readsBack reports whether what was written gives the copy back, and the edits.
func readsBack(out, copy string, marks []written) bool {
	clean, suggestions, _ := ReadCritic(out)
	i := 0
	for _, m := range marks {
		if m.edit == nil {
			continue
		}
		if i == len(suggestions) || suggestions[i].New != m.edit.New || suggestions[i].Anchor.Span() != m.at {
			return false
		}
		i++
	}
	return clean == copy && i == len(suggestions)
}

// criticWriter writes a copy with its marks. It knows in what state a reader is
// behind the last one, see [criticReader].
type criticWriter struct {
	copy string
	code spans
	out  strings.Builder
	at   int // in copy

	reason bool // a comment here would be the reason of an edit
	open   bool // a comment here would be a reply
	words  bool // a comment here would be about words
}

// text writes the copy up to a place; what looks like a mark in it is kept from
// being one.
func (w *criticWriter) text(to int) {
	if to > w.at {
		w.reason, w.open, w.words = false, false, false
		w.out.WriteString(broken(w.copy, issue.Span{Start: w.at, End: to}, w.code))
		w.at = to
	}
}

func (w *criticWriter) mark(m *written) {
	w.text(m.at.Start)
	old := broken(w.copy, m.at, w.code)
	w.at = max(w.at, m.at.End)
	about := true
	switch {
	case m.edit != nil:
		w.edit(m.edit, old)
	case m.quote != "":
		w.out.WriteString("{==" + old + "==}")
		w.reason, w.open, w.words = false, false, true
	default:
		about = false // what is about a place has no mark of its own
	}
	for _, thread := range m.threads {
		w.thread(thread, about)
	}
	for _, thread := range m.behind {
		w.thread(thread, false)
	}
}

func (w *criticWriter) edit(s *issue.Suggestion, old string) {
	become := broken(s.New, issue.Span{End: len(s.New)}, plainCode(s.New))
	switch {
	case old == "":
		w.out.WriteString("{++" + become + "++}")
	case become == "":
		w.out.WriteString("{--" + old + "--}")
	default:
		w.out.WriteString("{~~" + old + "~>" + become + "~~}")
	}
	w.reason, w.open, w.words = true, false, old != ""
	if reason := toComment(s.Reason); reason != "" {
		w.out.WriteString("{>>" + reason + "<<}")
		w.reason = false
	}
}

// thread writes a comment and its replies: about the words of the mark before
// them, or about the place.
func (w *criticWriter) thread(texts []string, about bool) {
	if w.reason {
		w.out.WriteString(noComment)
	}
	if w.open {
		w.out.WriteString(noComment)
	}
	if !about && w.words {
		w.out.WriteString(noComment)
		w.words = false
	}
	for _, text := range texts {
		w.out.WriteString("{>>" + toComment(text) + "<<}")
	}
	w.reason, w.open = false, true
}

// looksLikeMark reports whether a text begins with a part of a mark. All parts are
// broken in copy, since a line that begins with one is read differently, see
// [opening].
func looksLikeMark(s string) bool {
	if len(s) >= 3 && (s[0] == '{' || s[2] == '}') {
		switch s[:3] {
		case "{++", "{--", "{~~", "{==", "{>>", "++}", "--}", "~~}", "==}", "<<}":
			return true
		}
	}
	return strings.HasPrefix(s, "~>")
}

// broken gives a stretch of text with an empty comment in whatever would be read
// as a mark.
func broken(text string, in issue.Span, code spans) string {
	var b strings.Builder
	written := in.Start
	for at := in.Start; at < in.End; at++ {
		if !looksLikeMark(text[at:in.End]) || code.hits(issue.Span{Start: at, End: at + 2}) >= 0 {
			continue
		}
		b.WriteString(text[written : at+1])
		b.WriteString(noComment)
		written = at + 1
	}
	b.WriteString(text[written:in.End])
	return b.String()
}

// What in a comment would end it, or would begin something that goes on behind it.
var (
	inComment   = regexp.MustCompile("&#|`|<[A-Za-z/!?]|<<\\}|\\n")
	fromEntity  = strings.NewReplacer("&#38;", "&", "&#96;", "`", "&#60;", "<", "&#125;", "}", "&#10;", "\n")
	entityOfOne = map[byte]string{'&': "&#38;#", '`': "&#96;", '\n': "&#10;"}
)

// toComment gives a text as it stands in a comment, on one line.
func toComment(text string) string {
	return inComment.ReplaceAllStringFunc(strings.TrimSpace(text), func(s string) string {
		switch {
		case s == "<<}":
			return "<<&#125;"
		case s[0] == '<':
			return "&#60;" + s[1:]
		}
		return entityOfOne[s[0]]
	})
}

// fromComment gives the text of a comment.
func fromComment(s string) string { return fromEntity.Replace(strings.TrimSpace(s)) }
