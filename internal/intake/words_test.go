package intake_test

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// blanks become one space each, wherever they stand.
var blanks = regexp.MustCompile(`[ \t\x{a0}\x{202f}]+`)

// wordsOf gives the words of a text, sorted: runs between white space and
// colons, without bullets before them and without runs of nothing but marks.
func wordsOf(text string) []string {
	drop := func(marks string) {
		text = strings.Map(func(r rune) rune {
			if strings.ContainsRune(marks, r) {
				return -1
			}
			return r
		}, text)
	}
	drop("\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff")           // invisible
	text, slots := takeSlots(blanks.ReplaceAllString(text, " ")) // a fallback may hold some
	drop("<>")                                                   // around an address
	text = strings.ReplaceAll(text, ":", " ")
	words := slots
	for _, w := range strings.Fields(text) {
		w = strings.TrimLeft(w, "•‣◦▪●○■□▸►\uf0b7\uf0a7\uf076<[")
		w = strings.TrimRight(w, ">]")
		if strings.Trim(w, "=~+|`^$<>") != "" && strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsPunct(r) }) {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// takeSlots takes the merge slots out of a text.
func takeSlots(text string) (rest string, slots []string) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if name, _, n := markdown.ParseSlot([]byte(text[i:min(len(text), i+400)])); n > 0 && markdown.KnownSlot(name) {
			slots = append(slots, text[i:i+n])
			i += n - 1
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String(), slots
}

// saidBy gives everything that an issue says: the words of its copy as a reader
// sees them, alternative texts, slots, and the numbers of lists.
func saidBy(is *issue.Issue, d *markdown.Dialect) string {
	var b strings.Builder
	for i := range is.Items {
		doc := d.Parse(is.Items[i].Copy)
		b.WriteString(markdown.PlainText(doc.Root, doc.Source) + "\n")
		r := doc.Reading(is.Items[i].Kind)
		for _, p := range r.Pictures {
			b.WriteString(p.Alt + "\n")
		}
		for _, s := range r.Slots {
			b.WriteString(is.Items[i].Copy[s.Start:s.End] + "\n")
		}
		walk(doc.Root.FirstChild(), func(n any) {
			list := reflect.ValueOf(n).Elem()
			if start := list.FieldByName("Start"); start.IsValid() && start.Int() > 0 {
				marker := string(rune(list.FieldByName("Marker").Uint()))
				for k := range n.(interface{ ChildCount() int }).ChildCount() {
					b.WriteString(strconv.Itoa(int(start.Int())+k) + marker + "\n")
				}
			}
		})
	}
	return b.String()
}

// walk visits a node, its children and its siblings.
func walk[N interface {
	comparable
	FirstChild() N
	NextSibling() N
}](n N, visit func(any),
) {
	var none N
	for ; n != none; n = n.NextSibling() {
		if strings.HasSuffix(reflect.TypeOf(n).String(), ".List") {
			visit(n)
		}
		walk(n.FirstChild(), visit)
	}
}

// checkWords holds the first law: no word of the input is lost, none is added.
func checkWords(t *testing.T, input string, is *issue.Issue, d *markdown.Dialect) {
	t.Helper()
	want, got := wordsOf(input), wordsOf(saidBy(is, d))
	if slices.Equal(want, got) {
		return
	}
	count := map[string]int{}
	for _, w := range want {
		count[w]++
	}
	for _, w := range got {
		count[w]--
	}
	for w, n := range count {
		if n > 0 {
			t.Errorf("the word %q is lost %d times", w, n)
		} else if n < 0 {
			t.Errorf("the word %q is added %d times", w, -n)
		}
	}
}

// checkItems holds the other laws: ids are there, valid and unique, and reading
// what was written gives the same items.
func checkItems(t *testing.T, is *issue.Issue, read func([]byte) (*issue.Issue, error)) {
	t.Helper()
	taken := map[string]bool{}
	for _, item := range is.Items {
		if !markdown.ID.MatchString(item.ID) || taken[item.ID] {
			t.Errorf("id %q is not one, or not the only one", item.ID)
		}
		taken[item.ID] = true
	}
	again, err := read(markdown.Write(is))
	if err != nil {
		t.Fatalf("what was written does not read: %v", err)
	}
	if len(again.Items) != len(is.Items) {
		t.Fatalf("%d items became %d", len(is.Items), len(again.Items))
	}
	for i := range is.Items {
		want, got := is.Items[i], again.Items[i]
		want.Line, got.Line = 0, 0
		if !reflect.DeepEqual(want, got) {
			t.Errorf("item %d changed:\n%+v\n%+v", i, want, got)
		}
	}
}
