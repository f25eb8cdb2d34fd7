package reviewfile

import (
	"bytes"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/picture"
)

// What Open gives is what Write was given.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(400) {
		f, pictures := some(rand.New(rand.NewPCG(seed, 7)))
		if seed == 0 {
			f, pictures = small()
		}
		same(t, f, pictures)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func same(t *testing.T, f *File, pictures shelf) {
	t.Helper()
	data := written(t, f, pictures)
	r, err := open(data)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r.File, f) {
		t.Errorf("read\n%+v\nwritten\n%+v", r.File, f)
	}
	if again := written(t, r.File, pictures); !bytes.Equal(again, data) {
		t.Error("the same file gives other bytes")
	}
	for _, named := range f.allPictures() {
		for name, hash := range named {
			got, err := r.Picture(hash)
			want, there := pictures[hash]
			if there != r.Has(hash) || there != (err == nil) || !bytes.Equal(got, want) {
				t.Errorf("%s: %q, %v; want %q", name, got, err, want)
			}
		}
	}
}

// What is one store's stays there.
func TestWhatStaysAtHome(t *testing.T) {
	f, pictures := small()
	plain := written(t, f, pictures)
	f.Issue.Seq, f.Issue.Archived, f.Issue.Guest, f.Issue.Deleted, f.Publication.Seq = 9, true, true, noon, 3
	f.Issue.From, f.Issue.Part = "Ines Vale", true
	f.Items[0].Seq, f.Revisions[0].Seq, f.Snapshots[0].Seq = 4, 5, 6
	if !bytes.Equal(written(t, f, pictures), plain) {
		t.Error("what one store says of its records travels")
	}
}

// Who has an unzipper and no Galley reads the issue, and finds the pictures.
func TestAPersonCanReadIt(t *testing.T) {
	f, pictures := small()
	all := parts(t, written(t, f, pictures))
	names := []string{}
	for _, p := range all {
		names = append(names, p.name)
		if p.name == "issue.md" && string(p.data) != f.Text {
			t.Errorf("issue.md: %q", p.data)
		}
	}
	want := "manifest.json issue.md issue.json issue.galley.json publication.toml house.toml items.json revisions.json snapshots.json pictures/"
	if got := strings.Join(names, " "); !strings.HasPrefix(got, want) || !strings.Contains(got, ".jpg") {
		t.Errorf("%s", got)
	}
}

// A copy that packs to nearly nothing is no bomb.
func TestDullCopy(t *testing.T) {
	f, pictures := small()
	f.Items[0].Copy = strings.Repeat("and so on ", 60_000)
	same(t, f, pictures)
}

func TestNotWritten(t *testing.T) {
	big := bytes.Repeat([]byte{7}, 32<<20)
	for name, c := range map[string]struct {
		change func(*File, shelf)
		want   string
	}{
		"damaged picture": {func(f *File, s shelf) { s[f.Issue.Picture] = []byte("other") }, "is damaged"},
		"large picture": {func(f *File, s shelf) {
			f.Issue.Pictures["a.jpg"] = s.put(append(big, 1))
		}, "has too much in a picture"},
		"seven large ones": {func(f *File, s shelf) {
			for i := range 7 {
				data := bytes.Clone(big)
				data[0] = byte(i)
				f.Issue.Pictures[strings.Repeat("a", i+1)] = s.put(data)
			}
		}, "would be too large"},
		"long history": {func(f *File, _ shelf) {
			for i := range 30 {
				r := f.Revisions[0]
				r.Copy = strings.Repeat("x", 300<<10+i)
				r.Seal()
				f.Revisions = append(f.Revisions, r)
			}
		}, "has too much in revisions.json"},
		"thousands of waivers": {func(f *File, _ shelf) {
			f.Issue.Sidecar = `{"waivers":[` + strings.Repeat("{},", 10_000) + "{}]}"
		}, "has too much in issue.galley.json"},
		"not UTF-8":       {func(f *File, _ shelf) { f.Items[0].Copy = "\xff" + strings.Repeat("x", 50) }, "no text"},
		"twice":           {func(f *File, _ shelf) { f.Issue.Rundown = []string{"one", "one"} }, "twice"},
		"damaged sidecar": {func(f *File, _ shelf) { f.Issue.Sidecar = "{" }, "is cut off"},
	} {
		f, pictures := small()
		c.change(f, pictures)
		var b bytes.Buffer
		err := Write(&b, f, pictures.open)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if b.Len() > 0 {
			t.Errorf("%s: %d bytes were written all the same", name, b.Len())
		}
	}
}

// A picture that becomes another between the two readings is not written as if
// it were the first.
func TestPictureChangesMeanwhile(t *testing.T) {
	f, pictures := small()
	asked := map[string]int{}
	err := Write(io.Discard, f, func(hash string) (io.ReadCloser, error) {
		if asked[hash]++; asked[hash] == 2 {
			return io.NopCloser(strings.NewReader("another")), nil
		}
		return pictures.open(hash)
	})
	if fault.Of(err) == nil || fault.Of(err).Code != fault.Mismatch {
		t.Errorf("%v", err)
	}
}

// The neighbours' limits are ours.
func TestLimits(t *testing.T) {
	if limitOf(sidecarName) > issue.MaxSidecar || maxObjects > issue.MaxObjects || MaxPicture != picture.MaxBytes {
		t.Error("a limit has changed elsewhere")
	}
}
