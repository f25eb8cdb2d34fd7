package desk

import (
	"context"
	"slices"
	"strings"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Compare sets two versions of an item side by side, or with an empty item of the whole
// issue: their ids from Versions, or the words now, looked, signed, exported and
// sent. When there is none of a name, a fault of code NotFound says so.
func (d *Desk) Compare(ctx context.Context, issueID, item, from, to string) (Comparison, error) {
	c, err := d.comparing(issueID, item) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return Comparison{}, err
	}
	before, err := c.version(from)
	if err != nil {
		return Comparison{}, err
	}
	after, err := c.version(to)
	if err != nil {
		return Comparison{}, err
	}
	pages := comparedPages{c: c}
	out := Comparison{Items: []ComparedItem{}, Head: []FieldChange{}}
	out.HTMLFrom, before.Problem = pages.page(ctx, before)
	out.HTMLTo, after.Problem = pages.page(ctx, after)
	if ctx.Err() != nil {
		return Comparison{}, fault.Wrap(ctx.Err(), fault.Cancelled, "The comparison was not waited for.", "")
	}
	pages.hold()
	out.From, out.To = before.VersionView, after.VersionView
	out.From.Initials, out.To.Initials = c.initials(out.From.Who), c.initials(out.To.Who)
	if item == "" {
		out.Head = fieldChanges(before.head, after.head)
		out.Changes = len(out.Head)
	}
	moved := movedItems(before.order, after.order)
	for _, id := range together(before.order, after.order) {
		one := pages.item(id, before, after)
		if one.Moved = moved[id]; one.Moved {
			out.Changes++
		}
		out.Changes += one.count()
		out.Items = append(out.Items, one)
	}
	return out, nil
}

// count is how many changes an item has, its place aside.
func (it *ComparedItem) count() int {
	switch {
	case it.State == Added || it.State == Removed:
		return 1
	case it.KindFrom != "":
		return 1 + len(it.Changes) + len(it.Pictures)
	}
	return len(it.Changes) + len(it.Pictures)
}

// item compares an item that is in one of two versions, or in both.
func (p *comparedPages) item(id string, before, after *state) ComparedItem {
	was, had := before.items[id]
	is, has := after.items[id]
	one := ComparedItem{ID: id, Kind: is.Kind, State: Same, From: was.Copy, To: is.Copy, Lost: before.lost[id] || after.lost[id], Changes: []ComparedRange{}}
	from, to := p.reading(&was), p.reading(&is)
	one.Name = p.name(&is, &to)
	switch {
	case !had:
		one.State, one.Added = Added, to.Words
	case !has:
		one.State, one.Removed, one.Kind, one.Name = Removed, from.Words, was.Kind, p.name(&was, &from)
	case one.Lost:
		one.State = Changed // what has changed nobody can say
	default:
		one.differences(issue.Diff(was.Copy, is.Copy))
		if was.Kind != is.Kind {
			one.KindFrom = was.Kind
		}
	}
	one.Pictures = p.pictures(before, after, &from, &to)
	if one.State == Same && one.count() > 0 {
		one.State = Changed
	}
	return one
}

// differences fills in what differs between the two copies.
func (it *ComparedItem) differences(changes []issue.Change) {
	old, fresh := change.NewRuler(it.From), change.NewRuler(it.To)
	for _, ch := range changes {
		it.Changes = append(it.Changes, ComparedRange{
			From: old.At(ch.Old.Start), FromEnd: old.At(ch.Old.End), To: fresh.At(ch.New.Start), ToEnd: fresh.At(ch.New.End),
		})
		it.Removed += len(strings.Fields(it.From[ch.Old.Start:ch.Old.End]))
		it.Added += len(strings.Fields(it.To[ch.New.Start:ch.New.End]))
	}
}

// together gives the items of two orders: in the second one, and each that is in the
// first alone behind the item that it stood behind there.
func together(before, after []string) []string {
	follows := map[string][]string{} // by the item before; empty for the beginning
	last := ""
	for _, id := range before {
		if slices.Contains(after, id) {
			last = id
			continue
		}
		follows[last] = append(follows[last], id)
	}
	all := slices.Clone(follows[""])
	for _, id := range after {
		all = append(all, id)
		all = append(all, follows[id]...)
	}
	return all
}

// movedItems names the items that stand elsewhere among those of both orders: as few as
// can be, so that of one that was moved past ten it is that one.
func movedItems(before, after []string) map[string]bool {
	place := map[string]int{}
	for i, id := range before {
		place[id] = i
	}
	var both []string
	for _, id := range after {
		if _, ok := place[id]; ok {
			both = append(both, id)
		}
	}
	stay := map[string]bool{}
	for _, i := range rising(both, place) {
		stay[both[i]] = true
	}
	moved := map[string]bool{}
	for _, id := range both {
		moved[id] = !stay[id]
	}
	return moved
}

// rising gives the longest series of items whose places rise, by their indexes.
func rising(ids []string, place map[string]int) []int {
	var tails []int // of each length, the index at which the lowest series of it ends
	before := make([]int, len(ids))
	for i, id := range ids {
		at, _ := slices.BinarySearchFunc(tails, place[id], func(tail, at int) int { return place[ids[tail]] - at })
		before[i] = -1
		if at > 0 {
			before[i] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, i)
		} else {
			tails[at] = i
		}
	}
	var list []int
	if len(tails) > 0 {
		for at := tails[len(tails)-1]; at >= 0; at = before[at] {
			list = append(list, at)
		}
	}
	slices.Reverse(list)
	return list
}

// fieldChanges compares two heads, field by field.
func fieldChanges(before, after string) []FieldChange {
	list := []FieldChange{}
	if before == after {
		return list
	}
	was, _, err := markdown.Read(issueFile, []byte(before))
	is, _, e := markdown.Read(issueFile, []byte(after))
	if err != nil || e != nil { // of a newer Galley, perhaps
		return append(list, FieldChange{Name: "head", From: before, To: after})
	}
	old := markdown.FrontFields(was)
	for _, f := range markdown.FrontFields(is) {
		i := slices.IndexFunc(old, func(o issue.Field) bool { return o.Key == f.Key && (f.Key != "" || o.Text == f.Text) })
		if i < 0 {
			list = append(list, FieldChange{Name: f.Key, To: f.Text})
			continue
		}
		if old[i].Text != f.Text {
			list = append(list, FieldChange{Name: f.Key, From: old[i].Text, To: f.Text})
		}
		old = slices.Delete(old, i, i+1)
	}
	for _, f := range old {
		list = append(list, FieldChange{Name: f.Key, From: f.Text})
	}
	return list
}
