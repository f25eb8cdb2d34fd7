package picture

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"

	"galley/internal/fault"
)

// jpegQuality is where a photograph at twice the size it is looked at shows no
// traces, and is a third of what it weighs at 95.
const jpegQuality = 82

// encoded is a picture as a file.
type encoded struct {
	data              []byte
	format, mime, ext string
}

// encode chooses the format. A photograph stays a JPEG. A drawing stays a PNG,
// because JPEG smears its edges, unless it is a photograph in disguise: a JPEG
// of less than half the size. What is see-through can only be a PNG.
func encode(m *image.RGBA, s *source) (encoded, error) {
	opaque := m.Opaque()
	if s.photo && opaque {
		return asJPEG(m, s.profile)
	}
	drawing, few, err := asPNG(m, s, opaque)
	if err != nil || !opaque || few || s.vector {
		return drawing, err
	}
	photo, err := asJPEG(m, s.profile)
	if err != nil || 2*len(photo.data) >= len(drawing.data) {
		return drawing, err
	}
	return photo, nil
}

func asJPEG(m *image.RGBA, profile []byte) (encoded, error) {
	var b bytes.Buffer
	grey := greyOf(m, profile)
	var from image.Image = m
	if grey != nil {
		from = grey
	}
	if err := jpeg.Encode(&b, from, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return encoded{}, ours(err)
	}
	data := b.Bytes()
	if p := profileFor(profile, grey != nil); p != nil {
		data = jpegWith(data, p)
	}
	return encoded{data, "JPEG", "image/jpeg", ".jpg"}, nil
}

// asPNG writes a PNG. few is true when a palette does the picture justice, so
// that it is no photograph.
func asPNG(m *image.RGBA, s *source, opaque bool) (out encoded, few bool, err error) {
	var grey *image.Gray
	if opaque {
		grey = greyOf(m, s.profile)
	}
	exact := exactPalette(m)
	const fewGreys = 16 // more are packed better as what they are
	switch {
	case grey != nil && (exact == nil || len(exact.Palette) > fewGreys || isGreyProfile(s.profile)):
		out, err = writePNG(grey, profileFor(s.profile, true))
		return out, exact != nil, err
	case exact != nil:
		out, err = writePNG(exact, profileFor(s.profile, false))
		return out, true, err
	}
	if out, err = writePNG(straight(m, opaque), profileFor(s.profile, false)); err != nil {
		return out, false, err
	}
	near := nearPalette(m, unseen)
	if near == nil && s.paletted {
		near = nearPalette(m, lenient)
	}
	if near == nil {
		return out, false, nil
	}
	small, err := writePNG(near, profileFor(s.profile, false))
	if err == nil && len(small.data) < len(out.data) {
		out = small
	}
	return out, true, err
}

func writePNG(m image.Image, profile []byte) (encoded, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return encoded{}, ours(err)
	}
	data := b.Bytes()
	if profile != nil {
		data = pngWith(data, profile)
	}
	return encoded{data, "PNG", "image/png", ".png"}, nil
}

// straight gives colours that are not multiplied with alpha, as PNG holds them.
func straight(m *image.RGBA, opaque bool) draw.Image {
	if opaque {
		return m
	}
	out := image.NewNRGBA(m.Rect)
	draw.Draw(out, out.Rect, m, m.Rect.Min, draw.Src)
	return out
}

// greyOf gives a picture without colours as one of greys; nil when it has
// colours, or when its profile explains its greys as colours.
func greyOf(m *image.RGBA, profile []byte) *image.Gray {
	if profile != nil && !isGreyProfile(profile) {
		return nil
	}
	out := image.NewGray(m.Rect)
	for i := range out.Pix {
		p := m.Pix[4*i : 4*i+4]
		if p[0] != p[1] || p[1] != p[2] {
			return nil
		}
		out.Pix[i] = p[0]
	}
	return out
}

// ours is an encoder's failure, which no file should be able to bring about.
func ours(err error) error {
	return fault.Wrap(err, fault.Internal, "The picture could not be written.", "Please report it, with the picture.")
}
