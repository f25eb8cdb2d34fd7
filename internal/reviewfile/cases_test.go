package reviewfile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

var slips = []hostile{
	{"zip-slip: up", "a place outside of itself", adding(part{name: "../../.bashrc"})},
	{"zip-slip: up, later", "a place outside of itself", adding(part{name: "pictures/../../x"})},
	{"zip-slip: absolute", "a place outside of itself", adding(part{name: "/etc/passwd"})},
	{"zip-slip: backslash", "a place outside of itself", adding(part{name: `..\..\x`})},
	{"zip-slip: drive", "a place outside of itself", adding(part{name: "C:/Windows/x"})},
	{"zip-slip: drive without a stroke", "a place outside of itself", adding(part{name: "c:x"})},
	{"zip-slip: another machine", "a place outside of itself", adding(part{name: `\\server\share\x`})},
	{"zip-slip: another machine, strokes", "a place outside of itself", adding(part{name: "//server/share/x"})},
	{"zip-slip: dot", "a place outside of itself", adding(part{name: "./items.json"})},
	{"NUL in a name", "a place outside of itself", adding(part{name: "items.json\x00.png"})},
	{"no name", "a place outside of itself", adding(part{name: ""})},
	{"a name that turns around", "cannot be one", adding(part{name: "a\u202egnp.exe"})},
	{"two strokes", "cannot be one", adding(part{name: "a//b"})},
	{"long name", "cannot be one", adding(part{name: strings.Repeat("a", 300)})},
	{"stream of a file", "cannot be one", adding(part{name: "items.json:x"})},
	{"folder", "holds a folder", adding(part{name: "pictures/"})},
	{"symbolic link", "a link or a device", adding(part{name: "link", data: []byte("/etc/passwd"), head: mode(fs.ModeSymlink | 0o777)})},
	{"device", "a link or a device", adding(part{name: "zero", head: mode(fs.ModeDevice | fs.ModeCharDevice | 0o666)})},
	{"pipe", "a link or a device", adding(part{name: "pipe", head: mode(fs.ModeNamedPipe | 0o666)})},
	{"twice", "of the same name", adding(part{name: "items.json"})},
	{"twice by case", "of the same name", adding(part{name: "Items.JSON"})},
	{"twice, composed otherwise", "cannot be one", adding(part{name: "fa\u0308hre.json"})},
}

