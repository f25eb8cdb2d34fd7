package intake

// maxPromoWords is how long a promo may be; anything longer is a story or a
// letter of its own.
const maxPromoWords = 80

// isPromo reports whether the blocks from i up to end are a promo: short, and
// ending in a call to act or standing below a picture.
func (c *cutter) isPromo(i, end int) bool {
	words, pictures, last := 0, false, ""
	for ; i < end && words <= maxPromoWords; i++ {
		b := &c.blocks[i]
		words += b.words()
		switch b.kind {
		case picture:
			pictures = pictures || last == ""
		case paragraph:
			if b.known != "" {
				return false
			}
			last = b.text
		case list:
			last = b.bullets[len(b.bullets)-1].text
		}
	}
	if words == 0 || words > maxPromoWords {
		return false
	}
	return endsInCall(last) || pictures && words >= 3
}
