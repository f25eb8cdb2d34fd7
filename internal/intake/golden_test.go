package intake_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/intake"
	"galley/internal/issue"
	"galley/internal/markdown"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every testdata/golden/*.txtar. A file holds the input
// (in.txt or in.md), what became of it (out.md, format and notes), and perhaps
// the words “house: NAME” and “encoding: windows-1252” above.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sections := cut(string(data))
			name := "in.txt"
			if _, ok := sections[name]; !ok {
				name = "in.md"
			}
			input, h := []byte(sections[name]), houseOf(t, sections[""])
			if strings.Contains(sections[""], "encoding: windows-1252") {
				input = windows1252(sections[name])
			}
			r, err := intake.Read(name, input, h)
			if err != nil {
				t.Fatal(err)
			}
			if err := checkLaws(t, name, input, h); err != nil {
				t.Error(err)
			}
			out, notes := string(markdown.Write(r.Issue)), notesOf(r)
			if *update {
				text := sections[""] + "-- " + name + " --\n" + sections[name] + "-- out.md --\n" + out + "-- notes --\n" + notes
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if out != sections["out.md"] {
				t.Errorf("got:\n%s\nwant:\n%s", out, sections["out.md"])
			}
			if notes != sections["notes"] {
				t.Errorf("notes:\n%s\nwant:\n%s", notes, sections["notes"])
			}
		})
	}
}

func notesOf(r intake.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.Format)
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "%d: %s\n", n.Line, n.Text)
	}
	return b.String()
}

func houseOf(t *testing.T, comment string) *issue.House {
	t.Helper()
	switch {
	case strings.Contains(comment, "house: german"):
		return labelled("meldung", "Die Neuigkeit", "So geht’s", "Warum das zählt")
	case strings.Contains(comment, "house: arabic"):
		return labelled("khabar", "الجديد", "لماذا يهم", "رأينا")
	case strings.Contains(comment, "house: none"):
		return nil
	case strings.Contains(comment, "house: brief"):
		h, err := house.Load("brief")
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	return analysis(t)
}

// labelled makes a house with one kind of story.
func labelled(kind string, labels ...string) *issue.House {
	h := &issue.House{Stories: []issue.StoryStyle{{Kind: kind, Labels: labels}}}
	for _, l := range labels {
		h.Labels = append(h.Labels, issue.LabelStyle{Name: l})
	}
	return h
}

// windows1252 writes the few characters that the golden files have in it.
func windows1252(s string) []byte {
	return []byte(strings.NewReplacer("•", "\x95", "’", "\x92", "“", "\x93", "”", "\x94", "–", "\x96", "—", "\x97",
		"é", "\xe9", "ü", "\xfc", "…", "\x85", "\u00a0", "\xa0").Replace(s))
}

// cut splits a txtar archive (golang.org/x/tools/txtar); the comment above the
// first file has no name.
func cut(s string) map[string]string {
	sections := map[string]string{}
	name := ""
	for line := range strings.Lines(s) {
		if n, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(n, " --\n") {
			name = strings.TrimSuffix(n, " --\n")
			sections[name] = ""
			continue
		}
		sections[name] += line
	}
	return sections
}
