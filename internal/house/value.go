package house

import (
	"fmt"
	"regexp"
	"strings"

	"galley/internal/issue"
)

// The values below are structs, because go-toml asks a string's own kind before
// its UnmarshalText. A refusal reaches people through decode, which adds the line.

func refuse(format string, args ...any) error {
	return fmt.Errorf(format, shortened(args)...)
}

// colour is #rgb or #rrggbb: what every mail client reads, bgcolor included.
type colour struct{ hex string }

var hexColour = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

func (c *colour) UnmarshalText(text []byte) error {
	s := string(text)
	if !hexColour.MatchString(s) {
		return refuse("“%s” is no colour; write it as #rrggbb", s)
	}
	s = strings.ToLower(s)
	if len(s) == 4 { // bgcolor="#abc" is read as #0a0b0c by some clients
		s = "#" + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2) + strings.Repeat(s[3:4], 2)
	}
	c.hex = s
	return nil
}

// fontName is one family of a list (CSS Fonts 4, 2.1), without escapes.
var fontName = regexp.MustCompile(`^(?:'[^'()/*,]+'|-?[A-Za-z_\x{80}-\x{10ffff}][\w\x{80}-\x{10ffff} -]*)$`)

// fonts is a CSS font stack that can stand inside style="…".
type fonts struct{ stack string }

func (f *fonts) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if i := strings.IndexAny(s, "\"<>{};\\&\n\r"); i >= 0 {
		return refuse("a list of fonts cannot hold the character %q; put names with spaces in single quotes", s[i])
	}
	for name := range strings.SplitSeq(s, ",") {
		if !fontName.MatchString(strings.TrimSpace(name)) {
			return refuse("“%s” is no font’s name: write Georgia, or 'Times New Roman' in single quotes", strings.TrimSpace(name))
		}
	}
	if len(s) > maxFonts {
		return refuse("a list of fonts has up to %d characters, not %d", maxFonts, len(s))
	}
	f.stack = s
	return nil
}

type severity struct{ issue.Severity }

func (s *severity) UnmarshalText(text []byte) error {
	switch v := issue.Severity(text); v {
	case issue.SeverityError, issue.SeverityWarning, issue.SeverityQuery, issue.SeverityOff:
		s.Severity = v
		return nil
	}
	return refuse("a check is error, warning, query or off, not “%s”", string(text))
}

// name is the name of a kind: it stands in an item marker and in a class.
type name struct{ kind string }

var kindName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

func (n *name) UnmarshalText(text []byte) error {
	if !kindName.Match(text) {
		return refuse("“%s” cannot name a kind; use small letters, digits and hyphens", string(text))
	}
	n.kind = string(text)
	return nil
}
