package reviewfile

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"

	"galley/internal/issue"
)

// shelf is pictures by hash, as a store has them.
type shelf map[string][]byte

func (s shelf) put(data []byte) (hash string) {
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(sum[:])
	s[hash] = data
	return hash
}

func (s shelf) open(hash string) (io.ReadCloser, error) {
	data, ok := s[hash]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

var noon = time.Date(2026, 3, 4, 12, 0, 0, 123456789, time.UTC)

// small is a file with one of everything.
func small() (*File, shelf) {
	pictures := shelf{}
	harbour := pictures.put([]byte("\xff\xd8 a picture of the harbour"))
	f := &File{
		Schema: Schema, Made: noon, By: issue.Person{Name: "Ines Vale", Initials: "IV"}, Note: "Please look at the second item.",
		People:      map[string]string{"Ines Vale": "IV", "Jonas Reeve": "JR"},
		Publication: issue.KeptPublication{ID: "pub1", Settings: "name = \"Quayside\"\n", House: "# ours\n", Made: noon, Changed: noon},
		Issue: issue.KeptIssue{
			ID: "iss1", Publication: "pub1", Head: "---\nsubject: Ferries\n---\n", Rundown: []string{"two", "one"},
			Pictures: map[string]string{"harbour.jpg": harbour, "pictures/gone.png": strings.Repeat("0", 64)}, Made: noon, Changed: noon,
			Sidecar: "{\n  \"galley\": 1,\n  \"items\": {\"one\": {\"comments\": [{\"id\": \"c1\", \"who\": \"Jonas Reeve\", \"text\": \"Sure?\"}]}}\n}\n",
			Words:   5, Picture: harbour, Exported: "2026-03-03",
		},
		Only: []string{"one"},
		Text: "---\nsubject: Ferries\n---\n\nThe ferry is back.\n",
	}
	for i, id := range []string{"one", "two"} {
		text := fmt.Sprintf("## Ferry %d\n\nThe ferry is back, “at last”. <&>\u2028\n", i)
		first := issue.Revision{Issue: "iss1", Item: id, Hash: strings.Repeat("a", 64), Author: "Ines Vale", Time: noon, Kind: "story", Story: "brief", Copy: "The ferry."}
		first.Seal()
		r := issue.Revision{Issue: "iss1", Item: id, Parent: first.ID, Hash: strings.Repeat("b", 64), Author: "Ines Vale", Time: noon.Add(time.Hour), Kind: "story", Copy: text}
		r.Seal()
		f.Revisions = append(f.Revisions, first, r)
		f.Items = append(f.Items, issue.Working{
			Issue: "iss1", ID: id, Kind: "story", Story: "brief", More: "; owner=mo", State: issue.StateReview, Copy: text, Revision: r.ID, Changed: noon,
			By: []issue.Run{{Bytes: 9, Who: "Ines Vale"}, {Bytes: 4, How: issue.HowPasted}},
		})
	}
	s := issue.Snapshot{
		Issue: "iss1", Why: issue.WhyReview, Who: "Ines Vale", Time: noon, Head: "---\n---\n",
		Rundown:  []issue.SnapshotItem{{Item: "one", Revision: f.Items[0].Revision, Hash: strings.Repeat("b", 64)}},
		Pictures: map[string]string{"old.png": pictures.put([]byte("\x89PNG an older picture"))},
	}
	s.Seal()
	f.Snapshots = []issue.Snapshot{s}
	return f, pictures
}

// some makes a file up.
func some(r *rand.Rand) (*File, shelf) {
	pictures, text := shelf{}, func(most int) string {
		var b strings.Builder
		for n := r.IntN(most); b.Len() < n; {
			b.WriteString([]string{"ferry ", "\n", "“quay” ", "é", "{{unsubscribe}}", "🙂", "<b>&\"\\", "\t", "- "}[r.IntN(9)])
		}
		return b.String()
	}
	at := func() time.Time { return time.Unix(r.Int64N(4e9), r.Int64N(1e9)).UTC() }
	hash := func() string { return pictures.put([]byte(text(400) + fmt.Sprint(r.Int()))) }
	id := func() string { return fmt.Sprintf("%x.%d_-", r.Uint64(), r.IntN(9)) }
	named := func() map[string]string {
		all := map[string]string{}
		for range r.IntN(4) {
			all[fmt.Sprintf("pictures/Fähre %d.%s", r.IntN(99), []string{"jpg", "PNG", "", "tar.gz", "gif?x"}[r.IntN(5)])] = hash()
		}
		return all
	}
	f := &File{
		Schema: Schema, Made: at(), By: issue.Person{Name: "Ines Vale", Initials: "IV"}, Note: strings.Repeat("Look. ", r.IntN(3)), Text: text(900),
		Publication: issue.KeptPublication{ID: id(), Settings: text(300), House: text(300), Made: at(), Changed: at()},
	}
	if r.IntN(2) == 0 {
		f.People = map[string]string{"Jonas Reeve": "JR", text(10) + "x": ""}
		for name := range f.People {
			if !isLine(name, maxName) {
				delete(f.People, name)
			}
		}
	}
	f.Issue = issue.KeptIssue{ID: id(), Publication: f.Publication.ID, Head: text(500), Rundown: []string{}, Pictures: named(), Made: at(), Changed: at(), Words: r.IntN(99)}
	if r.IntN(2) == 0 {
		f.Issue.Sidecar = fmt.Sprintf("{\"galley\": 1, \"later\": [%d]}", r.IntN(99))
	}
	for range r.IntN(6) {
		w := issue.Working{Issue: f.Issue.ID, ID: id(), Kind: issue.Kinds[r.IntN(len(issue.Kinds))], Story: []string{"", "brief"}[r.IntN(2)], More: strings.Repeat("; owner=Mo Fähre", r.IntN(3)), State: issue.States[r.IntN(4)], Copy: text(3000), Changed: at()}
		for range r.IntN(5) {
			rev := issue.Revision{Issue: w.Issue, Item: w.ID, Parent: w.Revision, Hash: hash(), Author: line(text(20)), Time: at(), Kind: w.Kind, Copy: text(2000)}
			rev.Seal()
			w.Revision = rev.ID
			f.Revisions = append(f.Revisions, rev)
		}
		if len(w.Copy) > 20 {
			w.By = []issue.Run{{Bytes: 3, Who: "Ines Vale", How: issue.HowModel + "quay-2"}, {Bytes: len(w.Copy) - 3}}
		}
		if r.IntN(3) == 0 {
			f.Only = append(f.Only, w.ID)
		}
		f.Items = append(f.Items, w)
		f.Issue.Rundown = append([]string{w.ID}, f.Issue.Rundown...)
	}
	for range r.IntN(3) {
		s := issue.Snapshot{Issue: f.Issue.ID, Why: issue.WhyMerged, Who: line(text(9)), Time: at(), Head: text(200), Pictures: named(), Rundown: []issue.SnapshotItem{{Item: id()}}}
		s.Seal()
		f.Snapshots = append(f.Snapshots, s)
	}
	return f, pictures
}

func written(t testing.TB, f *File, pictures shelf) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, f, pictures.open); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(data []byte) (*Reader, error) { return Open(bytes.NewReader(data), int64(len(data))) }

