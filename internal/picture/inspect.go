package picture

import (
	"bytes"
	"fmt"
	"image"
)

// source is a picture as its file describes it, before anything is decoded.
type source struct {
	Info

	// clean is the same picture without metadata and without what follows its
	// end; it is the given slice when there was nothing to drop, and nil for the
	// formats that no email may carry.
	clean     []byte
	mime, ext string   // of clean
	dropped   []string // what clean lacks, in words

	stored      image.Point // pixels as they lie in the file: not upright
	memory      int64       // bytes that decode takes, at most
	profile     []byte      // ICC colour profile; nil for none
	photo       bool        // compressed like a photograph: JPEG is its format
	paletted    bool        // at most 256 colours, as drawings have
	cmyk        bool        // four print colours, which mail programs get wrong
	vector      bool        // drawn at any size: stored means CSS pixels
	keepsFrames bool        // an animation in a format that email carries

	// decode gives the pixels; w and h are the size wanted, which only a vector
	// drawing cares for.
	decode func(w, h int) (image.Image, error)
}

// inspect walks a file from its beginning to its end.
func inspect(data []byte) (*source, error) {
	if len(data) == 0 {
		return nil, &flaw{says: "is empty: it has no bytes at all", hint: hintAgain}
	}
	if len(data) > MaxBytes {
		return nil, &flaw{
			says: fmt.Sprintf("has %d MB, and Galley reads pictures of up to %d MB", len(data)>>20, MaxBytes>>20),
			hint: hintSmaller,
		}
	}
	walk := walker(data)
	if walk == nil {
		return nil, stranger(data)
	}
	src, err := walk(data)
	if err != nil {
		return nil, err
	}
	return src.upright()
}

// walker gives the reader of a file's format by its first bytes. Names lie;
// first bytes seldom do.
func walker(data []byte) func([]byte) (*source, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return walkJPEG
	case bytes.HasPrefix(data, []byte(pngSignature)):
		return walkPNG
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return walkGIF
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return walkWebP
	case bytes.HasPrefix(data, []byte("II*\x00")), bytes.HasPrefix(data, []byte("MM\x00*")):
		return walkTIFF
	case bytes.HasPrefix(data, []byte("BM")):
		return walkBMP
	case looksLikeSVG(data):
		return walkSVG
	}
	return nil
}

// upright fills in the size as the picture is looked at.
func (s *source) upright() (*source, error) {
	if s.stored.X <= 0 || s.stored.Y <= 0 {
		return nil, errNoSize
	}
	if s.Orientation < 1 || s.Orientation > 8 {
		s.Orientation = 1
	}
	s.Width, s.Height = s.stored.X, s.stored.Y
	if lies(s.Orientation) {
		s.Width, s.Height = s.Height, s.Width
	}
	return s, nil
}

// stranger says what a file is that is no picture for an email.
func stranger(data []byte) error {
	for _, k := range knownStrangers {
		if len(data) >= k.at+len(k.magic) && string(data[k.at:k.at+len(k.magic)]) == k.magic {
			return &flaw{says: "is " + k.is, hint: k.hint}
		}
	}
	head := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 512)]))
	if bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) {
		return &flaw{says: "is a web page and not a picture", hint: "Open the page and save the picture itself."}
	}
	return &flaw{says: "is not a picture that Galley knows", hint: hintFormats}
}

const hintJPEG = "Open it and save it as JPEG."

// knownStrangers are the files that people take for pictures, with the words
// that help: HEIC and AVIF need decoders larger than all of Galley's others
// together, and no mail program shows either.
var knownStrangers = []struct {
	at              int
	magic, is, hint string
}{
	{4, "ftypavif", "an AVIF picture, which Galley cannot read", hintJPEG},
	{4, "ftypavis", "an animated AVIF picture, which Galley cannot read", "Open it and save it as GIF or JPEG."},
	{4, "ftyphei", "a HEIC photo, which Galley cannot read", hintJPEG},
	{4, "ftyphev", "a HEIC photo, which Galley cannot read", hintJPEG},
	{4, "ftypmif1", "a HEIC or AVIF picture, which Galley cannot read", hintJPEG},
	{4, "ftypmsf1", "a HEIC or AVIF picture, which Galley cannot read", hintJPEG},
	{4, "ftyp", "a video and not a picture", "Take a picture of one frame, or make a GIF of it."},
	{0, "\x00\x00\x00\x0cJXL ", "a JPEG XL picture, which Galley cannot read", hintJPEG},
	{0, "\xff\x0a", "a JPEG XL picture, which Galley cannot read", hintJPEG},
	{0, "8BPS", "a Photoshop document", "Export it as PNG or JPEG."},
	{0, "%PDF", "a PDF document", "Export the page as PNG."},
	{0, "%!PS", "a PostScript drawing", "Export it as PNG."},
	{0, "\x1f\x8b", "compressed (SVGZ, perhaps)", "Unpack it, or export it as PNG."},
	{0, "PK\x03\x04", "a packed file (ZIP, or a document)", "Unpack it and use the picture itself."},
}
