package house

import (
	"fmt"
	"testing"

	"galley/internal/issue"
)

func TestWriteIsRead(t *testing.T) {
	for _, name := range Names {
		h, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		h.Kinds = append(h.Kinds, issue.KindStyle{Name: "quiz", Title: "Quiz “of the week”", Like: issue.KindNote})
		h.Words.Prefer = map[string]string{"web site": "website", `a "b"`: `c\d`}
		h.Checks = map[string]issue.Severity{"alt.missing": issue.SeverityOff}
		text, err := Write(h)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Read(name, text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if want, got := fmt.Sprintf("%+v", h), fmt.Sprintf("%+v", again); got != want { // nil or empty is all one
			t.Errorf("%s reads back otherwise:\n%s\n%s", name, want, got)
		}
	}
}
