package desk

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// shownFindings is how many findings the Send desk lists.
const shownFindings = 20

// finished loads an issue of the store as the terminal loads one from a folder,
// after everything that was typed is in the store, with a revision of it.
func (d *Desk) finished(ctx context.Context, id, profile string) (*Open, *keptSource, error) {
	if err := d.flushed(id); err != nil {
		return nil, nil, err
	}
	s, err := d.source(id)
	if err != nil {
		return nil, nil, err
	}
	o, err := d.Load(ctx, s, profile)
	if err == nil {
		o.reached, o.past = d.linkAnswers(o), d.pastOf(s)
	}
	return o, s, err
}

// Judge tells what an export would be, without writing one.
func (d *Desk) Judge(ctx context.Context, id, profile string) (Judged, error) {
	printed, err := d.PrintIssue(ctx, id, profile)
	if err != nil {
		return Judged{}, err
	}
	r := &printed.Receipt
	j := Judged{Waived: len(r.Waived), Findings: slices.Clone(r.Findings), Size: Size{Bytes: r.HTMLBytes, ClipBytes: r.ClipBytes, Words: r.Words}}
	for i := range r.Findings {
		switch r.Findings[i].Severity {
		case issue.SeverityError:
			j.Errors++
		case issue.SeverityWarning:
			j.Warnings++
		}
	}
	rank := map[issue.Severity]int{issue.SeverityError: 0, issue.SeverityWarning: 1}
	slices.SortStableFunc(j.Findings, func(a, b issue.Finding) int {
		return rankOf(rank, a.Severity) - rankOf(rank, b.Severity)
	})
	j.Findings = append([]issue.Finding{}, j.Findings[:min(len(j.Findings), shownFindings)]...)
	return j, nil
}

func rankOf(rank map[issue.Severity]int, s issue.Severity) int {
	if r, ok := rank[s]; ok {
		return r
	}
	return len(rank)
}

// PrintIssue makes the export of an issue in memory.
func (d *Desk) PrintIssue(ctx context.Context, id, profile string) (*Printed, error) {
	o, _, err := d.finished(ctx, id, profile)
	if err != nil {
		return nil, err
	}
	return d.Print(o, time.Time{})
}

// ExportIssue exports an issue into a folder, and keeps the receipt.
func (d *Desk) ExportIssue(ctx context.Context, id, profile, dir string) (ReceiptCard, error) {
	if err := d.notOurs(dir); err != nil {
		return ReceiptCard{}, err
	}
	o, s, err := d.finished(ctx, id, profile)
	if err != nil {
		return ReceiptCard{}, err
	}
	receipt, _, err := d.Export(ctx, o, dir, ExportOptions{})
	if err != nil {
		return ReceiptCard{}, err
	}
	text, err := receipt.encode()
	if err != nil {
		return ReceiptCard{}, err
	}
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	kept := issue.KeptReceipt{Issue: id, Time: receipt.Exported, Dir: dir, Text: string(text)}
	cut := d.cutAhead(s)
	g := s.snapshot(issue.WhyExported, d.who(), receipt.Exported)
	if err := d.Store.Keep(issue.Batch{Receipts: []issue.KeptReceipt{kept}, Revisions: cut, Marks: s.marks(d.who(), receipt.Exported), Snapshots: []issue.Snapshot{g}}); err != nil {
		return ReceiptCard{}, err
	}
	if err := d.shelve(id, func(k *issue.KeptIssue) { k.Exported = receipt.Exported.Local().Format(time.DateOnly) }); err != nil {
		return ReceiptCard{}, err
	}
	return receiptCard(&kept, d.hashes(s)), nil
}

// notOurs refuses the data folder and everything in it: what is there is the
// store's.
func (d *Desk) notOurs(dir string) error {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil //nolint:nilerr // whoever writes there says what is wrong with it
	}
	in, err := filepath.Rel(d.Store.Dir(), abs)
	if err != nil || in == ".." || strings.HasPrefix(in, ".."+string(filepath.Separator)) {
		return nil //nolint:nilerr // on another drive
	}
	return fault.New(fault.BadInput, "This is Galley’s own data folder.", "Choose another folder.")
}

// WriteMessage writes the email of an issue as one .eml file.
func (d *Desk) WriteMessage(ctx context.Context, id, profile, path string) error {
	if err := d.notOurs(filepath.Dir(path)); err != nil {
		return err
	}
	o, _, err := d.finished(ctx, id, profile)
	if err != nil {
		return err
	}
	if err := o.pictures.unusable(); err != nil {
		return err
	}
	printed, err := d.Print(o, time.Time{})
	if err != nil {
		return err
	}
	if filepath.Ext(path) == "" {
		path += ".eml"
	}
	return folder.Write(ctx, path, printed.EML, true)
}

// Receipts lists past exports of an issue, the newest first.
func (d *Desk) Receipts(id string) ([]ReceiptCard, error) {
	s, err := d.source(id)
	if err != nil {
		return nil, err
	}
	all, err := d.Store.Receipts(id)
	if err != nil {
		return nil, err
	}
	now := d.hashes(s)
	cards := make([]ReceiptCard, 0, len(all))
	for i := range all {
		cards = append(cards, receiptCard(&all[i], now))
	}
	return cards, nil
}

// hashes gives the content hash of every item as it would be exported now.
func (d *Desk) hashes(s *keptSource) map[string]string {
	hashes := map[string]string{}
	h := houseOf(&s.publication)
	name, text, err := s.Text()
	if err != nil {
		return hashes
	}
	is, _, err := markdown.Read(name, text, h.KindNames()...)
	if err != nil {
		return hashes // more than an issue may hold: nothing of it is what was exported
	}
	markdown.New(h).ReadItems(h, is.Items)
	for i := range is.Items {
		hashes[is.Items[i].ID] = is.Items[i].Hash(s.hashOf)
	}
	return hashes
}

func receiptCard(k *issue.KeptReceipt, now map[string]string) ReceiptCard {
	card := ReceiptCard{Time: k.Time, Dir: k.Dir, Files: []string{}, Changed: []string{}}
	var r Receipt
	if json.Unmarshal([]byte(k.Text), &r) != nil {
		return card // of another version: that it was exported is known
	}
	card.Machine = r.Machine
	card.Proof, card.Profile, card.Bytes = r.Proof, r.Profile, r.HTMLBytes
	for _, f := range r.Files {
		card.Files = append(card.Files, f.Name)
	}
	for _, item := range r.Items {
		hash, there := now[item.ID]
		if !there || hash != item.Revision {
			name := item.Headline
			if name == "" {
				name = item.Kind
			}
			card.Changed = append(card.Changed, name)
		}
	}
	return card
}
