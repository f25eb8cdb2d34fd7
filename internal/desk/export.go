package desk

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"galley/internal/email"
	"galley/internal/eml"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/picture"
	"galley/internal/plain"
	"galley/internal/preflight"
)

// The names of an export's files.
const (
	stemFinal     = "issue"
	stemProof     = "issue.proof"
	pictureFolder = "pictures/"
)

// ExportOptions says how to export.
type ExportOptions struct {
	Date  time.Time // the time of export; now when zero
	Final bool      // with open errors, write nothing
}

// Export writes the email into dir and gives the receipt. With open errors it
// is a proof, in its file names too; with Final nothing is written then, and
// written is false. A picture that is none is an error.
func (d *Desk) Export(ctx context.Context, o *Open, dir string, opts ExportOptions) (receipt Receipt, written bool, err error) {
	if err := o.pictures.unusable(); err != nil {
		return Receipt{}, false, err
	}
	printed, err := d.Print(o, opts.Date)
	if err != nil {
		return Receipt{}, false, err
	}
	if opts.Final && printed.Receipt.Proof {
		return printed.Receipt, false, nil
	}
	if err := printed.write(ctx, dir); err != nil {
		return Receipt{}, false, err
	}
	return printed.Receipt, true, nil
}

// Printed is a finished export before it is written.
type Printed struct {
	HTML, Text, EML []byte
	Receipt         Receipt
	pictures        []picture.Picture
}

// Print makes the export in memory, reads it back, and judges it.
func (d *Desk) Print(o *Open, date time.Time) (*Printed, error) {
	if date.IsZero() {
		date = d.now()
	}
	date = date.Truncate(time.Second)
	edition := o.placed(o.home)
	out := &Printed{HTML: d.press.Render(edition), Text: plain.Render(edition), pictures: o.files()}
	if err := o.checkPage(out); err != nil {
		return nil, err
	}
	message, proof, err := o.proven(edition, out, date)
	if err != nil {
		return nil, err
	}
	out.EML = message.Raw
	open, waived, err := o.findings(edition, out, message)
	if err != nil {
		return nil, err
	}
	out.Receipt = o.receipt(out, date, open, waived)
	out.Receipt.ReadBack = proof
	return out, nil
}

// proven makes the message, while page and text are compared with the copy.
func (o *Open) proven(edition *issue.Edition, out *Printed, date time.Time) (message *preflight.Message, proof email.Proof, err error) {
	var errs [3]error // in the order in which they count
	var wait sync.WaitGroup
	wait.Go(func() { proof, errs[0] = email.Prove(edition, out.HTML) })
	wait.Go(func() { errs[1] = plain.Prove(edition, out.Text) })
	message, errs[2] = o.mail(out, date)
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, email.Proof{}, err
		}
	}
	return message, proof, nil
}

// mail writes the .eml, which is the proven page with its pictures inside, and
// gives it as it was read back.
func (o *Open) mail(out *Printed, date time.Time) (*preflight.Message, error) {
	sources := map[string]string{} // of pictures: from their home to the message
	m := eml.Message{
		From: o.Edition.Publication.Sender, ReplyTo: o.Edition.Publication.ReplyTo, Subject: o.Edition.Issue.Subject,
		Date: date, Text: out.Text, Lang: o.Edition.Lang(),
	}
	if f := o.Edition.Fill(issue.SlotUnsubscribe, ""); f.Plain { // else the provider writes its own header
		m.UnsubscribeURL = f.Value
	}
	enclosed := map[string]bool{}
	for _, p := range out.pictures {
		id := eml.CID(p.Data)
		sources[o.home(&p)] = "cid:" + id
		if !enclosed[id] { // the same picture under two names travels once
			enclosed[id] = true
			m.Pictures = append(m.Pictures, eml.Picture{CID: id, Name: p.Name, MIME: p.MIME, Data: p.Data})
		}
	}
	m.HTML = email.Readdress(out.HTML, sources)
	message, err := eml.Bytes(m)
	if err != nil {
		return nil, err
	}
	return sameMail(message, m)
}

// sameMail reads the message back, and compares what it reads with what went in.
func sameMail(message []byte, m eml.Message) (*preflight.Message, error) {
	back, notes, err := eml.ReadBytes(message)
	if err != nil {
		return nil, err
	}
	differs := ""
	switch {
	case !bytes.Equal(back.HTML, m.HTML):
		differs = "its HTML"
	case !bytes.Equal(back.Text, m.Text):
		differs = "its text"
	}
	for _, p := range m.Pictures {
		if part, ok := back.ByCID(p.CID); !ok || !bytes.Equal(part.Data, p.Data) {
			differs = "the picture " + p.Name
		}
	}
	for _, n := range notes {
		if n.Kind != eml.NoFrom { // a proof may have no sender yet
			differs = "its form: " + strings.TrimSuffix(n.Text, ".")
		}
	}
	if differs == "" {
		return &preflight.Message{Raw: message, Mail: back, Notes: notes}, nil
	}
	return nil, fault.New(fault.Mismatch, fmt.Sprintf("The export was stopped, because the .eml did not read back as it was written: %s.", differs),
		"Nothing was written. This is a mistake in Galley; please report it with the issue file.")
}

// findings runs preflight and parts what was waived from what is open.
func (o *Open) findings(edition *issue.Edition, out *Printed, message *preflight.Message) (open, waived issue.Findings, err error) {
	profiles, err := house.Profiles()
	if err != nil {
		return nil, nil, err
	}
	footer, masthead := markdown.New(edition.House).ReadAround(edition)
	all := preflight.Check(preflight.Input{
		Edition: edition, Footer: footer, Masthead: masthead,
		HTML: out.HTML, Text: out.Text, Message: message, Pictures: o.pictures.state,
		Profiles: append(profiles, edition.House.Profiles...),
	})
	open, waived = preflight.Split(edition.Issue, all, o.sidecar.AllWaivers())
	return open, waived, nil
}

// write puts the files into dir in place of what an earlier export wrote.
func (p *Printed) write(ctx context.Context, dir string) error {
	stem := stemFinal
	if p.Receipt.Proof {
		stem = stemProof
	}
	files := make([]folder.File, 0, len(p.pictures)+4)
	for _, pic := range p.pictures {
		files = append(files, folder.File{Name: pictureFolder + pic.Name, Data: pic.Data})
	}
	files = append(files,
		folder.File{Name: stem + ".html", Data: p.HTML},
		folder.File{Name: stem + ".txt", Data: p.Text},
		folder.File{Name: stem + ".eml", Data: p.EML},
	)
	for _, f := range files {
		p.Receipt.Files = append(p.Receipt.Files, describe(f))
	}
	receipt, err := p.Receipt.encode()
	if err != nil {
		return err
	}
	h, err := folder.Hold(ctx, dir)
	if err != nil {
		return err
	}
	defer h.Release()
	earlier := earlierFiles(dir, h.Leftovers())
	all := append(files[:len(files):len(files)], folder.File{Name: p.Receipt.name(), Data: receipt})
	if err := earlier.refuseStrangers(dir, all); err != nil {
		return err
	}
	if err := h.Replace(ctx, all); err != nil {
		return err
	}
	earlier.removeStale(dir, all)
	return nil
}
