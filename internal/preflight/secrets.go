package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// secrets: what opens a door, or says where the editor sits.
var secrets = []check{
	{"secret.leak", issue.SeverityError, secretLeak},
}

// localPaths are places on somebody's own computer; the group is the person.
// documents have one of the nobodies in its place. One of the hints stands in
// each of them.
var (
	localHints = []string{"/Users/", "/home/", `:\Users\`, `:\Documents`, "file://"}
	localPaths = whenUsed(`(?:^|[\s("'“‘«:=>])(/Users/([^\s/\\)"'”’»,;]{1,40})(?:/[^\s)"'”’»]*)?|/home/([^\s/\\)"'”’»,;]{1,40})/[^\s)"'”’»]+|[A-Za-z]:\\(?:Users|Documents and Settings)\\([^\s\\/)"'”’»,;]{1,40})(?:\\[^\s)"'”’»]*)?|file:///?[^\s)"'”’»]{2,})`)
	nobodies   = strings.Fields("user users username user-name name yourname your-name you me myname shared public default guest admin runner ubuntu " +
		"debian pi ec2-user node app vagrant jovyan example someone somebody … ... alice bob")
)

// editorPages are pages that only those who make something can open; one of the
// hints stands in each of their addresses.
var (
	editorHints = strings.Fields("docs.google.com figma.com dropbox.com /wp-admin/ admin.mailchimp.com beehiiv.com/posts /publish/post/ /ghost/ app.slack.com mail.google.com")
	editorPages = whenUsed(`(?i)(?:https?://)?(?:docs\.google\.com/(?:document|spreadsheets|presentation|forms)/(?:u/\d/)?d/[\w-]+/edit|(?:www\.)?figma\.com/(?:file|design)/\w{10,}|` +
		`(?:www\.)?dropbox\.com/(?:home/|scl/fi/[^\s)]{1,200}[?&]edit=)|[\w.-]{1,80}/wp-admin/post(?:-new)?\.php|[a-z0-9]{2,6}\.admin\.mailchimp\.com/|app\.beehiiv\.com/posts/|` +
		`[\w-]{1,60}\.substack\.com/publish/post/|[\w.-]{1,80}/ghost/#/editor|app\.slack\.com/client/|mail\.google\.com/mail/u/)[^\s)>\]"']*`)
)

// secretLeak finds keys, tokens and passwords anywhere in the copy, and places on
// somebody's own computer and pages of editors outside of code. A finding goes
// into receipts that others see, so of a secret only the beginning is quoted, in
// the sentence as well. It stays silent on prose about keys, on the stand-ins of
// documents (AKIAIOSFODNN7EXAMPLE, sk-…, user:pass@, /home/user), and on links
// that link.target speaks of.
func secretLeak(r *round) {
	all := r.everywhere()
	if r.masthead != nil {
		all = append(all[:len(all):len(all)], r.masthead)
	}
	for _, p := range all {
		r.leaks(p)
	}
	if r.in.Only > 0 {
		return
	}
	for _, line := range []string{r.e.Issue.Subject, r.e.Issue.Preheader} {
		found := apart(secretsIn(line))
		masked := mask(line, found)
		for _, s := range found {
			r.whole(line[s.shown.Start:s.shown.End], secretWhy(s.what)).within(masked)
		}
	}
}

func secretWhy(what string) string {
	return fmt.Sprintf("This looks like %s, and whoever gets the email could use it: take it out, and have it changed, since drafts were shared with it.", what)
}

// leaks reports what leaks from one piece of copy.
func (r *round) leaks(p *piece) {
	found := apart(secretsIn(p.Copy))
	masked := mask(p.Copy, found)
	show := func(at issue.Span, why string) {
		if h := r.at(p, at, why); h.finding != nil {
			h.finding.Context = sentence(masked, at)
		}
	}
	for _, s := range found {
		show(s.shown, secretWhy(s.what))
		if hidden := s.hidden.End - s.hidden.Start; hidden >= shownOfSecret/2 && len(r.hidden) < maxOfAKind {
			r.hidden = append(r.hidden, p.Copy[s.hidden.Start:s.hidden.End])
		}
	}
	if holdsAny(p.prose, localHints) {
		r.localPaths(p, show)
	}
	if holdsAny(p.prose, editorHints) {
		r.editorPages(p, show)
	}
}

func (r *round) localPaths(p *piece, show func(issue.Span, string)) {
	for _, m := range localPaths().FindAllStringSubmatchIndex(p.prose, maxOfAKind+1) {
		at := issue.Span{Start: m[2], End: m[2] + len(strings.TrimRight(p.prose[m[2]:m[3]], ".,;:!?"))}
		person := ""
		for i := 4; i < len(m); i += 2 {
			if m[i] >= 0 {
				person = strings.ToLower(strings.Trim(p.prose[m[i]:m[i+1]], "<>[]{}$%.…"))
			}
		}
		file := m[4] < 0 && m[6] < 0 && m[8] < 0
		if !file && (person == "" || slices.Contains(nobodies, person)) || p.inLink(at) {
			continue
		}
		show(at, "This is a place on somebody’s own computer, which no reader can open and which tells who made this: take it out.")
	}
}

func (r *round) editorPages(p *piece, show func(issue.Span, string)) {
	for _, m := range editorPages().FindAllStringIndex(p.prose, maxOfAKind+1) {
		at := issue.Span{Start: m[0], End: m[0] + len(strings.TrimRight(p.prose[m[0]:m[1]], ".,;:!?"))}
		address := p.Copy[at.Start:at.End]
		isLink := slices.ContainsFunc(p.Reading.Links, func(l issue.LinkAt) bool { return strings.HasPrefix(l.URL, address) })
		if isLink && strings.Contains(strings.ToLower(address), "docs.google.com") {
			continue // link.target's
		}
		show(at, "This is a page as those see it who make it, and readers are asked to sign in or let in by mistake: give the page that was published.")
	}
}

// inLink reports whether a span is part of a link.
func (p *piece) inLink(at issue.Span) bool {
	if p.links == nil {
		p.links = nestOf(len(p.Reading.Links), func(i int) issue.Span { return p.Reading.Links[i].Span })
	}
	return p.links.covers(at)
}

// apart sorts secrets by place and drops those that overlap one before them.
func apart(found []secret) []secret {
	slices.SortStableFunc(found, func(a, b secret) int { return a.shown.Start - b.shown.Start })
	end := 0
	return slices.DeleteFunc(found, func(s secret) bool {
		if s.shown.Start < end {
			return true
		}
		end = s.hidden.End
		return false
	})
}

// mask gives text with stars over what must not be shown, byte for byte.
func mask(text string, found []secret) string {
	if len(found) == 0 {
		return text
	}
	out := []byte(text)
	for _, s := range found {
		for i := s.hidden.Start; i < s.hidden.End; i++ {
			if out[i] != '\n' {
				out[i] = '*'
			}
		}
	}
	return string(out)
}

// hush takes secrets out of what the other checks quote: what stands before one
// is still exact. A quotation may end, or begin, in the middle of one. A fix that
// would have to name one is none: the secret goes first.
func (r *round) hush(all issue.Findings) {
	for i := range all {
		for _, hidden := range r.hidden {
			conceal(&all[i], hidden)
			if all[i].Fix != nil && slices.ContainsFunc(all[i].Fix.Edits, func(e issue.Edit) bool { return givesAway(e.Old, hidden) || givesAway(e.New, hidden) }) {
				all[i].Fix = nil
			}
		}
	}
}

// givesAway reports whether words hold a secret, or enough of one.
func givesAway(words, hidden string) bool {
	return strings.Contains(words, hidden) || len(words) >= shownOfSecret/2 && strings.Contains(hidden, words)
}

func conceal(f *issue.Finding, hidden string) {
	words, _, _ := strings.Cut(f.Words, hidden)
	words = words[:len(words)-overlap(words, hidden)]
	if len(words) >= shownOfSecret/2 && strings.Contains(hidden, words) {
		words = head(words, 2) // all of it is inside of one
	}
	if words != f.Words {
		f.Words = strings.TrimRightFunc(words, unicode.IsSpace)
	}
	stars := strings.Repeat("*", min(len(hidden), shownOfSecret))
	f.Headline = strings.ReplaceAll(f.Headline, hidden, stars)
	context := strings.ReplaceAll(f.Context, hidden, stars)
	before, end := strings.TrimSuffix(context, "…"), ""
	if before != context {
		end = "…"
	}
	if n := overlap(before, hidden); n > 0 {
		context = before[:len(before)-n] + stars + end
	}
	if after, ok := strings.CutPrefix(context, "…"); ok {
		if n := overlap(hidden, after); n > 0 {
			context = "…" + stars + after[n:]
		}
	}
	f.Context = cut(context, maxContext) // stars may be more than what was quoted of it
	if !strings.Contains(f.Context, strings.Join(strings.Fields(f.Words), " ")) {
		f.Context = f.Words
	}
}

// overlap gives how many bytes the end of one text and the beginning of another
// share, if it is enough to tell anything.
func overlap(a, b string) int {
	const least, most = shownOfSecret / 2, maxContext * utf8.UTFMax
	for n := min(len(a), len(b), most); n >= least; n-- {
		if strings.HasSuffix(a, b[:n]) {
			return n
		}
	}
	return 0
}