// part is an entry of a file that somebody else made.
type part struct {
	name string
	data []byte
	head func(*zip.FileHeader) // changes the header before it is written
	raw  []byte                // packed bytes that the header speaks of
}

// parts takes a file apart, so that a test can put another one together.
func parts(t testing.TB, data []byte) []part {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := []part{}
	for _, e := range z.File {
		r, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, part{name: e.Name, data: data})
	}
	return all
}

// listing gives the parts a manifest that has them all, with whatever change.
func listing(all []part, change func(map[string]any)) []part {
	m := map[string]any{}
	if json.Unmarshal(all[0].data, &m) != nil {
		panic("the first part is no manifest")
	}
	files := []any{}
	for _, p := range all[1:] {
		sum := sha256.Sum256(p.data)
		files = append(files, map[string]any{"name": p.name, "sha256": hex.EncodeToString(sum[:]), "bytes": len(p.data)})
	}
	m["files"] = files
	if change != nil {
		change(m)
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	first := all[0]
	first.data = data
	return append([]part{first}, all[1:]...)
}

// zipped puts parts together without asking what they are.
func zipped(all []part) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range all {
		head := &zip.FileHeader{Name: p.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(p.data)}
		raw := p.data
		if p.raw != nil {
			raw, head.Method = p.raw, zip.Deflate
		}
		head.CompressedSize64, head.UncompressedSize64 = uint64(len(raw)), uint64(len(p.data))
		if p.head != nil {
			p.head(head)
		}
		w, err := z.CreateRaw(head)
		if err == nil && !strings.HasSuffix(p.name, "/") {
			_, err = w.Write(raw)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// line is a text as a name may be.
func line(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}
