package picture

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
)

// TestMetadata: nothing that a camera or a program writes about its owner goes
// out, whichever way a picture takes.
func TestMetadata(t *testing.T) {
	xmp := "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + secret
	photograph := jpegOf(t, photo(300, 200))
	drawing := pngOf(t, quarters(300, 200))
	still := gifOf(t, 300, 200, 1)
	cases := map[string][]byte{
		"EXIF":           withSegment(photograph, 0xe1, exif(1)),
		"turned EXIF":    withSegment(photograph, 0xe1, exif(3)),
		"XMP":            withSegment(photograph, 0xe1, xmp),
		"IPTC":           withSegment(photograph, 0xed, "Photoshop 3.0\x00"+secret),
		"JPEG comment":   withSegment(photograph, markCOM, secret),
		"MPF":            withSegment(photograph, 0xe2, "MPF\x00"+secret),
		"JFIF thumbnail": withSegment(photograph, markAPP0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x01\x08"+secret+"!"),
		"JFXX thumbnail": withSegment(photograph, markAPP0, "JFXX\x00\x10"+secret),
		"JPEG tail":      append(bytes.Clone(photograph), secret...),
		"two JPEGs":      append(bytes.Clone(photograph), withSegment(photograph, markCOM, secret)...),
		"between":        bytes.Replace(photograph, []byte{0xff, 0xc4}, []byte(secret+"\xff\xc4"), 1),
		"tEXt":           withChunk(drawing, "tEXt", "Author\x00"+secret),
		"iTXt":           withChunk(drawing, "iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+secret),
		"eXIf":           withChunk(drawing, "eXIf", strings.TrimPrefix(exif(1), "Exif\x00\x00")),
		"turned eXIf":    withChunk(drawing, "eXIf", exif(5)),
		"tIME":           withChunk(drawing, "tIME", secret[:7]),
		"PNG own chunk":  withChunk(drawing, "caBX", secret),
		"PNG tail":       append(bytes.Clone(drawing), secret...),
		"GIF comment":    gifWith(still, "\x21\xfe\x17"+secret+"\x00"),
		"GIF XMP":        gifWith(still, "\x21\xff\x0bXMP DataXMP\x17"+secret+"\x00"),
		"GIF tail":       append(bytes.Clone(still), secret...),
		"WebP EXIF":      webpFile(appendChunk(nil, "VP8L", flatVP8L(30, 20, cornersNRGBA(0))), appendChunk(nil, "EXIF", []byte(exif(1)))),
		"SVG words":      []byte(strings.Replace(drawnSVG, "<rect", "<desc>"+secret+"</desc><rect", 1)),
	}
	for what, data := range cases {
		for _, width := range []int{600, 50} {
			p := prepared(t, "a", data, Want{Width: width})
			if bytes.Contains(p.Data, []byte(secret)) || bytes.Contains(p.Data, []byte("Exif\x00")) {
				t.Errorf("%s, for %d: it is still there", what, width)
			}
			if bytes.Contains(data, []byte(secret)) && len(p.Changes) == 0 {
				t.Errorf("%s, for %d: removed without a word", what, width)
			}
			decoded(t, p)
		}
	}
}

// gifWith puts an extension before the trailer.
func gifWith(file []byte, extension string) []byte {
	return append(append(bytes.Clone(file[:len(file)-1]), extension...), 0x3b)
}

// TestCleanIsTheSamePicture: dropping metadata leaves every pixel as it was.
func TestCleanIsTheSamePicture(t *testing.T) {
	photograph, drawing := jpegOf(t, photo(300, 200)), pngOf(t, photo(300, 200))
	for _, c := range []struct{ bare, dressed []byte }{
		{photograph, withSegment(withSegment(photograph, 0xe1, exif(1)), markCOM, secret)},
		{photograph, append(bytes.Clone(photograph), "trailing"...)},
		{drawing, withChunk(withChunk(drawing, "tEXt", secret), "eXIf", exif(1))},
		{drawing, append(bytes.Clone(drawing), "trailing"...)},
	} {
		if p := prepared(t, "a", c.dressed, Want{}); !bytes.Equal(p.Data, c.bare) {
			t.Error("without metadata it is not the picture that it was before")
		}
	}
	bare := gifOf(t, 30, 20, 1)
	if p := prepared(t, "a", gifWith(bare, "\x21\xfe\x03abc\x00"), Want{}); !bytes.Equal(p.Data, bare) {
		t.Error("a GIF without its comment is not what it was before")
	}
}

// TestAnimationsAreLeftAlone, comments included; only what follows their end is
// not part of them.
func TestAnimationsAreLeftAlone(t *testing.T) {
	bare := gifWith(gifOf(t, 2000, 20, 3), "\x21\xfe\x03abc\x00")
	p := prepared(t, "a.gif", append(bytes.Clone(bare), "PK\x03\x04"...), Want{})
	if !bytes.Equal(p.Data, bare) || !p.Animated || p.Width != 600 {
		t.Errorf("animated %v, width %d, same bytes %v", p.Animated, p.Width, bytes.Equal(p.Data, bare))
	}
	moving := withChunk(pngOf(t, quarters(3000, 30)), "acTL", "\x00\x00\x00\x02\x00\x00\x00\x00")
	if p := prepared(t, "a.png", moving, Want{}); !bytes.Equal(p.Data, moving) || !p.Animated {
		t.Error("an animated PNG was changed")
	}
}

// TestProfile: the meaning of colours survives being encoded again.
func TestProfile(t *testing.T) {
	wide := profileOf("RGB ", "Display P3")
	segment := func(p string) string { return "ICC_PROFILE\x00\x01\x01" + p }
	photograph := jpegOf(t, photo(300, 200))
	small := Want{Width: 50}
	p := prepared(t, "a", withSegment(photograph, 0xe2, segment(wide)), small)
	if !bytes.Contains(p.Data, []byte(wide)) {
		t.Error("a JPEG lost its profile")
	}
	decoded(t, p)
	for _, useless := range []string{profileOf("RGB ", "sRGB IEC61966-2.1"), profileOf("CMYK", "FOGRA39"), "junk"} {
		p = prepared(t, "a", withSegment(photograph, 0xe2, segment(useless)), small)
		if bytes.Contains(p.Data, profileHeader) {
			t.Errorf("the profile %.20q was kept", useless)
		}
	}
	dressed := pngWith(pngOf(t, seeThrough(300, 200)), []byte(wide))
	p = prepared(t, "a", dressed, small)
	if src, err := inspect(p.Data); err != nil || string(src.profile) != wide {
		t.Errorf("a PNG lost its profile: %v", err)
	}
	if _, err := png.Decode(bytes.NewReader(p.Data)); err != nil {
		t.Error(err)
	}
	long := profileOf("RGB ", strings.Repeat("x", 150_000))
	if src, err := inspect(jpegWith(photograph, []byte(long))); err != nil || string(src.profile) != long {
		t.Errorf("a profile in three pieces was not put together: %v", err)
	}
}
