package desk

import (
	"context"
	"slices"
	"strings"

	"galley/internal/change"
	"galley/internal/issue"
	"galley/internal/preflight"
)

// Flight gives everything that preflight says of an issue as it would be
// exported now.
func (d *Desk) Flight(ctx context.Context, id string) (Flight, error) {
	o, s, err := d.finished(ctx, id, "")
	if err != nil {
		return Flight{}, err
	}
	d.remember(id, o)
	printed, err := d.Print(o, d.now())
	if err != nil {
		return Flight{}, err
	}
	r := &printed.Receipt
	f := Flight{
		Findings: []FlightFinding{}, Waived: []WaivedFinding{}, Checks: o.checks(),
		Size: Size{Bytes: r.HTMLBytes, ClipBytes: r.ClipBytes, Words: r.Words}, Links: o.linksView(),
	}
	in := newPlacer(o.Edition.Issue.Items)
	for i := range s.items {
		in.raw[s.items[i].ID] = s.items[i].Copy
	}
	for i := range r.Findings {
		f.count(&r.Findings[i])
		f.Findings = append(f.Findings, in.place(&r.Findings[i]))
	}
	waivers := o.sidecar.AllWaivers()
	for i := range r.Waived {
		f.Waived = append(f.Waived, WaivedFinding{FlightFinding: in.place(&r.Waived[i])})
		f.Waived[i].by(waivers, &r.Waived[i], o.Edition.Issue.IDOf(&r.Waived[i]))
	}
	return f, nil
}

// by says who accepted a finding on the item of that id, and why.
func (w *WaivedFinding) by(waivers []issue.Waiver, f *issue.Finding, id string) {
	at := slices.IndexFunc(waivers, func(one issue.Waiver) bool { return one.Covers(f, id) })
	if at >= 0 {
		w.Reason, w.Who, w.Date, w.Whole = waivers[at].Reason, waivers[at].Who, waivers[at].Date, waivers[at].Item == ""
	}
}

// remember lets whoever writes in the issue know what was found out about it:
// its publication's past, and what its links answered.
func (d *Desk) remember(id string, o *Open) {
	d.mu.Lock()
	dr := d.drafts[id]
	d.mu.Unlock()
	if dr == nil {
		return
	}
	dr.mu.Lock()
	defer dr.mu.Unlock()
	dr.past, dr.reached = o.past, o.reached
	dr.open.past, dr.open.reached = o.past, o.reached
}

func (f *Flight) count(finding *issue.Finding) {
	switch finding.Severity {
	case issue.SeverityError:
		f.Errors++
	case issue.SeverityWarning:
		f.Warnings++
	case issue.SeverityQuery:
		f.Queries++
	case issue.SeverityOff:
	}
}

// checks names what was looked at: every check that the house has not switched
// off.
func (o *Open) checks() []string {
	return slices.DeleteFunc(preflight.Names(), func(name string) bool {
		return o.Edition.House.Checks[name] == issue.SeverityOff
	})
}

// CheckItem judges the item that somebody writes in, by the version that the
// page knows; of another one it says nothing, for its places would be wrong.
func (d *Desk) CheckItem(id, item string, version int) ([]FlightFinding, error) {
	dr, err := d.lock(id)
	if err != nil {
		return nil, err
	}
	defer dr.mu.Unlock()
	text, i, err := dr.item(item)
	if err != nil {
		return nil, err
	}
	list := []FlightFinding{}
	if text.version != version {
		return list, nil
	}
	found, err := dr.judge(i)
	if err != nil {
		return nil, err
	}
	in := newPlacer(dr.open.Edition.Issue.Items)
	in.raw[item] = text.Copy
	for k := range found {
		list = append(list, in.place(&found[k]))
	}
	return list, nil
}

// placer finds the places of findings in the copy as it is typed: they are told
// by line and column of the issue file, and the page counts UTF-16 units of an
// item.
type placer struct {
	items  []issue.Item
	raw    map[string]string // copy as it is kept, by item id; blank lines around it included
	rulers map[string]*change.Ruler
}

func newPlacer(items []issue.Item) *placer {
	return &placer{items: items, raw: map[string]string{}, rulers: map[string]*change.Ruler{}}
}

// nowhere is the place of words that stand in no copy.
const nowhere = -1

func (p *placer) place(f *issue.Finding) FlightFinding {
	v := FlightFinding{
		Check: f.Check, Severity: f.Severity, Item: f.Item, Headline: f.Headline, Part: f.Part, Line: f.Line, Column: f.Column,
		Words: f.Words, Context: f.Context, Why: f.Why, Start: nowhere, End: nowhere,
	}
	if f.Item < 1 || f.Item > len(p.items) {
		return v
	}
	item := &p.items[f.Item-1]
	v.ItemID = item.ID
	at, ok := item.Offset(f.Line, f.Column)
	if !ok {
		return v
	}
	v.Section = sectionAt(item, at)
	v.Start, v.End = p.units(item, at, f.Words)
	v.Fix = p.fix(item, f.Fix)
	return v
}

// fix places what one key would do; nil where it stands elsewhere now, for one
// key should do nothing then.
func (p *placer) fix(item *issue.Item, f *issue.Fix) *FlightFix {
	if f == nil {
		return nil
	}
	fix := &FlightFix{Label: f.Label}
	for _, e := range f.Edits {
		at, ok := item.Offset(e.Line, e.Column)
		if !ok {
			return nil
		}
		edit := FlightEdit{ItemID: item.ID, Insert: e.New}
		if edit.Start, edit.End = p.units(item, at, e.Old); edit.Start == nowhere {
			return nil
		}
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}

// units gives the place of words, which stand at a byte of the copy as it is
// printed, in UTF-16 units of the copy as it is typed.
func (p *placer) units(item *issue.Item, at int, words string) (start, end int) {
	raw := p.raw[item.ID]
	if raw != item.Copy { // the file's reader takes away what is blank around the copy
		at += max(0, strings.Index(raw, item.Copy))
	}
	if at > len(raw) || !strings.HasPrefix(raw[at:], words) {
		return nowhere, nowhere
	}
	ruler := p.rulers[item.ID]
	if ruler == nil {
		ruler = change.NewRuler(raw)
		p.rulers[item.ID] = ruler
	}
	start = ruler.At(at)
	return start, start + change.Units(words)
}

// sectionAt gives the label over a place; empty for none.
func sectionAt(item *issue.Item, at int) string {
	for i := range item.Reading.Sections {
		if s := &item.Reading.Sections[i]; s.Start <= at && at < s.End {
			return s.Label.Words
		}
	}
	return ""
}
