package intake

import (
	"strings"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// front is what stands at the top of a file of another tool.
type front struct {
	issue *issue.Issue // with the fields that it sets
	notes []issue.Note // what was made of something unusual in it
	lost  string       // front matter that is closed and cannot be read
	body  string       // the text below it
}

// readFront reads the front matter of another tool. Keys that Galley has too
// keep their meaning, all others are kept as they are; “title” is nobody's
// subject.
func readFront(name, text string) (front, error) {
	none := front{issue: &issue.Issue{}, body: text}
	fields, body, ok := cutFront(text, "+++")
	if ok {
		yaml, same := yamlOf(fields)
		if !same {
			return front{issue: &issue.Issue{}, body: body, lost: fields}, nil
		}
		fields = yaml
	} else if fields, body, ok = cutFront(text, "---"); !ok {
		_, _, err := markdown.Read(name, []byte(text)) // it is cut off, or there is none
		return none, err
	}
	is, notes, err := markdown.Read(name, []byte("---\n"+fields+"---\n"))
	switch {
	case err != nil:
		return front{issue: &issue.Issue{}, body: body, lost: fields}, nil //nolint:nilerr // front matter that is not ours is kept as words
	case len(is.Items) > 0: // a dividing line, and no front matter
		return none, nil
	}
	return front{issue: is, notes: notes, body: body}, nil
}

// cutFront cuts what stands between two lines of the same marks at the top.
func cutFront(text, marks string) (front, rest string, ok bool) {
	body, ok := strings.CutPrefix(text, marks+"\n")
	if !ok {
		return "", "", false
	}
	at := 0
	for line := range strings.Lines(body) {
		t := strings.TrimRight(line, " \t\n")
		if t == marks || t == "..." && marks == "---" {
			return body[:at], body[at+len(line):], true
		}
		at += len(line)
	}
	return "", "", false
}

var (
	tomlField  = lazily(`^([A-Za-z_][A-Za-z0-9_-]*)[ \t]*=[ \t]*(.+?)[ \t]*$`)
	tomlScalar = lazily(`^(?:"(?:[^"\\]|\\["\\nt])*"|'[^']*'|true|false|[+-]?\d+(?:\.\d+)?|\d{4}-\d\d-\d\d[0-9T:Z.+-]*)$`)
	tomlArray  = lazily(`^\[[ \t]*(?:(?:"(?:[^"\\]|\\["\\nt])*"|'[^']*'|-?\d+)[ \t]*,?[ \t]*)*\]$`)
)

// yamlOf writes TOML as YAML where the two agree on what a value is: strings,
// figures, dates and lists on one line.
func yamlOf(front string) (yaml string, ok bool) {
	var b strings.Builder
	for line := range strings.Lines(front) {
		line = strings.TrimRight(line, "\n")
		m := tomlField().FindStringSubmatch(line)
		switch {
		case strings.TrimSpace(line) == "" || line[0] == '#':
			b.WriteString(line)
		case m != nil && (tomlScalar().MatchString(m[2]) || tomlArray().MatchString(m[2])):
			b.WriteString(m[1] + ": " + m[2])
		default:
			return "", false
		}
		b.WriteByte('\n')
	}
	return b.String(), true
}

// asCode keeps text word for word in Markdown.
func asCode(text string) string {
	marks := "```"
	for strings.Contains(text, marks) {
		marks += "`"
	}
	return marks + "\n" + text + marks
}
