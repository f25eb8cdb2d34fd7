package preflight_test

import (
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/preflight"
)

// TestHostileWords holds that copy which is nothing but what these checks look
// for makes no long list and comes to an end.
func TestHostileWords(t *testing.T) {
	const n = 3_000
	words := issue.WordList{Prefer: map[string]string{"a": "b", "a a a a a a a a a a a a": "c"}, Avoid: []string{"the"}}
	for name, copy := range map[string]string{
		"counts":          strings.Repeat("a. (61)\n\n", n),
		"marks":           strings.Repeat("TK TODO ??? >>> [link] [JL: x] ", n),
		"open marks":      strings.Repeat("[JL: [insert [link to ", n),
		"stray letters":   strings.Repeat("use them o empower ", n),
		"repeated":        "the " + strings.Repeat("the ", n),
		"fused":           strings.Repeat("rose The tide ", n),
		"spellings":       strings.Repeat("a ", n*20),
		"spaces":          strings.Repeat("a  b\u00a0 c , d\u200be\t f ", n),
		"brackets":        strings.Repeat("([", n),
		"closed brackets": strings.Repeat(")]", n),
		"crossed":         strings.Repeat("([)]", n),
		"quotes":          strings.Repeat("“„ \"a '»", n),
		"open quotes":     strings.Repeat("“a\n\nb\n\n", n),
		"faces":           strings.Repeat(":) [0, 1) ", n),
		"links":           strings.Repeat("[a", n),
		"emphasis":        strings.Repeat("*a_~", n),
		"tables":          "|a|b|\n|--|--|\n" + strings.Repeat("|c|d|\n", n),
		"rules":           strings.Repeat("|--|\n", n),
		"directions":      strings.Repeat("a\u200e", n*10),
		"faces apart":     strings.Repeat("a )", n*10),
		"noted counts":    strings.Repeat("a (wc 5)\n\nb. (5 words)\n\n", n),
		"notes":           strings.Repeat("[ANNA: x? [check this] <-- pls ", n),
		"arrows":          strings.Repeat("<-- ", n*3),
		"struck":          strings.Repeat("~~a~~ b ~~", n),
		"keys":            strings.Repeat("asdf sdfsdf XX% ", n),
		"garbled":         strings.Repeat("Ã©", n*10),
		"garbled twice":   strings.Repeat("Ã¢â‚¬â„¢", n*10),
		"garbled apart":   strings.Repeat("Ã© Â \ufffd ", n),
		"run on":          strings.Repeat("back.Ortega noon,and ", n),
		"run on alike":    strings.Repeat("and then back.Ortega left it there\n\n", n),
		"one sentence":    strings.Repeat("The tide is in again. ", n),
		"sentences":       strings.Repeat("The tide is in again. The tide is in again. So do we. ", n),
		"paragraphs":      strings.Repeat("The tide is in again and nobody has come to see the lamp of it.\n\n", n),
		"broken":          strings.Repeat("the of to the. ", n),
		"broken off":      strings.Repeat("Nobody has come to see the\n\n", n),
		"behind stops":    strings.Repeat("January.s ", n),
		"labels":          strings.Repeat("**a:**b ", n),
		"amounts":         "# " + strings.Repeat("$41 million 12 eels ", n) + "\n\n" + strings.Repeat("$14 million of 13 eels, up from 9% ", n),
		"near names":      strings.Repeat("We met Hexley, Hexly and Hexlay. ", n),
		"addresses":       strings.Repeat("[a](https://eels.example/?utm_source=b&fbclid=c&url=d) ", n),
		"own numbers":     strings.Repeat("issue 7 ", n) + strings.Repeat("7", n*10),
		"closed windows":  strings.Repeat("Apply by 3 March ", n),
		"struck figures":  strings.Repeat("~~a1~~ ", n*4),
		"dates":           strings.Repeat("3 March–4 April 2020, ", n*9),
		"numbers":         strings.Repeat("two week well known early stage ", n),
	} {
		t.Run(name, func(t *testing.T) {
			in := input(t, "many.md", []byte("<!-- letter -->\n"+copy), setup{Words: words})
			count := map[string]int{}
			for _, f := range preflight.Check(in) {
				if count[f.Check]++; count[f.Check] > 251 {
					t.Fatalf("more than 251 findings of %s", f.Check)
				}
			}
		})
	}
}
