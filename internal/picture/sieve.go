package picture

import "slices"

// sieve collects the parts of a file that stay.
type sieve struct {
	data  []byte
	parts [][]byte
	from  int // the open part is data[from:to]
	to    int
}

// keep takes data[from:to]. Parts that touch become one, so that a file from
// which nothing was dropped stays the slice that it was.
func (s *sieve) keep(from, to int) {
	if from != s.to {
		s.close()
		s.from = from
	}
	s.to = to
}

// put takes bytes that are not in the file as they are.
func (s *sieve) put(b []byte) {
	s.close()
	s.parts = append(s.parts, b)
}

func (s *sieve) close() {
	if s.from < s.to {
		s.parts = append(s.parts, s.data[s.from:s.to])
	}
	s.from = s.to
}

// bytes gives what was kept.
func (s *sieve) bytes() []byte {
	s.close()
	if len(s.parts) == 1 {
		return slices.Clip(s.parts[0])
	}
	return slices.Concat(s.parts...)
}

// What a clean picture lacks, in the words of Picture.Changes.
const (
	droppedMetadata = "metadata removed"
	droppedTail     = "bytes after the end of the picture removed"
)

// droppings words what a walk left out.
func droppings(metadata, tail bool) []string {
	var list []string
	if metadata {
		list = append(list, droppedMetadata)
	}
	if tail {
		list = append(list, droppedTail)
	}
	return list
}
