// Package picture makes pictures fit for email: small enough for their place,
// the right way up, free of what a camera writes about its owner, and in a
// format that every mail program shows.
//
// What is fit already is left as it is, byte for byte, because every new
// compression costs a picture something. A JPEG or PNG that only carries
// metadata loses the metadata and keeps its pixels. Everything else is decoded,
// turned upright, made smaller and encoded again: photographs as JPEG, drawings
// and anything see-through as PNG. Animations are left alone.
//
// A file from outside says how large it is before anyone has to believe it, so
// every format is walked first (jpeg.go, png.go, gif.go, webp.go, bitmap.go,
// svg.go): the walk finds size, orientation, profile and metadata, tells a whole
// file from one that is cut off, and reckons from the header what decoding would
// take. Only then is anything decoded.
//
// The promise: the same bytes in give the same bytes out, no picture is ever
// enlarged, nothing of a photograph's metadata goes out with an email, and
// nothing that is accepted takes more than [MaxMemory] to decode.
package picture

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
)

const (
	// MaxBytes is the size of the largest file that is read.
	MaxBytes = 32 << 20

	// MaxMemory is what decoding, scaling and turning one picture may take
	// together, reckoned from its header before it begins.
	MaxMemory = 128 << 20

	// HeavyBytes is the size from which a picture is [Picture.Heavy]: on a
	// phone with a weak signal, a megabyte is ten seconds.
	HeavyBytes = 1 << 20

	defaultWidth   = 600 // the usual width of an email, in CSS pixels
	defaultDensity = 2   // pixels to a CSS pixel on the screens that people read on
)

// Want says what the layout has room for. The zero value is the full width of
// an ordinary email on a sharp screen.
type Want struct {
	Width   int // CSS pixels of the place; 600 when zero
	Density int // pixels to a CSS pixel; 2 when zero
}

// Picture is a picture that can go into an email.
type Picture struct {
	// Data is the file. It may be the very slice that was given, or a part of
	// it: neither may be changed afterwards.
	Data []byte

	MIME string // image/jpeg, image/png or image/gif
	Ext  string // .jpg, .png or .gif

	// Width and Height belong into the email, in CSS pixels. Width is at most
	// the Want's, and never more than the picture has pixels.
	Width, Height int

	Hash string // SHA-256 of Data, in hex
	Name string // the given name made safe, with the start of the hash: fax-3f9a1c2b.jpg

	Animated bool     // more than one frame is kept
	Heavy    bool     // Data is longer than HeavyBytes
	Changes  []string // what was done, in words; empty when Data is what was given
}

// Info is what a file says about itself.
type Info struct {
	Format        string // JPEG, PNG, GIF, WebP, BMP, TIFF or SVG
	Width, Height int    // pixels, as the picture is looked at: upright; for SVG, CSS pixels
	Orientation   int    // as in EXIF, 1 to 8: how the stored pixels lie; 1 is upright
	Animated      bool   // more than one frame
}

// Probe reads what a file says about itself, without decoding any pixels. The
// file is walked to its end, so a picture that is cut off is known as such. The
// error is a *fault.Error.
func Probe(data []byte) (Info, error) {
	src, err := inspect(data)
	if err != nil {
		return Info{}, sentence("", err)
	}
	return src.Info, nil
}

// Prepare makes a picture fit for email. The name is the file's, for the
// picture's own name and for the error, which is a *fault.Error that says what
// to do. Prepare may be called by several goroutines at once; large pictures
// then wait for one another.
func Prepare(name string, data []byte, want Want) (Picture, error) {
	src, err := inspect(data)
	if err != nil {
		return Picture{}, sentence(name, err)
	}
	p, err := src.prepare(want.orDefault())
	if err != nil {
		return Picture{}, sentence(name, err)
	}
	sum := sha256.Sum256(p.Data)
	p.Hash = hex.EncodeToString(sum[:])
	p.Name = slug(name) + "-" + p.Hash[:8] + p.Ext
	p.Heavy = len(p.Data) > HeavyBytes
	return p, nil
}

func (w Want) orDefault() Want {
	if w.Width <= 0 {
		w.Width = defaultWidth
	}
	if w.Density <= 0 {
		w.Density = defaultDensity
	}
	return w
}

// prepare takes the gentlest of the three ways: as it is, without its metadata,
// or encoded again.
func (s *source) prepare(want Want) (Picture, error) {
	w, h := s.target(want)
	p := Picture{Animated: s.Animated && s.keepsFrames}
	p.Width = min(s.Width, want.Width)
	p.Height = proportion(s.Height, p.Width, s.Width)
	upright := s.Orientation == 1 && w == s.Width
	if s.clean != nil && (upright || p.Animated) {
		p.Data, p.MIME, p.Ext = s.clean, s.mime, s.ext
		p.Changes = s.dropped
		return p, nil
	}
	m, err := s.pixels(w, h)
	if err != nil {
		return Picture{}, err
	}
	out, err := encode(m, s)
	if err != nil {
		return Picture{}, err
	}
	p.Data, p.MIME, p.Ext = out.data, out.mime, out.ext
	p.Changes = s.changes(w, h, out.format)
	return p, nil
}

// target gives the size in pixels, upright, that the email needs.
func (s *source) target(want Want) (w, h int) {
	w = min(s.Width, want.Width*want.Density)
	if s.vector {
		// A drawing has no pixels of its own, so it is drawn sharp.
		w = min(s.Width, want.Width) * want.Density
	}
	return w, proportion(s.Height, w, s.Width)
}

// proportion scales length by to/from, to at least one pixel.
func proportion(length, to, from int) int {
	return max(1, int(math.Round(float64(length)*float64(to)/float64(from))))
}

func (s *source) changes(w, h int, format string) []string {
	var list []string
	if s.Animated {
		list = append(list, "the first frame of the animation taken")
	}
	if s.Orientation != 1 {
		list = append(list, "turned upright")
	}
	if w < s.Width && !s.vector {
		list = append(list, fmt.Sprintf("made smaller, from %d × %d to %d × %d pixels", s.Width, s.Height, w, h))
	}
	if s.cmyk {
		list = append(list, "converted from print colours (CMYK) to screen colours")
	}
	if format != s.Format {
		list = append(list, "converted from "+s.Format+" to "+format)
	}
	return append(list, s.dropped...)
}
