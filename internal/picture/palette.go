package picture

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// exactPalette gives a picture of at most 256 colours with a palette, which is
// a third of the size and the very same picture; nil when it has more.
func exactPalette(m *image.RGBA) *image.Paletted {
	index := map[[4]uint8]uint8{}
	for i := 0; i < len(m.Pix); i += 4 {
		c := [4]uint8(m.Pix[i:])
		if _, ok := index[c]; !ok {
			if len(index) == 256 {
				return nil
			}
			index[c] = 0
		}
	}
	colours := make([][4]uint8, 0, len(index))
	for c := range index {
		colours = append(colours, c)
	}
	// See-through ones first, so that the list of their alphas is short.
	slices.SortFunc(colours, func(a, b [4]uint8) int {
		return cmp.Or(cmp.Compare(a[3], b[3]), slices.Compare(a[:], b[:]))
	})
	out := image.NewPaletted(m.Rect, nil)
	for i, c := range colours {
		index[c] = uint8(i)
		out.Palette = append(out.Palette, unmultiplied(c))
	}
	for i := range out.Pix {
		out.Pix[i] = index[[4]uint8(m.Pix[4*i:])]
	}
	return out
}

func unmultiplied(c [4]uint8) color.NRGBA {
	return color.NRGBAModel.Convert(color.RGBA{c[0], c[1], c[2], c[3]}).(color.NRGBA)
}

// tolerance is how far shades may be off before a palette is seen, in 255 steps.
type tolerance struct {
	mean  float64 // the root of the mean square
	worst int     // of any pixel, in one of its four channels
	mask  uint8   // the bits by which colours are told apart
}

// Of a drawing with all colours nobody should be able to tell; one that had a
// palette before, with the grain that made it look like more, is used to a little.
var (
	unseen  = tolerance{mean: 1.5, worst: 40, mask: 0xff}
	lenient = tolerance{mean: 4, worst: 64, mask: 0xf8}
)

// nearPalette gives a picture with a palette of 256 colours, chosen by median
// cut (Heckbert, 1982); nil when they are further off than may be, and when the
// picture has so many colours that they surely would be.
func nearPalette(m *image.RGBA, may tolerance) *image.Paletted {
	cells := gather(m, may.mask)
	if cells == nil {
		return nil
	}
	out := image.NewPaletted(m.Rect, nil)
	index := make(map[[4]uint8]uint8, len(cells))
	sum := 0
	for i, group := range cut(cells) {
		shade := mean(group)
		out.Palette = append(out.Palette, unmultiplied(shade))
		for _, c := range group {
			index[masked(c.shade[:], may.mask)] = uint8(i)
			square, worst := c.off(shade)
			if worst > may.worst {
				return nil
			}
			sum += square * c.n
		}
	}
	if float64(sum) > may.mean*may.mean*float64(len(m.Pix)) {
		return nil
	}
	for i := range out.Pix {
		out.Pix[i] = index[masked(m.Pix[4*i:], may.mask)]
	}
	return out
}
