package markdown

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
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

// FrontFields gives what an issue's front matter says, value by value in the order
// in which it is written: those that are empty are not in it, and social is one text.
func FrontFields(is *issue.Issue) (fields []issue.Field) {
	add := func(key, text string) {
		if text != "" {
			fields = append(fields, issue.Field{Key: key, Text: text})
		}
	}
	for _, known := range frontFields {
		add(known.key, *known.at(is))
	}
	var social strings.Builder
	for _, l := range is.Own.Social {
		fmt.Fprintf(&social, "%s %s\n", l.Name, l.URL)
	}
	add("social", strings.TrimSuffix(social.String(), "\n"))
	for _, f := range is.More {
		add(f.Key, f.Text)
	}
	return fields
}

// frontKey opens front matter, which prose below a thematic break should not;
// laterKey is any key at the beginning of a line of it (YAML 1.2, 7.4.2).
var (
	frontKey = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_-]*)[ \t]*:(?:[ \t]|$)`)
	laterKey = regexp.MustCompile("^(\"[^\"]+\"|'[^']+'|[^\\s#\\[\\]{},\"'&*!|>%@`-][^:#]*?)[ \\t]*:(?:[ \\t]|$)")
)

// splitFront cuts the front matter off text. Rest is the text below it, and
// lines the number of lines cut off.
func splitFront(name, text string) (fields []issue.Field, rest string, lines int, err error) {
	body := text
	for lines = 1; ; lines++ {
		line, after, found := strings.Cut(body, "\n")
		if line = strings.TrimRight(line, " \t"); !found || line != "" && line != "---" {
			return nil, text, 0, nil
		}
		if body = after; line != "" {
			break
		}
	}
	var f fieldSplitter
	for body != "" {
		line, after, _ := strings.Cut(body, "\n")
		body = after
		lines++
		if t := strings.TrimRight(line, " \t"); t == "---" || t == "..." {
			f.settle()
			return f.fields, body, lines, nil
		}
		if !f.take(line, lines) {
			return nil, text, 0, nil // a thematic break, and no front matter
		}
	}
	if !slices.ContainsFunc(f.fields, func(f issue.Field) bool { return f.Key != "" }) {
		return nil, text, 0, nil
	}
	return nil, "", 0, fault.New(fault.BadInput, name+" ends inside its front matter.",
		"Close it with a line of three hyphens; perhaps the file was cut off.")
}

// fieldSplitter makes fields of lines. A comment belongs to the field that goes
// on below it, and to nobody when the next line begins another.
type fieldSplitter struct {
	fields  []issue.Field
	pending []string // comments and blank lines since
}

// take takes the line of that number; ok is false when it is none of front
// matter's.
func (f *fieldSplitter) take(line string, number int) (ok bool) {
	key := frontKey
	if len(f.fields) > 0 {
		key = laterKey
	}
	m := key.FindStringSubmatch(line)
	switch {
	case m != nil:
		f.settle()
		f.fields = append(f.fields, issue.Field{Key: canonicalKey(strings.Trim(m[1], `"'`)), Text: line, Line: number})
	case strings.HasPrefix(line, "#"), strings.TrimSpace(line) == "":
		f.pending = append(f.pending, line)
	case len(f.fields) > 0:
		last := &f.fields[len(f.fields)-1]
		last.Text = strings.Join(append(append([]string{last.Text}, f.pending...), line), "\n")
		f.pending = nil
	default:
		return false
	}
	return true
}

// settle keeps the comments that nobody has.
func (f *fieldSplitter) settle() {
	for _, line := range f.pending {
		if strings.HasPrefix(line, "#") {
			f.fields = append(f.fields, issue.Field{Text: line})
		}
	}
	f.pending = nil
}

// canonicalKey gives the front matter's name of a field: publication.toml calls
// the publication's own name just that.
func canonicalKey(key string) string {
	if key == "name" {
		return "publication"
	}
	return key
}

// readFront fills the issue's fields. Of a field that stands there twice the
// last one counts, and the others become comments.
func readFront(name string, fields []issue.Field, is *issue.Issue) (notes []issue.Note, err error) {
	last := map[string]int{}
	for i, f := range fields {
		last[f.Key] = i
	}
	for i, f := range fields {
		if _, known := knownField(f.Key); (known || f.Key == "social") && last[f.Key] > i {
			is.More = append(is.More, comment(f.Text))
			notes = append(notes, issue.Note{Line: f.Line, Text: fmt.Sprintf("The front matter says “%s” twice; the last one counts, and this one is kept as a comment.", f.Key)})
			continue
		}
		note, err := readField(name, f, is)
		if err != nil {
			return notes, err
		}
		if note != "" {
			notes = append(notes, issue.Note{Line: f.Line, Text: note})
		}
	}
	return notes, nil
}

