package picture

import (
	"bytes"
	"errors"
	"image"
	"math"

	"galley/internal/picture/svg"
)

// looksLikeSVG finds the svg element behind whatever may stand before it: a
// byte order mark, an XML declaration, comments, a document type.
func looksLikeSVG(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	for {
		data = bytes.TrimLeft(data, " \t\r\n")
		var end string
		switch {
		case bytes.HasPrefix(data, []byte("<svg")):
			return true
		case bytes.HasPrefix(data, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(data, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(data, []byte("<!DOCTYPE svg")):
			return true
		default:
			return false
		}
		i := bytes.Index(data, []byte(end))
		if i < 0 {
			return false
		}
		data = data[i+len(end):]
	}
}

// walkSVG reads a drawing. It has no pixels of its own: it is drawn as large as
// the email needs it.
func walkSVG(data []byte) (*source, error) {
	d, err := svg.Read(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if err != nil {
		return nil, drawingFlaw(err)
	}
	s := &source{
		Info:   Info{Format: "SVG"},
		stored: image.Pt(max(1, int(math.Round(d.Width))), max(1, int(math.Round(d.Height)))),
		memory: svg.MaxMemory,
		vector: true,
	}
	s.decode = func(w, h int) (image.Image, error) {
		m, err := d.Draw(w, h)
		if err != nil {
			return nil, drawingFlaw(err)
		}
		return m, nil
	}
	return s, nil
}

// drawingFlaw words why a drawing is not drawn.
func drawingFlaw(err error) error {
	const hint = "Export it as PNG, twice as large as it is shown."
	var unsupported *svg.Unsupported
	var broken *svg.Broken
	switch {
	case errors.As(err, &unsupported):
		return &flaw{says: "is an SVG with " + unsupported.What + ", which Galley does not draw", hint: hint, cause: err}
	case errors.As(err, &broken):
		return &flaw{says: "is damaged: " + broken.Why, hint: hintAgain, cause: err}
	}
	return &flaw{says: "is an SVG that Galley cannot draw", hint: hint, cause: err}
}
