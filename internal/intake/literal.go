package intake

import (
	"strings"

	"galley/internal/markdown"
)

// Plain text means every character as it stands; to Markdown some are marks.
// Words are written as they are where the parser takes them for words, with
// the marks that would act escaped where it does not, and with all
// punctuation escaped when even that reads otherwise.

// strength is how much is escaped.
type strength int

const (
	nothing strength = iota
	acting
	everything
)

// form is the block that words become.
type form int

const (
	asParagraph form = iota
	asHeadline
	asBullet
	asLabel
	asAlt
)

// maxTry is how many characters that may be marks a block can hold for them to
// be tried unescaped. Prose has a few; a page of brackets costs time.
const maxTry = 100

// literal writes words so that they read as themselves. Label is the words
// before the colon, for a labelled paragraph; file is a picture's name.
func literal(d *markdown.Dialect, f form, label, words, file string) string {
	if f != asLabel && f != asAlt && harmless(words) {
		return render(f, "", words, "", nothing)
	}
	from := nothing
	if suspects(words) > maxTry || f != asAlt && blockMark().MatchString(words) {
		from = acting
	}
	for s := from; s <= everything; s++ {
		if copy := render(f, label, words, file, s); reads(d, f, copy, label, words, file) {
			return copy
		}
	}
	if file != "" { // a name that no link can hold
		return literal(d, f, label, words, "")
	}
	return render(f, label, words, file, everything)
}

// harmless reports whether no character of words can be a mark where it stands.
func harmless(words string) bool {
	return !strings.ContainsAny(words, "\\`*_[<&~{") && !blockMark().MatchString(words) && !strings.HasSuffix(words, "#")
}

func suspects(s string) int {
	n := 0
	for i := range len(s) {
		if strings.IndexByte("\\`*_[]<>&~!", s[i]) >= 0 {
			n++
		}
	}
	return n
}

func render(f form, label, words, file string, s strength) string {
	text := escape(words, s, f)
	switch f {
	case asHeadline:
		return "# " + text
	case asBullet:
		return "- " + text
	case asLabel:
		return strings.TrimRight(boldLabel(label, s)+" "+text, " ")
	case asAlt:
		return "![" + text + "](" + destination(file) + ")"
	}
	return text
}

// destination writes a picture's name where a link has its address.
func destination(file string) string {
	if strings.ContainsAny(file, " ()<>\\&") {
		return "<" + strings.NewReplacer(`\`, `\\`, "<", `\<`, ">", `\>`, "&", `\&`).Replace(file) + ">"
	}
	return file
}
