package preflight

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// mark is a form that editors leave for themselves. Its words are the first
// group, else the whole; unless reports that it is meant.
type mark struct {
	sign   string // stands in every one of them, in small letters, to look for first
	form   *regexp.Regexp
	unless func(*round, *surroundings) bool
	why    string
}

const (
	toCome   = "This stands for something that is still to come, and readers would see it: fill it in, or take it out."
	toDo     = "This is a note to the desk, and readers would see it: do what it says, and take it out."
	template = "These are a template’s words, not this issue’s: put in what belongs here."
)

var deskMarks = []mark{
	{"tk", regexp.MustCompile(`\b(?:(?:TK)+|(?i:(?:tk){2,}))\b|\[(?i:tk)\]`), meantTK, toCome},
	{"todo", regexp.MustCompile(`\bTODO\b`), meantTODO, toDo},
	{"fixme", regexp.MustCompile(`\bFIXME\b`), meantTODO, toDo},
	{"xxx", regexp.MustCompile(`\bXXX+\b`), meantXXX, toCome},
	{"[", regexp.MustCompile(`\[(?i:links?(?: here| to (?:[^\]\n]{1,60}))?|add link|url|insert [^\]\n]{1,60}|tb[acd]|placeholder|xx+)\]`), nil, toCome},
	{"???", regexp.MustCompile(`\?{3,}`), meantQuestion, toCome},
	{">>>", regexp.MustCompile(`>{3,}`), meantArrow, toDo},
	{"<<<", regexp.MustCompile(`<{7}`), nil, toDo}, // two versions that nobody merged
	{"lorem ipsum", regexp.MustCompile(`(?i)\blorem ipsum\b`), meantLorem, template},
	{" here", regexp.MustCompile(`(?i)\b(?:insert|add|enter|put|type|your)(?: your| the| an?)? (?:alt(?:ernative)? text|captions?|text|titles?|headline|image|picture|photo|link|name|copy|url|subject(?: line)?|description|content) here\b`), nil, template},
	{"untitled", regexp.MustCompile(`^(?i:untitled(?: (?:document|draft|story|post|issue|article|page|newsletter))?(?: ?\(?\d+\)?)?)$`), meantUntitled, template},
	{":", regexp.MustCompile(`\[[A-Z]{2,3}: ?[^\]\n]{1,200}\]`), meantInitials, toDo},
	{":", regexp.MustCompile(`\([A-Z]{2,3}: ?(?:(?i:check|verify|confirm|fix|add|cut|rewrite|rephrase|ask|please|pls|not sure|source|link|is th|are these|can we|do we|` +
		`should|shall|need|update|move|replace|delete|remove|why|too long|tk\b|tbc\b|tbd\b)[^()\n]{0,200}|[^()\n]{1,200}\?)\)`), meantInitials, toDo},
}

// surroundings is a mark and the line that it stands in.
type surroundings struct {
	line       string
	start, end int
	p          *piece   // nil in the envelope
	t          *passage // nil in the envelope
}

func (s *surroundings) words() string  { return s.line[s.start:s.end] }
func (s *surroundings) before() string { return s.line[:s.start] }
func (s *surroundings) after() string  { return s.line[s.end:] }

// near gives what stands around a mark: its line, and of one that goes on for pages
// what is close.
func (s *surroundings) near() string {
	const reach = 1000
	return s.line[max(0, s.start-reach):min(len(s.line), s.end+reach)]
}

func leftOverMark(r *round) {
	for _, p := range r.everywhere() {
		for i := range p.passages() {
			t := &(*p.read)[i]
			r.marksIn(t.words, p, t)
		}
		r.quotedMarks(p)
	}
	if r.in.Edition != nil {
		r.draftSubject()
		r.marksIn(r.e.Issue.Subject, nil, nil)
		r.marksIn(r.e.Issue.Preheader, nil, nil)
	}
}

