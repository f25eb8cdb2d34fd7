package desk

import (
	"context"
	"strconv"
	"strings"

	"galley/internal/change"
	"galley/internal/email"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/picture"
)

// houseFooter stands in for an id in the names of the blocks of a footer that
// is no item: it has a hyphen, which no id has.
const houseFooter = "house-footer"

// pageState is what is known of the page that was shown last.
type pageState struct {
	number     int
	stale      bool // more than single items changed since
	head, foot int  // bytes in the export, the footer that is no item included
	shown      *issue.Edition
	exported   *issue.Edition
}

// Page gives the preview of an issue.
func (d *Desk) Page(ctx context.Context, id string) (Page, error) {
	dr, err := d.lock(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return Page{}, err
	}
	defer dr.mu.Unlock()
	return dr.makePage(ctx), nil
}

// atMedia gives the address at which the page finds a picture.
func atMedia(p *picture.Picture) string { return "/media/" + p.Hash }

// makePage renders the whole page and remembers what is on it.
func (dr *draft) makePage(ctx context.Context) Page {
	if dr.problem != nil {
		dr.load(ctx) // what was in its way may have been written away
	}
	s := &dr.page
	s.number++
	s.stale = false
	page := Page{Number: s.number, Items: []PageItem{}}
	if dr.problem != nil {
		page.Problem, page.Size = fault.Of(dr.problem).Error(), dr.size()
		return page
	}
	s.shown, s.exported = dr.open.placed(atMedia), dr.open.placed(dr.open.home)
	sheet, export := dr.desk.press.Sheet(s.shown), dr.desk.press.Sheet(s.exported)
	s.head, s.foot = len(export.Head), len(export.Foot)
	var html strings.Builder
	html.Write(sheet.Head)
	for i, leaf := range sheet.Items {
		if i >= len(dr.kept.Rundown) {
			s.foot += len(export.Items[i].HTML)
			html.WriteString(leaf.View(houseFooter, strconv.Itoa))
			continue
		}
		t := dr.texts[dr.kept.Rundown[i]]
		t.leaf, t.bytes = leaf, len(export.Items[i].HTML)
		t.keys = nil
		for range leaf.Blocks {
			t.keys = append(t.keys, t.newKey())
		}
		html.WriteString(leaf.View(t.ID, t.key))
		page.Items = append(page.Items, PageItem{ID: t.ID, Blocks: t.blocks(0, len(leaf.Blocks), false)})
	}
	html.Write(sheet.Foot)
	page.HTML, page.Size = html.String(), dr.size()
	return page
}

func (t *text) newKey() string {
	t.nextKey++
	return strconv.FormatInt(int64(t.nextKey), 36)
}

func (t *text) key(block int) string { return t.keys[block] }

// blocks gives the names and places of some of the item's blocks, with their
// HTML where it is wanted.
func (t *text) blocks(from, to int, withHTML bool) []PageBlock {
	list := make([]PageBlock, 0, to-from)
	ruler := change.NewRuler(t.Copy)
	for k := from; k < to; k++ {
		span := t.leaf.Blocks[k].Copy
		b := PageBlock{Key: t.keys[k], Start: ruler.At(span.Start), End: ruler.At(span.End)}
		if withHTML {
			b.HTML = t.leaf.BlockView(k, t.ID, t.keys[k])
		}
		list = append(list, b)
	}
	return list
}

// patch renders an item whose copy has changed and says what of it is new.
func (dr *draft) patch(t *text, i int) Patch {
	s := &dr.page
	p := Patch{Page: s.number, Blocks: []PageBlock{}}
	if s.stale || dr.problem != nil || t.leaf == nil || s.shown == nil {
		p.Stale = true
		s.stale = true
		return p
	}
	item := dr.open.Edition.Issue.Items[i]
	s.shown.Issue, s.exported.Issue = dr.open.Edition.Issue, dr.open.Edition.Issue
	before, after := t.leaf, dr.desk.press.Leaf(s.shown, i)
	t.leaf, t.bytes = after, len(after.HTML)
	if len(item.Reading.Pictures) > 0 { // elsewhere in the export, by addresses of another length
		t.bytes = len(dr.desk.press.Leaf(s.exported, i).HTML)
	}
	from, gone, come, whole := differ(before, after)
	keys := make([]string, 0, len(after.Blocks))
	keys = append(keys, t.keys[:from]...)
	for range come {
		keys = append(keys, t.newKey())
	}
	t.keys = append(keys, t.keys[from+gone:]...)
	if whole {
		p.Rows, p.Blocks = after.View(t.ID, t.key), t.blocks(0, len(after.Blocks), false)
		return p
	}
	p.From, p.Remove, p.Blocks = from, gone, t.blocks(from, from+come, true)
	return p
}

