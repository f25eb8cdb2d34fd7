package intake

import (
	"strings"
)

// Links by reference have their addresses elsewhere in the file, mostly at its
// end. Cut into items, each item needs those that it uses.

var (
	definition = lazily(`^ {0,3}\[([^\]\[^][^\]\[]*)\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?[ \t]*$`)
	bracketed  = lazily(`\[([^\]\[]+)\]`)
)

// references holds the definitions of a file by their folded names.
type references map[string]string

// definitions collects them. The first of a name counts (CommonMark 0.31, 4.7).
func definitions(lines []mdLine) references {
	refs := references{}
	for _, l := range lines {
		m := definition().FindStringSubmatch(l.text)
		if m == nil || l.code {
			continue
		}
		if name := foldReference(m[1]); refs[name] == "" {
			refs[name] = l.text
		}
	}
	return refs
}

// complete adds to an item the definitions that it uses and has not.
func (refs references) complete(copy string) string {
	if len(refs) == 0 {
		return copy
	}
	have := map[string]bool{}
	for line := range strings.SplitSeq(copy, "\n") {
		if m := definition().FindStringSubmatch(line); m != nil {
			have[foldReference(m[1])] = true
		}
	}
	var missing []string
	for _, m := range bracketed().FindAllStringSubmatch(copy, -1) {
		name := foldReference(m[1])
		if text, ok := refs[name]; ok && !have[name] {
			have[name] = true
			missing = append(missing, text)
		}
	}
	if len(missing) == 0 {
		return copy
	}
	return copy + "\n\n" + strings.Join(missing, "\n")
}

func foldReference(name string) string { return strings.ToLower(squeeze(name)) }
