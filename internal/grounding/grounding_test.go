package grounding

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// planted takes the marks out of a closer: what was made up, and where.
func planted(text string) (draft string, spans [][2]int) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "⟦")
		b.WriteString(before)
		if !found {
			return b.String(), spans
		}
		inside, after, _ := strings.Cut(rest, "⟧")
		spans = append(spans, [2]int{b.Len(), b.Len() + len(inside)})
		b.WriteString(inside)
		text = after
	}
}

// Every planted number, date, name and quotation is marked, and hardly anything else.
// Of the pairs one half was written by people who had not seen the rule.
func TestPairs(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pairs, all, found, wrong := 0, 0, 0, 0
		for i := 0; i+1 < len(archive.Files); i += 2 {
			story, closer := archive.Files[i], archive.Files[i+1]
			name := strings.TrimSuffix(story.Name, "/story")
			if closer.Name != name+"/closer" {
				t.Fatalf("%s: %s follows %s", file, closer.Name, story.Name)
			}
			draft, spans := planted(string(closer.Data))
			marks := Check(string(story.Data), draft)
			pairs++
			all += len(spans)
			for _, span := range spans {
				if slices.ContainsFunc(marks, func(m Mark) bool { return m.Start < span[1] && span[0] < m.End }) {
					found++
				} else {
					t.Errorf("%s: “%s” is not marked", name, draft[span[0]:span[1]])
				}
			}
			for _, m := range marks {
				if m.Words != draft[m.Start:m.End] {
					t.Errorf("%s: %+v is not where it says", name, m)
				}
				if !slices.ContainsFunc(spans, func(s [2]int) bool { return m.Start < s[1] && s[0] < m.End }) {
					wrong++
					t.Logf("%s: %s “%s” is marked", name, m.Kind, m.Words)
				}
			}
		}
		t.Logf("%s: %d pairs, %d of %d planted are marked, and %d that are not", filepath.Base(file), pairs, found, all, wrong)
		if wrong > 1 {
			t.Errorf("%s: %d clean ones are marked", file, wrong)
		}
	}
}

func FuzzCheck(f *testing.F) {
	data, err := os.ReadFile("testdata/ours.txtar")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data), "In 2031 Ada Quill said “never again” 3–4 times, 12.000 %, GPT-5’s.")
	f.Add("", "’‘“ 1,2,3. A-1 -- ’s 40k 5-10-15 per cent")
	f.Fuzz(func(t *testing.T, story, draft string) {
		end := 0
		for _, m := range Check(story, draft) {
			if m.Start < end || m.End <= m.Start || m.End > len(draft) || draft[m.Start:m.End] != m.Words {
				t.Fatalf("%+v in %q", m, draft)
			}
			end = m.End
		}
		for _, m := range Check(draft, draft) {
			if m.Kind == Number { // a text holds its own figures
				t.Fatalf("%+v of itself in %q", m, draft)
			}
		}
	})
}

// In a headline every word has a capital, and says nothing by it; a figure does.
func TestHeadline(t *testing.T) {
	const story = "Port Ellery has measured its tide for 100 years."
	for draft, want := range map[string]int{
		"What the Tide Said": 0, "Sounding Out the Sea": 0, "200 Years of Tide in Port Ellery": 1, "Harbour Hears OpenAI": 1, "The tide met Greenpeace": 1,
	} {
		if marks := Check(story, draft); len(marks) != want {
			t.Errorf("%q: %+v", draft, marks)
		}
	}
}
