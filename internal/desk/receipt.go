package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"galley/internal/email"
	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/issue"
)

// receiptSchema is the version of the receipt's form.
const receiptSchema = 1

// Receipt says what an export was made of, and what is in it. It is written
// beside the export as receipt.json, or receipt.proof.json.
type Receipt struct {
	Galley      int            `json:"galley"` // schema version
	Exported    time.Time      `json:"exported"`
	Proof       bool           `json:"proof"` // made with open errors
	Publication string         `json:"publication"`
	Number      string         `json:"number"`
	Date        string         `json:"date"`
	Subject     string         `json:"subject"`
	Profile     string         `json:"profile"`
	House       string         `json:"house"`
	HTMLBytes   int            `json:"html_bytes"`
	ClipBytes   int            `json:"clip_bytes"` // Gmail shows this many
	Words       int            `json:"words"`
	Machine     int            `json:"machine_words"` // of them, that a model wrote
	Files       []FileEntry    `json:"files"`
	Items       []ItemEntry    `json:"items"`
	ReadBack    email.Proof    `json:"read_back"` // compared one by one with the copy
	Findings    issue.Findings `json:"findings"`
	Waived      issue.Findings `json:"waived"`  // findings that somebody accepted
	Waivers     []WaiverEntry  `json:"waivers"` // who did, and why
	Signed      *SignEntry     `json:"signed"`  // the issue itself; null when nobody did
	Notes       []issue.Note   `json:"notes"`
}

// FileEntry is one exported file.
type FileEntry struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// ItemEntry is one item of the rundown in the state that was exported.
type ItemEntry struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Story    string `json:"story,omitempty"`
	Headline string `json:"headline"`
	Words    int    `json:"words"`
	Machine  int    `json:"machine_words,omitempty"` // of them, that a model wrote
	Revision string `json:"revision"`                // content hash

	Signed *SignEntry `json:"signed"` // null when nobody signed it
}

// SignEntry says who let something go out. Current is false when it is another
// text now than the one that was signed.
type SignEntry struct {
	Who     string `json:"who"`
	Date    string `json:"date"`
	Current bool   `json:"current"`
}

// WaiverEntry is a waiver that took a finding away.
type WaiverEntry struct {
	Check   string `json:"check"`
	Words   string `json:"words"`
	Context string `json:"context,omitempty"` // the sentence that they stood in
	Item    string `json:"item,omitempty"`    // id; empty when it holds for the whole issue
	Reason  string `json:"reason"`
	Who     string `json:"who"`
	Date    string `json:"date"`
}

func describe(f folder.File) FileEntry {
	sum := sha256.Sum256(f.Data)
	return FileEntry{Name: f.Name, Bytes: len(f.Data), SHA256: hex.EncodeToString(sum[:])}
}

func (o *Open) receipt(out *Printed, date time.Time, open, waived issue.Findings) Receipt {
	e := &o.Edition
	r := Receipt{
		Galley: receiptSchema, Exported: date.UTC(), Proof: open.Errors() > 0,
		Publication: e.Publication.Name, Number: e.Issue.Number, Date: e.Issue.Date, Subject: e.Issue.Subject,
		Profile: e.Profile.Name, House: e.House.Name, HTMLBytes: len(out.HTML), ClipBytes: issue.ClipBytes,
		Files: []FileEntry{}, Items: []ItemEntry{}, Findings: open, Waived: waived, Waivers: o.waivers(waived), Notes: o.Notes,
	}
	if s := o.sidecar; s != nil && s.Signed != nil {
		r.Signed = &SignEntry{Who: s.Signed.Who, Date: s.Signed.Date, Current: len(s.Signed.FrameChanges(o.frame())) == 0}
	}
	if r.Notes == nil {
		r.Notes = []issue.Note{}
	}
	for i := range e.Issue.Items {
		item := &e.Issue.Items[i]
		r.Words += item.Reading.Words
		r.Items = append(r.Items, ItemEntry{
			ID: item.ID, Kind: item.Kind, Story: item.Story, Headline: item.Reading.Headline.Words, Words: item.Reading.Words,
			Revision: o.hash(item), Signed: o.signed(item), Machine: o.machineWords(item),
		})
		r.Machine += r.Items[i].Machine
	}
	for _, f := range slices.Concat(open, waived) {
		if f.Item > 0 && r.Items[f.Item-1].Headline != "" {
			r.Items[f.Item-1].Headline = f.Headline // with a secret in it, as the findings quote it
		}
	}
	return r
}

// machineWords counts what a model wrote of an item's words: as the desk knows it,
// or where the issue is a file what its record says of those that nobody confirmed.
func (o *Open) machineWords(item *issue.Item) (n int) {
	if o.machine != nil {
		return o.machine[item.ID]
	}
	if o.sidecar != nil {
		for _, m := range o.sidecar.Items[item.ID].Machine {
			if strings.Contains(item.Copy, m.Words) {
				n += issue.CountWords(m.Words)
			}
		}
	}
	return n
}