// marksIn reports the marks in one line. What stands within another, as a ??? in
// a note, is one finding.
func (r *round) marksIn(line string, p *piece, t *passage) {
	var found []sighted
	low := strings.ToLower(line)
	for _, list := range [][]mark{deskMarks, deskNotes, deskDummies} {
		for i := range list {
			m := &list[i]
			if !strings.Contains(low, m.sign) {
				continue
			}
			for _, at := range m.form.FindAllStringIndex(line, maxOfAKind+1) {
				s := &surroundings{line, at[0], at[1], p, t}
				if (m.unless == nil || !m.unless(r, s)) && !r.inDictionary(s) {
					found = append(found, sighted{s, m.why})
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b sighted) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	end := 0
	for _, s := range found {
		switch {
		case s.start < end:
		case p == nil:
			r.whole(s.words(), s.why).within(line)
		default:
			r.at(p, t.span(s.start, s.end), s.why)
		}
		end = max(end, s.end)
	}
}

// sighted is a mark that was found, and what is said of it.
type sighted struct {
	*surroundings
	why string
}

// quotedMarks finds >>> at the beginning of a line, which Markdown takes for a
// quotation in a quotation in a quotation. Nobody means that.
func (r *round) quotedMarks(p *piece) {
	if !strings.Contains(p.prose, ">>>") {
		return
	}
	for offset, line := range lines(p.prose) {
		start := len(line) - len(strings.TrimLeft(line, " "))
		if n := len(line[start:]) - len(strings.TrimLeft(line[start:], ">")); n >= 3 {
			r.at(p, issue.Span{Start: offset + start, End: offset + start + n}, toDo)
		}
	}
}

// inDictionary reports whether a mark is part of a word or a name that the house
// lists, as TK Maxx.
func (r *round) inDictionary(s *surroundings) bool {
	words := s.words()
	for _, entry := range r.e.House.Words.Dictionary {
		i := strings.Index(entry, words)
		if i < 0 || len(entry) > 200 {
			continue
		}
		if start := s.start - i; start >= 0 && strings.HasPrefix(s.line[start:], entry) {
			return true
		}
	}
	return false
}

// meantTK knows the shops and the lifts that are called so, and that TK is an
// English newsroom’s word: in German it is a health insurer. TK-421 and TK1980
// are numbers of something. In brackets or doubled it is a mark anywhere.
func meantTK(r *round, s *surroundings) bool {
	if s.words() != "TK" {
		return false
	}
	for _, name := range []string{" Maxx", " Elevator", "-"} {
		if strings.HasPrefix(s.after(), name) {
			return true
		}
	}
	return !r.english() && !strings.HasPrefix(s.after(), ":") || strings.HasSuffix(s.before(), ".") || strings.HasSuffix(s.before(), "-")
}

// meantTODO knows the languages in which todo is a word, and can stand in
// capitals, and programmers, who write of “a TODO” and of “TODO comments”.
func meantTODO(r *round, s *surroundings) bool {
	switch r.language() {
	case "es", "pt", "gl", "ca", "ast", "eo":
		return !strings.HasPrefix(s.after(), ":")
	}
	before := strings.TrimSuffix(s.before(), " ")
	next, _, _ := strings.Cut(strings.TrimPrefix(s.after(), " "), " ")
	return spokenOfTODO(before[strings.LastIndexAny(before, " \n")+1:], strings.TrimRight(next, ".,;:!?)"))
}

// spokenOfTODO reports whether the words beside a TODO say that it is spoken of.
func spokenOfTODO(before, after string) bool {
	return slices.Contains([]string{"a", "the", "each", "every", "any", "no", "your", "my", "our"}, strings.ToLower(before)) ||
		slices.Contains([]string{"comment", "comments", "list", "lists", "item", "items", "tag", "tags", "marker", "markers"}, after)
}

// meantXXX knows numerals (Super Bowl XXX, the XXX Olympiad), sizes, and kisses
// at the end of a letter.
func meantXXX(_ *round, s *surroundings) bool {
	before, after := strings.TrimRight(s.before(), " ,\n\u2028"), strings.TrimLeft(s.after(), " ")
	last := before[strings.LastIndexAny(before, " \n\u2028")+1:]
	first, _ := utf8.DecodeRuneInString(last)
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case strings.HasPrefix(s.after(), "-") || strings.HasSuffix(s.before(), "-"):
		return true
	case unicode.IsUpper(first) && (after == "" || !opensSentence(before[:len(before)-len(last)])):
		return true
	case unicode.IsUpper(next) && len(after) > 1 && strings.HasPrefix(after, "Olymp"):
		return true
	}
	return after == "" && (before == "" || strings.HasSuffix(strings.TrimRight(s.before(), " "), ",")) // kisses
}

// opensSentence reports whether what follows words begins a sentence.
func opensSentence(before string) bool {
	before = strings.TrimRight(before, " \n\u2028“‘„«»\"'(*")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:") || strings.HasSuffix(before, "…")
}

// meantQuestion knows the voice that asks “What???”: behind a word, and at the
// end of what it says. Where an editor asks, the sentence goes on.
func meantQuestion(_ *round, s *surroundings) bool {
	last, _ := utf8.DecodeLastRuneInString(s.before())
	if !unicode.IsLetter(last) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s.after(), " \n"))
	return !unicode.IsLower(next)
}

// meantArrow knows the arrow behind the words of a link: Read more >>>.
func meantArrow(_ *round, s *surroundings) bool {
	if s.p == nil || strings.TrimSpace(s.before()) == "" {
		return false
	}
	at := s.t.span(s.start, s.end)
	if s.p.links == nil {
		links := s.p.Reading.Links
		s.p.links = nestOf(len(links), func(i int) issue.Span { return links[i].Span })
	}
	return s.p.links.covers(at)
}

// quoted reports whether quotation marks stand around words, so that it is
// them that are talked about.
func quoted(_ *round, s *surroundings) bool {
	last, _ := utf8.DecodeLastRuneInString(s.before())
	return strings.ContainsRune("“‘„«»\"'", last)
}

// meantUntitled leaves pictures of that name to alt.file-name, and paintings to
// whoever writes of them: only a block that says nothing else is a mark.
func meantUntitled(_ *round, s *surroundings) bool {
	return s.t != nil && s.t.form != heading && s.t.form != paragraph
}

// meantInitials knows short words in capitals that open a remark for readers. In
// round brackets most do (EU: 27 countries), so there a mark has to ask or to
// tell somebody to do something.
func meantInitials(_ *round, s *surroundings) bool {
	initials, _, _ := strings.Cut(s.words()[1:], ":")
	switch initials {
	case "NB", "PS", "ED", "UK", "US", "USA", "EU", "UN", "TV", "UAE", "FAQ", "RIP", "AD", "BC", "CE", "BCE", "AM", "PM", "GMT", "EST", "CET", "UTC":
		return true
	}
	return false
}
