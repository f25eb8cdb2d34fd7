package eml

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// large is an issue as heavy as they come: 40 KB of HTML, 12 KB of text and
// seven pictures of 100 KB.
func large() Message {
	m := sample()
	line := `<td style="padding:0 24px;font:16px/1.5 Georgia,serif">Two tides a day – “one bell”, and the fax.</td>` + "\n"
	m.HTML = []byte(strings.Repeat(line, 40<<10/len(line)))
	m.Text = []byte(strings.Repeat("Two tides a day – “one bell”, and the fax that still prints.\n", 190))
	m.Pictures = nil
	r := rand.New(rand.NewPCG(7, 100))
	for range 7 {
		data := make([]byte, 100<<10)
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		m.Pictures = append(m.Pictures, Picture{CID: CID(data), Name: "fax.jpg", MIME: "image/jpeg", Data: data})
	}
	return m
}

func BenchmarkBytes(b *testing.B) {
	m := large()
	b.SetBytes(int64(len(mustBytes(b, m))))
	b.ReportAllocs()
	for b.Loop() {
		mustBytes(b, m)
	}
}

func BenchmarkRead(b *testing.B) {
	raw := mustBytes(b, large())
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(bytes.NewReader(raw)); err != nil {
			b.Fatal(err)
		}
	}
}