// differ compares two settings of an item: the blocks that both begin and end
// with are the same. Whole is true when what stands between the blocks differs
// too, so that to replace some would not do.
func differ(before, after *email.Leaf) (from, gone, come int, whole bool) {
	n, m := len(before.Blocks), len(after.Blocks)
	same := func(a, b int) bool {
		return before.Lead(a) == after.Lead(b) && (a == n || b == m || blockHTML(before, a) == blockHTML(after, b))
	}
	for from < n && from < m && same(from, from) {
		from++
	}
	end := 0 // the tail behind the last block has to be the same too
	if before.Lead(n) != after.Lead(m) {
		return 0, n, m, true
	}
	for end < n-from && end < m-from && same(n-1-end, m-1-end) {
		end++
	}
	gone, come = n-end-from, m-end-from
	return from, gone, come, !plainLeads(before, after, from, gone, come)
}

// plainLeads reports whether all blocks that come can be put in the place of the
// first that goes, else behind the block before: nothing stands between those that
// go, or those that come, and before them the same.
func plainLeads(before, after *email.Leaf, from, gone, come int) bool {
	if gone > 0 && come > 0 && before.Lead(from) != after.Lead(from) {
		return false
	}
	first := min(gone, come, 1) // whose lead may be any
	for k := from + first; k < from+gone; k++ {
		if before.Lead(k) != "" {
			return false
		}
	}
	for k := from + first; k < from+come; k++ {
		if after.Lead(k) != "" {
			return false
		}
	}
	// Something has to stay or come that the page can find its place by.
	return from > 0 || min(gone, come) > 0
}

func blockHTML(l *email.Leaf, k int) string {
	at := l.Blocks[k].At
	return string(l.HTML[at.Start:at.End])
}

// size reckons how long the issue is, and where Gmail cuts it.
func (dr *draft) size() Size {
	s := Size{Bytes: dr.page.head + dr.page.foot, ClipBytes: issue.ClipBytes}
	items := dr.open.Edition.Issue.Items
	for i := range items {
		s.Words += items[i].Reading.Words
		if t := dr.texts[items[i].ID]; t != nil {
			s.Bytes += t.bytes
		}
	}
	if s.Bytes >= issue.ClipBytes && dr.problem == nil && dr.page.exported != nil {
		s.ClipAt = dr.clipAt()
	}
	return s
}

// clipAt gives the name of the first block that Gmail does not show whole: the
// one with which the HTML reaches the limit. Where that is what follows the last
// block, it is the last.
func (dr *draft) clipAt() (name string) {
	at := dr.page.head
	for i := range dr.page.exported.Rundown() {
		id, key := houseFooter, strconv.Itoa
		if i < len(dr.kept.Rundown) {
			t := dr.texts[dr.kept.Rundown[i]]
			id, key = t.ID, t.key
			if at+t.bytes < issue.ClipBytes && i+1 < len(dr.kept.Rundown) {
				at += t.bytes // to reckon is quicker than to set it
				continue
			}
		}
		leaf := dr.desk.press.Leaf(dr.page.exported, i)
		for k, b := range leaf.Blocks {
			if i < len(dr.kept.Rundown) && k >= len(dr.texts[id].keys) {
				break
			}
			if name = id + "/" + key(k); at+b.At.End >= issue.ClipBytes {
				return name
			}
		}
		at += len(leaf.HTML)
	}
	return name
}
