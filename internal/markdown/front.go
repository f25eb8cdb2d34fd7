package markdown

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"galley/internal/fault"
	"galley/internal/issue"
)

// frontField is one known field of the front matter and where it lives.
type frontField struct {
	key string
	at  func(*issue.Issue) *string
}

// frontFields are the known fields in the order in which they are written.
// Social and galley are not strings and stand beside it.
var frontFields = []frontField{
	{"publication", func(i *issue.Issue) *string { return &i.Own.Name }},
	{"number", func(i *issue.Issue) *string { return &i.Number }},
	{"date", func(i *issue.Issue) *string { return &i.Date }},
	{"subject", func(i *issue.Issue) *string { return &i.Subject }},
	{"preheader", func(i *issue.Issue) *string { return &i.Preheader }},
	{"profile", func(i *issue.Issue) *string { return &i.Own.Profile }},
	{"house", func(i *issue.Issue) *string { return &i.House }},
	{"sender", func(i *issue.Issue) *string { return &i.Own.Sender }},
	{"reply_to", func(i *issue.Issue) *string { return &i.Own.ReplyTo }},
	{"address", func(i *issue.Issue) *string { return &i.Own.Address }},
	{"lang", func(i *issue.Issue) *string { return &i.Own.Lang }},
	{"dir", func(i *issue.Issue) *string { return &i.Own.Dir }},
	{"picture_address", func(i *issue.Issue) *string { return &i.Own.PictureAddress }},
	{"web_url", func(i *issue.Issue) *string { return &i.Own.WebURL }},
	{"archive_url", func(i *issue.Issue) *string { return &i.Own.ArchiveURL }},
	{"unsubscribe_url", func(i *issue.Issue) *string { return &i.Own.UnsubscribeURL }},
	{"masthead", func(i *issue.Issue) *string { return &i.Own.Masthead }},
	{"footer", func(i *issue.Issue) *string { return &i.Own.Footer }},
	{"utm", func(i *issue.Issue) *string { return &i.UTM }},
}