func readField(name string, f issue.Field, is *issue.Issue) (note string, err error) {
	_, raw, _ := strings.Cut(f.Text, ":")
	switch f.Key {
	case "galley":
		value, comments, _ := scalar(f.Text, raw)
		is.More = append(is.More, comments...)
		return "", checkSchema(name, value)
	case "social":
		return readSocial(name, f, is)
	}
	known, ok := knownField(f.Key)
	if !ok {
		is.More = append(is.More, f)
		return "", nil
	}
	value, comments, ok := scalar(f.Text, raw)
	if words, cut := withHash(known.key, raw); cut {
		*known.at(is) = words
		return fmt.Sprintf("In the front matter’s “%s” everything behind “ #” would be a comment; it was read as words. In quotation marks it is safe.", f.Key), nil
	}
	*known.at(is) = value
	is.More = append(is.More, comments...)
	if !ok {
		return fmt.Sprintf("The front matter’s “%s” is not plain YAML; it was read as it stands.", f.Key), nil
	}
	return "", nil
}

// withHash gives the words of a field that people write sentences in, where a
// hash stands among them unquoted: “Rivernotes #12: eels at last”. To YAML the
// rest is a comment, and to whoever wrote it it is the number of the issue.
func withHash(key, raw string) (words string, cut bool) {
	words = strings.Trim(raw, " \t")
	switch key {
	case "publication", "subject", "preheader", "address", "masthead":
	default:
		return "", false
	}
	if words == "" || strings.ContainsAny(words[:1], "'\"|>[{&*!#") || strings.Contains(words, "\n") {
		return "", false
	}
	return words, strings.Contains(words, " #")
}

func knownField(key string) (frontField, bool) {
	i := slices.IndexFunc(frontFields, func(known frontField) bool { return known.key == key })
	if i < 0 {
		return frontField{}, false
	}
	return frontFields[i], true
}

// comment turns text into a comment: what Galley cannot keep as a field is
// kept for the person who wrote it.
func comment(text string) issue.Field {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, "#") {
			lines[i] = strings.TrimRight("# "+line, " \t")
		}
	}
	return issue.Field{Text: strings.Join(lines, "\n")}
}

// readSocial reads the list of the publication's other places. What it says
// beside names and URLs stays, as a comment.
func readSocial(name string, f issue.Field, is *issue.Issue) (note string, err error) {
	var v struct {
		Social []issue.Link `yaml:"social"`
	}
	if err := decode(f.Text, &v, false); err != nil && !errors.Is(err, errSecond) {
		return "", fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s, line %d: social must be a list of names and URLs.", name, f.Line),
			"Write each as “- {name: …, url: https://…}” on a line of its own.")
	}
	is.Own.Social = v.Social
	if saysMore(f.Text, &v) {
		is.More = append(is.More, comment(f.Text))
		return "The front matter’s “social” says more than names and URLs; all of it is kept as a comment.", nil
	}
	is.More = append(is.More, commentsIn(f.Text)...)
	return "", nil
}

// decode reads one YAML document. What follows it is an error, and so with
// strict is a field that v does not have.
func decode(text string, v any, strict bool) error {
	d := yaml.NewDecoder(strings.NewReader(text))
	d.KnownFields(strict)
	if err := d.Decode(v); err != nil {
		return err
	}
	var second yaml.Node
	if err := d.Decode(&second); !errors.Is(err, io.EOF) {
		return errSecond
	}
	return nil
}

// saysMore reports whether a field that v can be read from says more than that.
func saysMore(text string, v any) bool { return decode(text, v, true) != nil }

var errSecond = errors.New("a second document follows")

// commentsIn gives the comments of a field, each as a field of its own.
func commentsIn(field string) (comments []issue.Field) {
	var doc yaml.Node
	if strings.Contains(field, "#") && yaml.Unmarshal([]byte(field), &doc) == nil {
		walkComments(&doc, &comments)
	}
	return comments
}

func walkComments(n *yaml.Node, to *[]issue.Field) {
	for _, text := range []string{n.HeadComment, n.LineComment, n.FootComment} {
		if text != "" {
			*to = append(*to, comment(text))
		}
	}
	for _, c := range n.Content {
		walkComments(c, to)
	}
}

func checkSchema(name, value string) error {
	version, err := strconv.Atoi(value)
	if err != nil || version < 1 {
		return fault.New(fault.BadInput, fmt.Sprintf("%s: “galley: %s” is no version.", name, value), "Write “galley: 1”.")
	}
	if version > issue.Schema {
		return fault.New(fault.BadInput, fmt.Sprintf("%s is of version %d, and this Galley reads up to version %d.", name, version, issue.Schema),
			"Open it with the Galley that wrote it, or update this one.")
	}
	return nil
}

// scalar reads one YAML value, and the comments in it. Most are plain words,
// which need no parser; one that the parser refuses (an unquoted colon in a
// subject) is taken as typed.
func scalar(field, raw string) (value string, comments []issue.Field, ok bool) {
	trimmed := strings.Trim(raw, " \t\n") // a no-break space belongs to the words
	if plainScalar(trimmed) {
		return trimmed, nil, true
	}
	var v map[string]yaml.Node
	if err := decode(field, &v, false); err == nil && len(v) == 1 {
		for _, n := range v {
			if n.Kind == yaml.ScalarNode {
				if n.Tag == "!!null" && n.Style == 0 {
					return "", commentsIn(field), true
				}
				clean, _ := replaceControls(strings.TrimRight(n.Value, "\n"))
				return clean, commentsIn(field), true
			}
		}
	}
	return strings.Join(strings.Fields(trimmed), " "), nil, false
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
