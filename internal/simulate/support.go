package simulate

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"galley/internal/clients"
)

// oldest is the version of Outlook for Windows that is simulated: what it shows,
// later ones show too.
const oldest = "2016"

// foreign is how caniemail’s notes say that an app with an account of another
// provider is the exception.
const foreign = "partial. not supported with non google accounts"

// dropsOf gives what says whether a client has no support for a feature. What
// is supported in part stays, but for the parts that a file here knows.
func (s *simulation) dropsOf(client string) func(clients.Feature) bool {
	return func(f clients.Feature) bool {
		level, note := clients.Support(client, f)
		if client == clients.OutlookWindows {
			if old, why := clients.SupportIn(client, oldest, f); old != clients.Unknown {
				level, note = old, why
			}
		}
		return level == clients.No || s.name == GmailOther && level == clients.Partly && strings.Contains(strings.ToLower(note), foreign)
	}
}

// declared takes out of a style what the client drops. Judge, which may be nil,
// says of what is left whether, and with which value, it stays.
func (s *simulation) declared(list []declaration, judge func(declaration) (string, bool)) []declaration {
	var kept []declaration
	for _, d := range list {
		value, _ := important(d.value)
		if i := slices.IndexFunc(clients.Declaration(d.name, value), s.drops); i >= 0 {
			s.ignored(clients.Declaration(d.name, value)[i])
			continue
		}
		if judge != nil {
			now, ok := judge(d)
			if !ok {
				continue
			}
			d.value = now
		}
		kept = append(kept, d)
	}
	return kept
}

// weighty says of what shapes a whole page what its lack does.
var weighty = map[clients.Feature]string{
	"css-max-width":                     "The email is as wide as its table: a largest width (max-width) is ignored",
	"css-at-media":                      "Phones and dark themes get what a computer gets: rules for them (@media) are ignored",
	"css-at-media-prefers-color-scheme": "The email’s own dark colours are ignored",
}

// plain says what is lost in the words of who made it look so, with the
// property for who has to look it up.
var plain = map[clients.Feature]string{
	"css-border-radius":    "Corners are not rounded (border-radius)",
	"css-box-shadow":       "There are no shadows (box-shadow)",
	"css-text-shadow":      "Letters have no shadows (text-shadow)",
	"css-background-image": "A background picture is not shown",
	"css-linear-gradient":  "Colours do not run into one another (linear-gradient)",
	"css-max-height":       "Nothing has a largest height (max-height)",
	"css-overflow":         "What does not fit its box is not cut off (overflow)",
	"css-opacity":          "Nothing is see-through (opacity)",
	"css-object-fit":       "Pictures are not cropped to their place (object-fit)",
	"css-position":         "Nothing is moved out of its place (position)",
	"css-display-flex":     "Things that stood in a row may stand below one another (display:flex)",
	"css-display-grid":     "Things that stood in a grid may stand below one another (display:grid)",
	"css-at-font-face":     "Fonts are not loaded (@font-face)",
}

// ignored takes down that a feature is not there. color-scheme asks for
// something, and shows nothing by itself.
func (s *simulation) ignored(f clients.Feature) {
	switch sentence := weighty[f]; {
	case sentence != "":
		s.notes.weigh(sentence)
	case plain[f] != "":
		s.notes.add(plain[f])
	case f != "css-color-scheme":
		s.notes.add(f.Title() + " is ignored")
	}
}

// sheets takes out of the style elements what the client drops: at-rules and
// selectors that it does not know, and declarations.
func (s *simulation) sheets(root *html.Node, judge func(selector string) func(declaration) (string, bool)) {
	each(root, func(n *html.Node) bool {
		if n.Data != "style" {
			return true
		}
		text := written(s.rules(rulesOf(words(n), 0), judge))
		setWords(n, text)
		return text != ""
	})
}

func (s *simulation) rules(list []rule, judge func(selector string) func(declaration) (string, bool)) []rule {
	var kept []rule
	for _, r := range list {
		if strings.HasPrefix(r.prelude, "@") {
			if i := slices.IndexFunc(clients.AtRule(r.prelude), s.drops); i >= 0 {
				s.ignored(clients.AtRule(r.prelude)[i])
				continue
			}
			if r.rules = s.rules(r.rules, judge); r.nested && len(r.rules) == 0 {
				continue
			}
			kept = append(kept, r)
			continue
		}
		var selectors []string
		for _, one := range parts(r.prelude, ",") {
			if i := slices.IndexFunc(clients.Selector(one), s.drops); i < 0 {
				selectors = append(selectors, one)
			} else if !strings.Contains(one, "data-ogs") { // a rule for Outlook.com is no loss here
				s.notes.add("A rule with " + clients.Selector(one)[i].Title() + " is ignored")
			}
		}
		if len(selectors) == 0 {
			continue
		}
		r.prelude = strings.Join(selectors, ",")
		var of func(declaration) (string, bool)
		if judge != nil {
			of = judge(r.prelude)
		}
		if r.has = s.declared(r.has, of); len(r.has) > 0 {
			kept = append(kept, r)
		}
	}
	return kept
}

// restyle does to the style attribute of every element what f says.
func restyle(root *html.Node, f func(*html.Node, []declaration) []declaration) {
	each(root, func(n *html.Node) bool {
		if style := attr(n, "style"); style != "" {
			set(n, "style", styled(f(n, declarations(style))))
		}
		return true
	})
}
