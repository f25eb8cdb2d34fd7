package reviewfile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"galley/internal/issue"
)

// hostile is a file that has to be refused.
type hostile struct {
	name string
	want string // part of the sentence
	make func(t testing.TB) []byte
}

// with puts a file together of a small one's parts, and lists them.
func with(change func([]part) []part) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		f, pictures := small()
		return zipped(listing(change(parts(t, written(t, f, pictures))), nil))
	}
}

func adding(p part) func(testing.TB) []byte {
	return with(func(all []part) []part { return append(all, p) })
}

// saying changes the manifest.
func saying(change func(map[string]any)) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		f, pictures := small()
		return zipped(listing(parts(t, written(t, f, pictures)), change))
	}
}

// replacing exchanges the data of one part, with its hash.
func replacing(name, old, by string) func(testing.TB) []byte {
	return with(func(all []part) []part {
		for i := range all {
			if all[i].name == name {
				switch {
				case old == "":
					all[i].data = []byte(by)
				case !bytes.Contains(all[i].data, []byte(old)):
					panic(name + " does not say " + old)
				default:
					all[i].data = bytes.ReplaceAll(all[i].data, []byte(old), []byte(by))
				}
			}
		}
		return all
	})
}

// heavy exchanges one part, and damages the last record that is read.
func heavy(name, by string) func(testing.TB) []byte {
	return with(func(all []part) []part {
		for i := range all {
			switch all[i].name {
			case name:
				all[i].data = []byte(by)
			case snapshotsName:
				if name != itemsName {
					all[i].data = append(bytes.TrimSuffix(all[i].data, []byte("]\n")), `,{"pictures":{`+places(90_000)+`}}]`...)
				}
			}
		}
		return all
	})
}

// comments gives a sidecar that is as long as it may be, with so many comments.
func comments(n int, form string) string {
	one := fmt.Sprintf(form, strings.Repeat("x", int(limitOf(sidecarName)-200)/n-len(form)))
	return `{"items":{"one":{"comments":[` + strings.Repeat(one+",", n) + `{}]}}}`
}

// places gives so many names of pictures, as JSON has them.
func places(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `%q:"",`, fmt.Sprintf("%x", i))
	}
	return strings.TrimSuffix(b.String(), ",")
}

// without leaves a part out.
func without(name string) func(testing.TB) []byte {
	return with(func(all []part) []part {
		kept := []part{}
		for _, p := range all {
			if p.name != name {
				kept = append(kept, p)
			}
		}
		return kept
	})
}

// twisted changes bytes of a small file.
func twisted(change func([]byte) []byte) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		f, pictures := small()
		return change(written(t, f, pictures))
	}
}

// end gives the twenty-two bytes that end a zip.
func end(data []byte) []byte { return data[len(data)-endSize:] }

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		panic(err)
	}
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// crowd is a zip of so many empty files behind a manifest.
func crowd(n int) func(testing.TB) []byte {
	return func(testing.TB) []byte {
		all := []part{{name: manifestName, data: []byte(`{"galley":"review","schema":1}`)}}
		for i := range n {
			all = append(all, part{name: fmt.Sprintf("f%d", i)})
		}
		return zipped(all)
	}
}

func mode(m fs.FileMode) func(*zip.FileHeader) { return func(h *zip.FileHeader) { h.SetMode(m) } }

// overlapping moves the directory's second entry onto the third's bytes.
func overlapping(data []byte) []byte {
	at := int(binary.LittleEndian.Uint32(end(data)[16:]))
	next := func(at int) int {
		return at + 46 + int(binary.LittleEndian.Uint16(data[at+28:])) + int(binary.LittleEndian.Uint16(data[at+30:]))
	}
	second := next(at)
	third := next(second)
	copy(data[second+42:second+46], data[third+42:third+46])
	return data
}

// full is a file in which everything is as large as it may be, and the last thing
// that is looked at is wrong.
func full(testing.TB) []byte {
	f, pictures := small()
	f.Only = nil
	f.Text = strings.Repeat("x", 1<<20)
	f.Issue.Sidecar = `{"later":[` + strings.Repeat(`{"a":[[],{}]},`, 3_900) + `{}],"items":{"one":{"comments":[` + strings.Repeat(`{"later":"`+strings.Repeat("x", 900)+`"},`, 1_900) + `{}]}}}`
	f.Items[0].Copy = strings.Repeat("\"", 1<<20-1000)
	f.Items[1].Copy = strings.Repeat("\n", 750<<10)
	f.Items[1].By = make([]issue.Run, 30_000)
	for i := range 25 {
		r := f.Revisions[0]
		r.Copy = strings.Repeat("\t", 140<<10+i)
		r.Seal()
		f.Revisions = append(f.Revisions, r)
	}
	for i := range 19_000 {
		s := issue.Snapshot{Issue: f.Issue.ID, Who: fmt.Sprint(i)}
		s.Seal()
		if len(f.Snapshots)*220 < 2<<20-4000 {
			f.Snapshots = append(f.Snapshots, s)
		}
	}
	for i := range 150 {
		f.Issue.Pictures[fmt.Sprint(i)] = pictures.put(bytes.Repeat([]byte{byte(i)}, 1<<20))
	}
	var b bytes.Buffer
	if err := Write(&b, f, pictures.open); err != nil {
		panic(err)
	}
	data := b.Bytes()
	at := binary.LittleEndian.Uint32(end(data)[16:])
	data[at-1] ^= 1 // the last byte of the last picture
	return data
}

func all() []hostile {
	return append(append(append(append([]hostile{{"full", "is damaged", full}}, slips...), forms...), sizes...), records...)
}
