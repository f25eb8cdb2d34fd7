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
	worst int     // of a single pixel, in one of its four channels
}

// A drawing that had a palette before is used to a little; of one with all
// colours nobody should be able to tell.
var (
	unseen  = tolerance{mean: 1.5, worst: 40}
	lenient = tolerance{mean: 4, worst: 64}
)

// nearPalette gives a picture with a palette of 256 mean colours, chosen by
// median cut (Heckbert, 1982); nil when they are further off than may be.
func nearPalette(m *image.RGBA, may tolerance) *image.Paletted {
	cells := gather(m)
	boxes := cut(cells)
	out := image.NewPaletted(m.Rect, nil)
	index := make(map[uint32]uint8, len(cells))
	shades := make([][4]uint8, len(boxes))
	for i, box := range boxes {
		shades[i] = mean(box)
		out.Palette = append(out.Palette, unmultiplied(shades[i]))
		for _, c := range box {
			index[c.key] = uint8(i)
		}
	}
	sum, worst := 0, 0
	for i := range out.Pix {
		p := m.Pix[4*i : 4*i+4]
		out.Pix[i] = index[cellKey(p)]
		for c, shade := range shades[out.Pix[i]] {
			off := int(p[c]) - int(shade)
			sum += off * off
			worst = max(worst, off, -off)
		}
	}
	if worst > may.worst || float64(sum) > may.mean*may.mean*float64(len(m.Pix)) {
		return nil
	}
	return out
}
