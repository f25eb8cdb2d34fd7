package issue

// telling reckons what each beginning of a text tells, in bits/scale. It goes by
// the length of words alone: short ones are everywhere. A part of a word tells
// its part.
func telling(s string) []int32 {
	tells := make([]int32, len(s)+1)
	for i := 0; i < len(s); {
		end := i + 1
		for isWordByte(s[i]) && end < len(s) && isWordByte(s[end]) {
			end++
		}
		each := told(s[i:end]) / int32(end-i)
		for ; i < end; i++ {
			tells[i+1] = tells[i] + each
		}
	}
	return tells
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}

// told is what a word or a mark tells.
func told(word string) int32 {
	byLength := [...]int32{0, 2, 3, 4, 6, 7, 8, 9}
	switch {
	case word == " ":
		return scale / 2
	case !isWordByte(word[0]):
		return 2 * scale
	case len(word) < len(byLength):
		return byLength[len(word)] * scale
	}
	return max(9, int32(len(word))) * scale
}
