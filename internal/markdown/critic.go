package markdown

import (
	"strings"

	"galley/internal/issue"
)

// CriticMarkup (https://github.com/CriticMarkup/CriticMarkup-toolkit) is how people
// review Markdown where there is nothing but the text:
//
//	{++put in++}  {--taken out--}  {~~old~>new~~}  {==words==}{>>what is said of them<<}
//
// It has neither names nor escapes. Here an empty comment, which says nothing to
// any reader, does what an escape would: it stands in a text that only looks like
// a mark (“{{>><<}++”), and between threads at one place.

// maxCritic is how many suggestions and comments are read from one copy; marks
// beyond it stay text.
const maxCritic = 20_000

// noComment is the empty comment.
const noComment = "{>><<}"

// criticMark is a mark of a copy: the bytes that it has, and those inside of it.
type criticMark struct {
	kind   string // its opening: “{++”
	at, in issue.Span
	become int // of “{~~”: where “~>” stands
}

// closes gives what closes a mark.
func closes(kind string) string {
	switch kind {
	case "{++":
		return "++}"
	case "{--":
		return "--}"
	case "{~~":
		return "~~}"
	case "{==":
		return "==}"
	case "{>>":
		return "<<}"
	}
	return ""
}

// ReadCritic takes the marks of CriticMarkup out of a copy. Clean is the copy as
// it was before anybody proposed anything: what would be put in is not in it, and
// what would be taken out is. Suggestions and comments are in the order of the
// text, anchored in clean, without id, author and time.
//
// A comment right behind a suggestion is its reason, one behind highlighted words
// is about them, any other about its place, and further ones right behind a
// comment are replies. Words that are highlighted without a comment have one
// without text.
//
// Code, raw HTML, and marks that do not close or have nothing inside stay what
// they are; of marks in marks the outer one counts. Time and memory are in
// proportion to the copy.
func ReadCritic(copy string) (clean string, suggestions []issue.Suggestion, comments []issue.Comment) {
	if !strings.Contains(copy, "{") {
		return copy, nil, nil
	}
	marks, code := criticMarks(copy)
	if len(marks) == 0 {
		return copy, nil, nil
	}
	r := criticReader{copy: copy, code: code}
	at := 0
	for _, m := range marks {
		if m.at.Start > at {
			r.rest()
			r.clean.WriteString(copy[at:m.at.Start])
		}
		r.mark(m)
		at = m.at.End
	}
	r.rest()
	r.clean.WriteString(copy[at:])
	clean = r.clean.String()
	for i, at := range r.suggested {
		r.suggestions[i].Anchor = issue.AnchorAt(clean, at)
	}
	for i, at := range r.commented {
		anchor := issue.AnchorAt(clean, at)
		r.comments[i].Anchor = &anchor
	}
	return clean, r.suggestions, r.comments
}

// criticReader makes clean copy, suggestions and comments of marks. Its state is
// that of marks that stand next to each other.
type criticReader struct {
	copy  string
	code  spans
	clean strings.Builder

	suggestions []issue.Suggestion
	suggested   []issue.Span // of each one, in clean
	comments    []issue.Comment
	commented   []issue.Span

	about  issue.Span // what a comment here is about; of no length where it is about the place
	reason bool       // the next comment is the reason of the last suggestion
	thread bool       // the next comment is a reply to the last one
	bare   bool       // words are highlighted, and nobody has said anything
}

// rest ends what stands next to each other.
func (r *criticReader) rest() {
	if r.bare {
		r.comment("")
	}
	here := r.clean.Len()
	r.about, r.reason, r.thread, r.bare = issue.Span{Start: here, End: here}, false, false, false
}

func (r *criticReader) comment(text string) {
	r.comments = append(r.comments, issue.Comment{Text: text})
	r.commented = append(r.commented, r.about)
	r.bare = false
}

func (r *criticReader) mark(m criticMark) {
	if m.kind == "{>>" {
		r.said(fromComment(r.copy[m.in.Start:m.in.End]))
		return
	}
	r.rest()
	start := r.clean.Len()
	old, become := "", ""
	switch m.kind {
	case "{++":
		become = r.inside(m.in)
	case "{~~":
		old = r.inside(issue.Span{Start: m.in.Start, End: m.become})
		become = r.inside(issue.Span{Start: m.become + len("~>"), End: m.in.End})
	default:
		old = r.inside(m.in)
	}
	r.clean.WriteString(old)
	r.about = issue.Span{Start: start, End: r.clean.Len()}
	if m.kind == "{==" {
		r.bare = true
		return
	}
	r.suggestions = append(r.suggestions, issue.Suggestion{New: become})
	r.suggested = append(r.suggested, r.about)
	r.reason = true
}

// said reads a comment. An empty one says that there is no reason, or ends a
// thread; where there is neither, that what follows is about the place.
func (r *criticReader) said(text string) {
	here := r.clean.Len()
	switch {
	case text == "" && r.reason:
		r.reason = false
	case text == "" && r.thread:
		r.thread = false
	case text == "":
		r.rest()
	case r.reason:
		r.suggestions[len(r.suggestions)-1].Reason = text
		r.reason = false
	case r.thread:
		c := &r.comments[len(r.comments)-1]
		c.Replies = append(c.Replies, issue.Reply{Text: text})
	default:
		if r.about.Empty() {
			r.about = issue.Span{Start: here, End: here}
		}
		r.comment(text)
		r.thread = true
	}
}

// inside gives the text in a mark, without the empty comments that keep it from
// being marks.
func (r *criticReader) inside(in issue.Span) string {
	if !strings.Contains(r.copy[in.Start:in.End], noComment) {
		return r.copy[in.Start:in.End]
	}
	var b strings.Builder
	at := in.Start
	for {
		i := r.code.index(r.copy[:in.End], noComment, at)
		if i < 0 {
			break
		}
		b.WriteString(r.copy[at:i])
		at = i + len(noComment)
	}
	b.WriteString(r.copy[at:in.End])
	return b.String()
}
