package desk

import (
	"galley/internal/change"
	"galley/internal/issue"
)

// author is who words are of, and how they came.
type author struct {
	who string
	how issue.How
}

// runs has a whole copy be by one author; of the zero one nothing is known.
func (a author) runs(copy string) []issue.Run {
	if a == (author{}) || copy == "" {
		return nil
	}
	return []issue.Run{{Bytes: len(copy), Who: a.who, How: a.how}}
}

// outside is whoever writes in an issue's folder: nobody here knows more.
func outside() author { return author{how: issue.HowOutside} }

// Origin says that a stretch of a copy came in another way than by the keyboard.
type Origin struct {
	From int       `json:"from"` // UTF-16 units of the copy after the change
	To   int       `json:"to"`
	How  issue.How `json:"how"` // pasted; what a model wrote, the desk knows by itself
}

// pasted gives what of a copy was pasted by a change, in bytes.
func (t *Typed) pasted(copy string) []issue.Span {
	var all []issue.Span
	for _, o := range t.Origins {
		from, ok := change.Bytes(copy, o.From)
		to, there := change.Bytes(copy, o.To)
		if ok && there && from < to && o.How == issue.HowPasted {
			all = append(all, issue.Span{Start: from, End: to})
		}
	}
	return all
}

// credit keeps who wrote what through a change. What was taken away a while ago and
// comes back, by undo for one, is whose it was.
func (t *text) credit(did []issue.Change, by author, pasted []issue.Span) {
	t.By = issue.FollowRuns(t.By, did, len(t.Copy), by.who, by.how)
	for _, span := range pasted {
		t.By = issue.FollowRuns(t.By, []issue.Change{{Old: span, New: span}}, len(t.Copy), by.who, issue.HowPasted)
	}
}

// AuthorRun is a stretch of copy that came in one way through one person.
type AuthorRun struct {
	Start    int    `json:"start"` // UTF-16 units
	End      int    `json:"end"`
	Who      string `json:"who"` // empty where nobody knows
	Initials string `json:"initials"`
	How      string `json:"how"`   // typed, pasted, imported, outside, model, confirmed
	Model    string `json:"model"` // its name
}

// Authors tells who wrote which words of an item, in the version that the page
// knows; of another one nothing.
func (d *Desk) Authors(id, item string, version int) ([]AuthorRun, error) {
	dr, err := d.lock(id)
	if err != nil {
		return nil, err
	}
	defer dr.mu.Unlock()
	t, _, err := dr.item(item)
	if err != nil {
		return nil, err
	}
	list := []AuthorRun{}
	if t.version != version {
		return list, nil
	}
	ruler, at := change.NewRuler(t.Copy), 0
	for _, r := range t.By {
		end := min(at+r.Bytes, len(t.Copy))
		run := AuthorRun{Start: ruler.At(at), End: ruler.At(end), Who: r.Who, Initials: initialsIn(dr.sidecar(), r.Who), How: "typed"}
		if model, confirmed, is := r.How.Model(); is {
			run.How, run.Model = "model", model
			if confirmed {
				run.How = "confirmed"
			}
		} else if r.How != issue.HowTyped {
			run.How = string(r.How)
		}
		list = append(list, run)
		at = end
	}
	return list, nil
}
