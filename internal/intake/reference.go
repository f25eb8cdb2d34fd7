package intake

import (
	"strings"

	"galley/internal/markdown"
)

// Links by reference have their addresses elsewhere in the file, mostly at its
// end. Cut into items, each item needs those that it uses.

var (
	definedName = lazily(`^\s*\[((?:[^\]\[\\]|\\.)+)\]:`)
	bracketed   = lazily(`\[((?:[^\]\[\\]|\\.)+)\]`)
)

// references holds the definitions of a file by their folded names.
type references map[string]string

// definitions collects them. The first of a name counts (CommonMark 0.31, 4.7).
func definitions(blocks []mdBlock) references {
	refs := references{}
	for _, b := range blocks {
		if b.kind != blockDefinition {
			continue
		}
		if m := definedName().FindStringSubmatch(b.text); m != nil {
			if name := foldReference(m[1]); refs[name] == "" {
				refs[name] = strings.TrimSpace(b.text)
			}
		}
	}
	return refs
}

// complete adds to an item the definitions that it uses and has not.
func (refs references) complete(d *markdown.Dialect, copy string) string {
	if len(refs) == 0 {
		return copy
	}
	have := definitions(blocksOf(d.Parse(copy)))
	var missing []string
	for _, m := range bracketed().FindAllStringSubmatch(copy, -1) {
		name := foldReference(m[1])
		if text, ok := refs[name]; ok && have[name] == "" {
			have[name] = text
			missing = append(missing, text)
		}
	}
	if len(missing) == 0 {
		return copy
	}
	text := strings.Join(missing, "\n")
	below := copy + "\n\n" + text
	if len(definitions(blocksOf(d.Parse(below)))) == len(have) {
		return below
	}
	// What nobody closed, a comment or code, goes on to the end: there they
	// would be words.
	headline, rest, ok := strings.Cut(copy, "\n")
	if !ok || !heading().MatchString(headline) {
		return text + "\n\n" + copy
	}
	return headline + "\n\n" + text + "\n" + rest
}

func foldReference(name string) string { return strings.ToLower(squeeze(name)) }