var forms = []hostile{
	{"nothing", "is cut off", func(testing.TB) []byte { return nil }},
	{"another file", "no review file", func(testing.TB) []byte { return []byte(strings.Repeat("%PDF-1.7 ", 9)) }},
	{"another zip", "no review file", func(testing.TB) []byte { return zipped([]part{{name: "word/document.xml", data: []byte("<w/>")}}) }},
	{"an empty zip", "no review file", func(testing.TB) []byte { return zipped(nil) }},
	{"cut off in the middle", "is cut off", twisted(func(b []byte) []byte { return b[:len(b)/2] })},
	{"cut off at the end", "is cut off", twisted(func(b []byte) []byte { return b[:len(b)-1] })},
	{"something behind", "is cut off", twisted(func(b []byte) []byte { return append(b, "<script>"...) })},
	{"comment", "is cut off", twisted(func(b []byte) []byte { end(b)[20] = 3; return append(b, "hey"...) })},
	{"something in front", "no review file", twisted(func(b []byte) []byte { return append([]byte("#!/bin/sh\n"), b...) })},
	{"a zip in front", "is damaged", twisted(func(b []byte) []byte { return append(bytes.Clone(b), b...) })},
	{"another disk", "is damaged", twisted(func(b []byte) []byte { end(b)[4] = 1; return b })},
	{"fewer than there are", "is damaged", twisted(func(b []byte) []byte { end(b)[8]--; end(b)[10]--; return b })},
	{"large form", "4 GB", twisted(func(b []byte) []byte {
		locator := append([]byte("PK\x06\x07"), make([]byte, 16)...)
		return append(append(bytes.Clone(b[:len(b)-endSize]), locator...), end(b)...)
	})},
	{"2,001 files", "more than 2,000 files", crowd(2_000)},
	{"100,000 files", "more than 2,000 files", crowd(100_000)},
	{"100,000 files that say they are five", "more than 2,000 files", func(t testing.TB) []byte {
		b := crowd(100_000)(t)
		at := bytes.LastIndex(b, []byte("PK\x06\x06"))
		start := binary.LittleEndian.Uint64(b[at+48:])
		b = append(b[:at], end(b)...)
		e := end(b)
		binary.LittleEndian.PutUint16(e[8:], 5)
		binary.LittleEndian.PutUint16(e[10:], 5)
		binary.LittleEndian.PutUint32(e[12:], uint32(at)-uint32(start))
		binary.LittleEndian.PutUint32(e[16:], uint32(start))
		return b
	}},
	{"password", "is locked", adding(part{name: "x", head: func(h *zip.FileHeader) { h.Flags |= 1 }})},
	{"another way of packing", "does not read", adding(part{name: "x", head: func(h *zip.FileHeader) { h.Method = 93 }})},
	{"remark", "has a remark", adding(part{name: "x", head: func(h *zip.FileHeader) { h.Comment = "x" }})},
	{"an entry that reaches into the list", "is damaged", func(t testing.TB) []byte {
		f, pictures := small()
		data := written(t, f, pictures)
		last := bytes.LastIndex(data, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(data[last+20:], 90)
		binary.LittleEndian.PutUint32(data[last+24:], 90)
		return data
	}},
	{"same place", "in the same place", twisted(overlapping)},
}

var sizes = []hostile{
	{"bomb", "far more than it is", func(t testing.TB) []byte {
		zeros := make([]byte, 20<<20)
		return adding(part{name: "x", data: zeros, raw: deflated(zeros)})(t)
	}},
	{"bomb that says it is small", "is damaged", func(t testing.TB) []byte {
		raw := deflated(make([]byte, 20<<20))
		return adding(part{name: "x", data: make([]byte, 1000), raw: raw})(t)
	}},
	{"bomb in the manifest that says it is small", "is damaged", with(func(all []part) []part {
		all[0].raw = deflated(make([]byte, 20<<20))
		return all
	})},
	{"more than 200 MB", "is too large", func(t testing.TB) []byte {
		f, pictures := small()
		all := parts(t, written(t, f, pictures))
		for i := range 8 {
			all = append(all, part{name: fmt.Sprint("x", i), head: func(h *zip.FileHeader) {
				h.UncompressedSize64, h.CompressedSize64, h.Method = 30<<20, 30<<20, zip.Deflate
			}})
		}
		return zipped(all)
	}},
	{"a size that lies", "is damaged", adding(part{name: "x", data: []byte("abc"), head: func(h *zip.FileHeader) { h.UncompressedSize64 = 90 }})},
	{"a text of 1 GB", "is too large", adding(part{name: "revisionx.json", head: func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 30; h.Method = zip.Deflate }})},
	{"house style of 1 MB", "has too much in it", replacing("house.toml", "", strings.Repeat("#\n", 1<<19))},
	{"picture of 33 MB", "has too much in it", func(t testing.TB) []byte {
		data := make([]byte, 33<<20)
		return adding(part{name: "pictures/" + shelf{}.put(data) + ".jpg", data: data})(t)
	}},
	{"a wrong hash", "is damaged", twisted(func(b []byte) []byte { return bytes.Replace(b, []byte("a picture of"), []byte("a picturE of"), 1) })},
	{"a wrong hash, with the sum put right", "is damaged", func(t testing.TB) []byte {
		f, pictures := small()
		all := parts(t, written(t, f, pictures))
		last := &all[len(all)-1]
		last.data = bytes.ToUpper(last.data)
		return zipped(all)
	}},
	{"a hash that is none", "is damaged", saying(func(m map[string]any) { m["files"].([]any)[2].(map[string]any)["sha256"] = "abc" })},
	{"below nothing", "is damaged", saying(func(m map[string]any) { m["files"].([]any)[2].(map[string]any)["bytes"] = -1 })},
	{"not listed", "does not name", saying(func(m map[string]any) { m["files"] = m["files"].([]any)[1:] })},
	{"not there", "does not hold", saying(func(m map[string]any) {
		m["files"] = append(m["files"].([]any), map[string]any{"name": "x", "sha256": strings.Repeat("0", 64), "bytes": 0})
	})},
	{"listed twice", "lists a file twice", saying(func(m map[string]any) { m["files"] = append(m["files"].([]any), m["files"].([]any)[0]) })},
	{"picture by another name", "not called by its hash", adding(part{name: "pictures/cat.jpg", data: []byte("x")})},
	{"picture twice", "a picture twice", with(func(all []part) []part {
		p := all[len(all)-1]
		p.name = strings.TrimSuffix(strings.TrimSuffix(p.name, "png"), "jpg") + "gif"
		return append(all, p)
	})},
}

