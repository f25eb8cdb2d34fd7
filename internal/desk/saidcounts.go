package desk

import (
	"fmt"
	"strings"

	"galley/internal/issue"
)

// countSaid counts comments and answers, and open suggestions, that before has not.
func countSaid(s, before *issue.Sidecar) (comments, suggestions int) {
	had := map[string]bool{}
	eachSaid(before, func(id string, _ bool) { had[id] = true })
	eachSaid(s, func(id string, isEdit bool) {
		switch {
		case had[id]:
		case isEdit:
			suggestions++
		default:
			comments++
		}
	})
	return comments, suggestions
}

// eachSaid goes through what people say: comments, answers, and suggestions that
// are open.
func eachSaid(s *issue.Sidecar, see func(id string, isEdit bool)) {
	if s == nil {
		return
	}
	comments := func(list []issue.Comment) {
		for i := range list {
			if !list[i].Deleted.IsZero() {
				continue
			}
			see(list[i].ID, false)
			for j := range list[i].Replies {
				if list[i].Replies[j].Deleted.IsZero() {
					see(list[i].Replies[j].ID, false)
				}
			}
		}
	}
	comments(s.Comments)
	for _, r := range s.Items {
		comments(r.Comments)
		for i := range r.Suggestions {
			if r.Suggestions[i].IsOpen() {
				see(r.Suggestions[i].ID, true)
			}
		}
	}
}

// quoted gives words in quotation marks, or says that there are none.
func quoted(words string) string {
	if strings.TrimSpace(words) == "" {
		return "nothing"
	}
	return fmt.Sprintf("“%s”", words)
}
