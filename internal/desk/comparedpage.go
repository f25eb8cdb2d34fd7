package desk

import (
	"context"
	"path"
	"slices"
	"strconv"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/picture"
)

// comparedPages makes the pages of a comparison, and knows the pictures on them.
type comparedPages struct {
	c       *comparing
	dialect *markdown.Dialect
	shown   []*Open // what the pages were made of
	of      []*state
}

// page prints a version as the preview would: the whole issue, or its one item alone.
// Its blocks are named item/number. When there can be none, problem says why.
func (p *comparedPages) page(ctx context.Context, s *state) (html, problem string) {
	if len(s.order) == 0 && p.c.item != "" {
		return "", "" // it was not in the issue then
	}
	src := &keptSource{
		store: p.c.desk.Store, publication: p.c.publication,
		issue: issue.KeptIssue{ID: p.c.id, Head: s.head, Pictures: s.pictures, Rundown: s.order},
	}
	for _, id := range s.order {
		src.items = append(src.items, s.items[id])
	}
	o, err := p.c.desk.Load(ctx, src, "")
	if err != nil {
		return "", fault.Of(err).Error()
	}
	if len(o.Edition.Issue.Items) != len(src.items) { // an item that holds a marker of its own
		o.Edition.Issue.Items = slices.Clone(src.items)
		markdown.New(o.Edition.House).ReadItems(o.Edition.House, o.Edition.Issue.Items)
	}
	p.shown, p.of = append(p.shown, o), append(p.of, s)
	sheet := p.c.desk.press.Sheet(o.placed(atMedia))
	var b strings.Builder
	b.Write(sheet.Head)
	for i, leaf := range sheet.Items {
		switch {
		case i < len(s.order):
			b.WriteString(leaf.View(s.order[i], strconv.Itoa))
		case p.c.item == "":
			b.WriteString(leaf.View(houseFooter, strconv.Itoa))
		}
	}
	b.Write(sheet.Foot)
	return b.String(), ""
}

// reading reads an item by the house style of today.
func (p *comparedPages) reading(it *issue.Item) issue.Reading {
	if p.dialect == nil {
		p.dialect = markdown.New(p.c.house)
	}
	return p.dialect.Read(p.c.house.Like(it.Kind), it.Copy)
}

// name gives an item the name that the rundown would have for it.
func (p *comparedPages) name(it *issue.Item, r *issue.Reading) string {
	if r.Headline.Words != "" {
		return r.Headline.Words
	}
	return kindTitle(p.c.house, it.Kind, it.Story)
}

// pictures compares the pictures that an item has in two versions.
func (p *comparedPages) pictures(before, after *state, from, to *issue.Reading) []PictureChange {
	list := []PictureChange{}
	seen := map[string]bool{"": true}
	for _, pic := range slices.Concat(to.Pictures, from.Pictures) {
		if seen[pic.Name] {
			continue
		}
		seen[pic.Name] = true
		was := slices.ContainsFunc(from.Pictures, func(other issue.Picture) bool { return other.Name == pic.Name })
		is := slices.ContainsFunc(to.Pictures, func(other issue.Picture) bool { return other.Name == pic.Name })
		if was && is && before.hashOf(pic.Name) == after.hashOf(pic.Name) {
			continue
		}
		one := PictureChange{Name: pic.Name, Alt: pic.Alt}
		if was {
			one.From = p.address(before, pic.Name)
		}
		if is {
			one.To = p.address(after, pic.Name)
		}
		list = append(list, one)
	}
	return list
}

// address gives the place of a picture of a version; empty when it cannot be shown.
func (p *comparedPages) address(s *state, name string) string {
	if i := slices.Index(p.of, s); i >= 0 {
		if pic, ok := p.shown[i].pictures.ready[name]; ok {
			return atMedia(&pic)
		}
	}
	return ""
}

// hashOf gives the hash of the bytes behind a picture's name; empty for none.
func (s *state) hashOf(name string) string {
	if hash := s.pictures[name]; hash != "" {
		return hash
	}
	return s.pictures[path.Clean(name)]
}

// hold keeps the pictures of the two pages, until another comparison: those of an
// issue that is open are served anyhow.
func (p *comparedPages) hold() {
	held := map[string]picture.Picture{}
	for _, o := range p.shown {
		for _, pic := range o.pictures.ready {
			held[pic.Hash] = pic
		}
	}
	d := p.c.desk
	d.mu.Lock()
	defer d.mu.Unlock()
	d.compared = held
}