var records = []hostile{
	{"future schema", "A newer Galley", saying(func(m map[string]any) { m["schema"] = 2; m["files"] = "elsewhere" })},
	{"no schema", "no review file", saying(func(m map[string]any) { delete(m, "schema") })},
	{"another program's manifest", "no review file", saying(func(m map[string]any) { m["galley"] = "backup" })},
	{"note of two lines", "no sentence", saying(func(m map[string]any) { m["note"] = "a\nb" })},
	{"name of a thousand letters", "a name", saying(func(m map[string]any) { m["by"] = map[string]string{"name": strings.Repeat("x", 1000)} })},
	{"about what is not there", "is about an item", saying(func(m map[string]any) { m["only"] = []string{"three"} })},
	{"list of lists", "cannot read", saying(func(m map[string]any) { m["only"] = [][]string{{}} })},
	{"a manifest of commas", "far too long", saying(func(m map[string]any) { m["only"] = make([]int, 200_000) })},
	{"no items", "holds no issue", without("items.json")},
	{"no issue", "holds no issue", without("issue.json")},
	{"no JSON", "cannot read", replacing("items.json", "", "[{")},
	{"a list and more", "cannot read", replacing("items.json", "]\n", "]\n[]")},
	{"no list", "cannot read", replacing("revisions.json", "", "{}")},
	{"deep", "cannot read", replacing("items.json", "", "["+strings.Repeat(`{"x":`, 400_000))},
	{"deep, whole", "cannot read", replacing("items.json", "", `[{"x":`+strings.Repeat("[", 900_000)+strings.Repeat("]", 900_000)+"}]")},
	{"runs", "far too long", replacing("items.json", "", `[{"by":[`+strings.Repeat("0,", 900_000)+`0]}]`)},
	{"one item of 4 MB", "far too long", replacing("items.json", "", `[{"copy":"`+strings.Repeat("x", 4<<20-20)+`"}]`)},
	{"4 MB of spaces", "far too long", replacing("items.json", "", strings.Repeat(" ", 4<<20-2)+"[]")},
	{"a million revisions", "far too long", replacing("revisions.json", "", "["+strings.Repeat("{},", 2_000_000)+"{}]")},
	{"places", "far too long", replacing("issue.json", `"rundown": [`, `"rundown": [`+strings.Repeat(`"",`, 300_000))},
	{"Latin-1", "not UTF-8", replacing("items.json", "“at last”", "\x93at last\x94")},
	{"Latin-1 for people", "not UTF-8", replacing("issue.md", "ferry", "f\xe4hre")},
	{"a letter cut off", "not UTF-8", replacing("house.toml", "", "# \xe2\x80")},
	{"settings in UTF-16", "not UTF-8", replacing("publication.toml", "", "\xff\xfen\x00")},
	{"issue id", "id of issue", replacing("issue.json", `"iss1"`, `"../iss"`)},
	{"publication id", "id of publication", replacing("issue.json", `"pub1"`, `"p/i"`)},
	{"publication id of dots", "id of publication", replacing("issue.json", `"pub1"`, `".."`)},
	{"item id", "id of an item", replacing("items.json", `"id":"one"`, `"id":"o/ne"`)},
	{"no item id", "id of an item", replacing("items.json", `"id":"one",`, ``)},
	{"item twice", "carries the item “two” twice", replacing("items.json", `"id":"one"`, `"id":"two"`)},
	{"rundown of what is not there", "does not carry", replacing("issue.json", `"one"`, `"six"`)},
	{"rundown twice", "twice in its rundown", replacing("issue.json", `"two",`, `"one",`)},
	{"not in the rundown", "not in its rundown", replacing("issue.json", `"two",`, ``)},
	{"state", "a state that is none", replacing("items.json", "in-review", "printed")},
	{"kind that ends its marker", "a kind that cannot be one", replacing("items.json", `"kind":"story"`, `"kind":"story --> x"`)},
	{"more that ends its marker", "a kind that cannot be one", replacing("items.json", "; owner=mo", `; a=b --> <!-- footer`)},
	{"more of two lines", "a kind that cannot be one", replacing("items.json", "; owner=mo", `; a=b\n<!-- footer -->`)},
	{"kind of a revision", "a kind that cannot be one", replacing("revisions.json", `"kind":"story"`, `"kind":"Story\n"`)},
	{"runs below nothing", "who wrote the item", replacing("items.json", `"bytes":9`, `"bytes":-9`)},
	{"runs over the end", "who wrote the item", replacing("items.json", `"bytes":9`, `"bytes":9223372036854775807`)},
	{"revision forged", "not what its id says", replacing("revisions.json", "The ferry.", "A ferry.")},
	{"revision of another issue", "not what its id says", replacing("issue.json", `"iss1"`, `"iss2"`)},
	{"revision of no item", "of an item that it does not carry", replacing("revisions.json", `"item":"one"`, `"item":"six"`)},
	{"newest revision left out", "does not carry the revision", replacing("revisions.json", "", "[]")},
	{"snapshot forged", "not what its id says", replacing("snapshots.json", "review", "signed")},
	{"picture's name", "leads outside", replacing("issue.json", "harbour.jpg", "../harbour.jpg")},
	{"picture's name with a drive", "leads outside", replacing("issue.json", "harbour.jpg", `C:\\harbour.jpg`)},
	{"picture's hash", "no hash", replacing("issue.json", strings.Repeat("0", 64), "../../etc/passwd")},
	{"sidecar", "In this review file, issue.galley.json is cut off", replacing("issue.galley.json", "", `{"items":`)},
	{"sidecar of records", "has too much in issue.galley.json", replacing("issue.galley.json", "", `{"waivers":[`+strings.Repeat("{},", 60_000)+`{}]}`)},
	{"sidecar of comments, and a snapshot forged", "not what its id says", heavy(sidecarName, comments(9_900, `{"who":"","later":"%s"}`))},
	{"sidecar of replies, and a snapshot forged", "not what its id says", heavy(sidecarName, comments(4_900, `{"anchor":{},"text":"%s"}`))},
	{"items of nothing", "id of an item", heavy(itemsName, "["+strings.Repeat("{},", 19_000)+"{}]")},
	{"sidecar of a newer Galley", "of version 2", replacing("issue.galley.json", `"galley": 1`, `"galley": 2`)},
	{"person", "no name", replacing("issue.json", "Jonas Reeve", `Jonas\nReeve`)},
	{"negative words", "cannot read", replacing("issue.json", `"words": 5`, `"words": -5`)},
}
