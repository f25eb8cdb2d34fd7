package picture

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestMemoryEstimate holds what the headers say against what decoding really
// allocates: never more than was reckoned, and not so much less that pictures
// are refused for nothing.
func TestMemoryEstimate(t *testing.T) {
	interlaced := pngOf(t, photo(500, 400))
	cases := map[string][]byte{
		"colour JPEG": jpegOf(t, yCbCr(900, 700)),
		"grey JPEG":   jpegOf(t, image.NewGray(image.Rect(0, 0, 900, 700))),
		"RGB PNG":     interlaced,
		"alpha PNG":   pngOf(t, seeThrough(500, 400)),
		"palette PNG": pngOf(t, paletted(900, 700)),
		"16-bit PNG":  pngOf(t, image.NewNRGBA64(image.Rect(0, 0, 900, 700))),
		"GIF":         gifOf(t, 900, 700, 1),
		"WebP":        webpOf(900, 700, cornersNRGBA(1)),
		"BMP":         bmpOf(t, photo(500, 400)),
	}
	for name, data := range cases {
		src, err := inspect(data)
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := src.decode(0, 0); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		const slack = 200 << 10 // buffers, tables
		if taken := int64(after.TotalAlloc - before.TotalAlloc); taken > src.memory+slack {
			t.Errorf("%s: decoding took %d bytes, reckoned were %d", name, taken, src.memory)
		}
	}
}

func yCbCr(w, h int) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = uint8(i/w/20) + uint8(uint32(i)*2654435761>>29)
	}
	return m
}

// peakFile names the picture in the environment of the process that is measured.
const peakFile = "GALLEY_PICTURE_PEAK"

// TestPeakMemory prepares a photo of 60 megapixels in a process of its own, and
// does so twice, because what one picture leaves behind must not add up. The
// race detector is slow, so with it the photo is one of 3 megapixels.
func TestPeakMemory(t *testing.T) {
	if name := os.Getenv(peakFile); name != "" {
		preparePeak(t, name)
		return
	}
	w, h, most := 9000, 6667, 160
	if raceEnabled {
		w, h, most = 2000, 1500, 60
	}
	name := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(name, greyPhoto(t, w, h), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPeakMemory$", "-test.v")
	cmd.Env = append(os.Environ(), peakFile+"="+name)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var taken int
	_, line, _ := strings.Cut(string(out), "taken from the system:")
	if _, err := fmt.Sscan(line, &taken); err != nil {
		t.Fatalf("no figure in %q", out)
	}
	t.Logf("%d × %d, twice: %d MB taken from the system", w, h, taken>>20)
	if taken>>20 > most {
		t.Errorf("%d MB are taken from the system, and %d may be", taken>>20, most)
	}
}

// preparePeak says how much memory the process has taken from the system, which
// is never given back and so is its peak.
func preparePeak(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		prepared(t, name, data, Want{})
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("taken from the system: %d", m.Sys)
}

// greyPhoto is a colour JPEG that is grey all over. Every block is two codes,
// and all blocks of 16 × 16 pixels together are just four bytes, so even a
// picture of 60 megapixels is made in no time.
func greyPhoto(t *testing.T, w, h int) []byte {
	t.Helper()
	grey := image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio420)
	for _, plane := range [][]uint8{grey.Y, grey.Cb, grey.Cr} {
		for i := range plane {
			plane[i] = 128
		}
	}
	file := jpegOf(t, grey)
	unit := file[len(file)-6 : len(file)-2]
	if want := "\x28\xa2\x8a\x00"; string(unit) != want {
		t.Fatalf("a grey block is % x, not % x", unit, want)
	}
	scan := bytes.Repeat(unit, blocks(w, 16)*blocks(h, 16))
	whole := append(append(bytes.Clone(file[:len(file)-6]), scan...), 0xff, markEOI)
	return jpegHeight(jpegHeight(whole, h), -w)
}