// signed tells who signed an item.
func (o *Open) signed(item *issue.Item) *SignEntry {
	if o.sidecar == nil {
		return nil
	}
	signed := o.sidecar.Items[item.ID].Signed
	if signed == nil {
		return nil
	}
	return &SignEntry{Who: signed.Who, Date: signed.Date, Current: signed.Hash == o.hash(item)}
}

// waivers lists those that took one of these findings away.
func (o *Open) waivers(waived issue.Findings) []WaiverEntry {
	list := []WaiverEntry{}
	for _, w := range o.sidecar.AllWaivers() {
		covers := func(f issue.Finding) bool { return w.Covers(&f, o.Edition.Issue.IDOf(&f)) }
		if slices.ContainsFunc(waived, covers) {
			list = append(list, WaiverEntry{Check: w.Check, Words: w.Words, Context: w.Context, Item: w.Item, Reason: w.Reason, Who: w.Who, Date: w.Date})
		}
	}
	return list
}

// receiptNames are those of a final export's receipt and of a proof's.
var receiptNames = []string{"receipt.json", "receipt.proof.json"}

func (r *Receipt) name() string {
	if r.Proof {
		return receiptNames[1]
	}
	return receiptNames[0]
}

func (r *Receipt) encode() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return nil, fault.Wrap(err, fault.Internal, "The receipt could not be written.", "Please report it.")
	}
	return append(data, '\n'), nil
}

// earlier is what exports before this one wrote or were about to write, by
// name, with the hashes that the file may have; a receipt's own is not known.
type earlier map[string][]string

// earlierFiles reads the receipts in dir, and those that an export had ready in
// leftovers when it was killed. A receipt that cannot be read lists nothing,
// and one that lists what no export writes is not believed: anybody can write a
// receipt, and what it lists may be removed.
func earlierFiles(dir string, leftovers []string) earlier {
	e := earlier{}
	for _, name := range receiptNames {
		e.add(filepath.Join(dir, name), name)
		for _, left := range leftovers {
			paths, _ := filepath.Glob(filepath.Join(left, "*-"+name))
			for _, path := range paths {
				e.add(path, name)
			}
		}
	}
	return e
}

// maxRecords is how many opening braces a receipt has: of findings, items and
// files. More are nobody's export, and each is many times as long in memory.
const maxRecords = 100_000

// add takes in the receipt at path, whose name in an export is name.
func (e earlier) add(path, name string) {
	data, err := folder.Read(path, folder.MaxText)
	if err != nil || bytes.Count(data, []byte("{")) > maxRecords {
		return
	}
	var r struct { // of a Receipt what is asked for
		Galley int
		Files  []struct{ Name, SHA256 string }
	}
	if json.Unmarshal(data, &r) != nil || r.Galley == 0 {
		return
	}
	e[name] = nil
	for _, f := range r.Files {
		if f.SHA256 != "" && exportWrites(f.Name) {
			e[f.Name] = append(e[f.Name], f.SHA256)
		}
	}
}

// exportWrites reports whether a local name is one that exports give.
func exportWrites(name string) bool {
	switch path.Ext(name) {
	case ".html", ".txt", ".eml":
		stem := strings.TrimSuffix(name, path.Ext(name))
		return stem == stemFinal || stem == stemProof
	}
	folder, file := path.Split(name)
	return folder == pictureFolder && file != "" && filepath.IsLocal(file)
}

// refuseStrangers refuses to replace a file that no earlier export wrote,
// unless it holds the same bytes.
func (e earlier) refuseStrangers(dir string, files []folder.File) error {
	for _, f := range files {
		_, ours := e[f.Name]
		if !ours && folder.Exists(dir, f.Name) && !folder.Same(dir, f.Name, f.Data) {
			return fault.New(fault.Exists, fmt.Sprintf("%s is there already, and no earlier export wrote it.", filepath.Join(dir, f.Name)),
				"Choose another folder, or move that file away.")
		}
	}
	return nil
}

// removeStale removes what an earlier export left and this one did not write:
// a proof's files, pictures that were replaced. A file that somebody changed
// since is theirs, and stays.
func (e earlier) removeStale(dir string, files []folder.File) {
	for _, f := range files {
		delete(e, f.Name)
	}
	for name, hashes := range e {
		data, err := folder.Read(filepath.Join(dir, filepath.FromSlash(name)), folder.MaxPicture)
		if err != nil {
			continue
		}
		if hashes == nil || slices.Contains(hashes, describe(folder.File{Data: data}).SHA256) {
			folder.Remove(dir, name)
		}
	}
}
