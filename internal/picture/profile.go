package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// A colour profile says what the numbers of the pixels mean. Phones photograph
// in Display P3; without its profile such a photo looks pale. A profile holds no
// word about its owner, so it stays when a picture is encoded again.

// maxProfile is above any profile for screens; printers' profiles are larger,
// but never stay.
const maxProfile = 512 << 10

// profileHeader opens each APP2 segment of a profile in a JPEG (ICC.1:2022, B.4).
var profileHeader = []byte("ICC_PROFILE\x00")

// jpegProfile gathers the pieces of a profile, numbered from 1.
type jpegProfile struct {
	pieces [256][]byte
	length int
}

func (p *jpegProfile) add(payload []byte) {
	rest := payload[len(profileHeader):]
	if len(rest) < 2 {
		return
	}
	number, piece := rest[0], rest[2:]
	if p.pieces[number] == nil && p.length+len(piece) <= maxProfile {
		p.pieces[number] = piece
		p.length += len(piece)
	}
}

func (p *jpegProfile) bytes() []byte { return bytes.Join(p.pieces[:], nil) }

// profileFor gives the profile that an encoded picture needs: nil when there is
// none, when it is for other colours than the picture's, and when it says sRGB,
// which is what everyone takes for granted.
func profileFor(profile []byte, grey bool) []byte {
	space := "RGB "
	if grey {
		space = "GRAY"
	}
	switch {
	case len(profile) < 132, string(profile[36:40]) != "acsp", string(profile[16:20]) != space:
		return nil
	case bytes.Contains(profile, []byte("sRGB")), bytes.Contains(profile, []byte("s\x00R\x00G\x00B")):
		return nil
	}
	return profile
}

// isGreyProfile reports whether a profile is for grey pictures.
func isGreyProfile(profile []byte) bool {
	return len(profile) >= 20 && string(profile[16:20]) == "GRAY"
}

// inflateProfile reads the iCCP chunk of a PNG: a name, a zero, a method and
// the compressed profile (PNG, third edition, 11.3.2.3).
func inflateProfile(chunk []byte) []byte {
	i := bytes.IndexByte(chunk, 0)
	if i < 0 || i+2 > len(chunk) {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(chunk[i+2:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	return profile
}

// jpegWith puts a profile into an encoded JPEG, behind its first marker.
func jpegWith(file, profile []byte) []byte {
	const most = 0xffff - 2 - 14 // of a segment, less the length and the header
	pieces := blocks(len(profile), most)
	out := append(make([]byte, 0, len(file)+len(profile)+pieces*20), file[:2]...)
	for i := range pieces {
		piece := profile[i*most : min(len(profile), (i+1)*most)]
		out = append(out, 0xff, 0xe2)
		out = binary.BigEndian.AppendUint16(out, uint16(2+14+len(piece)))
		out = append(out, profileHeader...)
		out = append(out, byte(i+1), byte(pieces))
		out = append(out, piece...)
	}
	return append(out, file[2:]...)
}

// pngWith puts a profile into an encoded PNG, behind its header chunk.
func pngWith(file, profile []byte) []byte {
	const header = len(pngSignature) + 12 + 13
	body := bytes.NewBufferString("iCCPicc\x00\x00") // type, name, zero, method
	w := zlib.NewWriter(body)
	_, _ = w.Write(profile) // a buffer takes everything
	_ = w.Close()
	out := append(make([]byte, 0, len(file)+body.Len()+8), file[:header]...)
	out = binary.BigEndian.AppendUint32(out, uint32(body.Len()-4))
	out = append(out, body.Bytes()...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body.Bytes()))
	return append(out, file[header:]...)
}