var frontKey = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_-]*)[ \t]*:(?:[ \t]|$)`)

// splitFront cuts the front matter off text. Rest is the text below it, and
// lines the number of lines cut off.
func splitFront(name, text string) (fields []issue.Field, rest string, lines int, err error) {
	body, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, text, 0, nil
	}
	lines = 1
	for body != "" {
		line, after, _ := strings.Cut(body, "\n")
		body = after
		lines++
		if t := strings.TrimRight(line, " \t"); t == "---" || t == "..." {
			return fields, body, lines, nil
		}
		m := frontKey.FindStringSubmatch(line)
		switch {
		case m != nil:
			fields = append(fields, issue.Field{Key: m[1], Text: line})
		case strings.HasPrefix(line, "#"): // a comment is nobody's value
			fields = append(fields, issue.Field{Text: line})
		case len(fields) > 0:
			fields[len(fields)-1].Text += "\n" + line
		case strings.TrimSpace(line) == "":
		default:
			return nil, text, 0, nil // a thematic break, and no front matter
		}
	}
	if !slices.ContainsFunc(fields, func(f issue.Field) bool { return f.Key != "" }) {
		return nil, text, 0, nil
	}
	return nil, "", 0, fault.New(fault.BadInput, name+" ends inside its front matter.",
		"Close it with a line of three hyphens; perhaps the file was cut off.")
}

// readFront fills the issue's fields. Line is that of the first field.
func readFront(name string, fields []issue.Field, is *issue.Issue) (notes []issue.Note, err error) {
	line := 2
	for _, f := range fields {
		note, err := readField(name, f, line, is)
		if err != nil {
			return notes, err
		}
		if note != "" {
			notes = append(notes, issue.Note{Line: line, Text: note})
		}
		line += 1 + strings.Count(f.Text, "\n")
	}
	return notes, nil
}

func readField(name string, f issue.Field, line int, is *issue.Issue) (note string, err error) {
	_, raw, _ := strings.Cut(f.Text, ":")
	switch f.Key {
	case "galley":
		return "", checkSchema(name, strings.TrimSpace(raw))
	case "social":
		var v struct {
			Social []issue.Link `yaml:"social"`
		}
		if err := yaml.Unmarshal([]byte(f.Text), &v); err != nil {
			return "", fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s, line %d: social must be a list of names and URLs.", name, line),
				"Write each as “- {name: …, url: https://…}” on a line of its own.")
		}
		is.Own.Social = v.Social
		return "", nil
	}
	for _, known := range frontFields {
		if known.key != f.Key {
			continue
		}
		value, ok := scalar(f.Text, raw)
		*known.at(is) = value
		if !ok {
			return fmt.Sprintf("The front matter’s “%s” is not plain YAML; it was read as it stands.", f.Key), nil
		}
		return "", nil
	}
	is.More = append(is.More, f)
	return "", nil
}

func checkSchema(name, value string) error {
	var version int
	if _, err := fmt.Sscanf(value, "%d", &version); err != nil || version < 1 {
		return fault.New(fault.BadInput, fmt.Sprintf("%s: “galley: %s” is no version.", name, value), "Write “galley: 1”.")
	}
	if version > issue.Schema {
		return fault.New(fault.BadInput, fmt.Sprintf("%s is of version %d, and this Galley reads up to version %d.", name, version, issue.Schema),
			"Open it with the Galley that wrote it, or update this one.")
	}
	return nil
}

// scalar reads one YAML value. Most are plain words, which need no parser; one
// that the parser refuses (an unquoted colon in a subject) is taken as typed.
func scalar(field, raw string) (value string, ok bool) {
	trimmed := strings.TrimSpace(raw)
	if plainScalar(trimmed) {
		return trimmed, true
	}
	var v map[string]yaml.Node
	if err := yaml.Unmarshal([]byte(field), &v); err == nil {
		for _, n := range v {
			if n.Kind == yaml.ScalarNode {
				if n.Tag == "!!null" && n.Style == 0 {
					return "", true
				}
				clean, _ := replaceControls(strings.TrimRight(n.Value, "\n"))
				return clean, true
			}
		}
	}
	return strings.Join(strings.Fields(trimmed), " "), false
}

// plainScalar reports whether s means itself in YAML (1.2, 7.3.3), or means
// something that Galley takes as typed anyhow: a number, a date, yes.
func plainScalar(s string) bool {
	if s == "" {
		return true
	}
	if strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`~", rune(s[0])) || strings.HasSuffix(s, ":") {
		return false
	}
	return !strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.ContainsAny(s, "\n\t") && s != "null"
}

var plainNumber = regexp.MustCompile(`^(?:\d{1,9}|\d{4}-\d\d-\d\d)$`)

// writeFront writes the front matter, its two lines of hyphens included.
func writeFront(b *strings.Builder, is *issue.Issue) {
	fmt.Fprintf(b, "---\ngalley: %d\n", issue.Schema)
	for _, f := range frontFields {
		value := *f.at(is)
		if value == "" {
			continue
		}
		b.WriteString(f.key + ": " + quoted(value))
		b.WriteByte('\n')
	}
	if len(is.Own.Social) > 0 {
		text, err := yaml.Marshal(map[string][]issue.Link{"social": is.Own.Social})
		if err == nil { // strings cannot fail
			b.Write(text)
		}
	}
	for _, f := range is.More {
		b.WriteString(f.Text)
		b.WriteByte('\n')
	}
	b.WriteString("---\n")
}

// quoted writes a value so that any YAML reader takes it for the same words.
func quoted(s string) string {
	if plainNumber.MatchString(s) {
		return s
	}
	text, err := yaml.Marshal(s)
	if err != nil {
		return fmt.Sprintf("%q", s)
	}
	out := strings.TrimSuffix(string(text), "\n")
	if strings.Contains(out, "\n") { // a block scalar would need its own indentation: say it in one line
		return doubleQuoted(s)
	}
	return out
}

// doubleQuoted writes YAML 1.2, 7.3.1.
func doubleQuoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}
