package store

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"galley/internal/fault"
	"galley/internal/issue"
)

// A record is
//
//	1 byte    its version: how the body is written
//	4 bytes   length of the body, big-endian
//	32 bytes  SHA-256 over key, a zero byte, version and body
//	body      JSON
//
// The key is in the hash because a database that is damaged may well give a
// whole record, and another one than was asked for.
const headSize = 1 + 4 + sha256.Size

// The versions.
const (
	asJSON     = 1
	asDeflated = 2 // JSON, deflated: RFC 1951
)

// marshal gives a value's JSON. Text must be UTF-8: anything else would come
// back as another text, so it is refused.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // copy is full of <, > and &
	if err := enc.Encode(v); err != nil {
		return nil, fault.Wrap(err, fault.Internal, "Something cannot be written down as it is: "+err.Error()+".", "Nothing was saved; please report it.")
	}
	body := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	if hasReplaced(body) {
		return nil, fault.New(fault.BadInput, "The text holds bytes that are no characters (it is not UTF-8).", "Paste it again from a program that shows it well.")
	}
	return body, nil
}

// hasReplaced finds what the encoder puts for bytes that are no characters:
// the escape \ufffd. The character itself it writes as it is, and a backslash
// of the text as two.
func hasReplaced(body []byte) bool {
	for {
		at := bytes.Index(body, []byte(`\ufffd`))
		if at < 0 {
			return false
		}
		slashes := 1
		for slashes <= at && body[at-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 1 {
			return true
		}
		body = body[at+1:]
	}
}

// seal makes a record of a body.
func seal(key string, version byte, body []byte) []byte {
	if version == asDeflated {
		body = deflate(body)
	}
	sum := recordSum(key, version, body)
	record := make([]byte, 0, headSize+len(body))
	record = append(record, version)
	record = binary.BigEndian.AppendUint32(record, uint32(len(body)))
	record = append(record, sum[:]...)
	return append(record, body...)
}

func recordSum(key string, version byte, body []byte) (sum [sha256.Size]byte) {
	h := sha256.New()
	_, _ = io.WriteString(h, key) // a hash cannot fail
	_, _ = h.Write([]byte{0, version})
	_, _ = h.Write(body)
	h.Sum(sum[:0])
	return sum
}

// unseal checks a record and reads it into v. Its error is a fault of code
// Mismatch that names the record.
func unseal(key string, record []byte, v any) error {
	body, err := check(key, record)
	if err == nil {
		err = json.Unmarshal(body, v)
	}
	if err != nil {
		return damaged(key, err)
	}
	return nil
}

func check(key string, record []byte) ([]byte, error) {
	if len(record) < headSize {
		return nil, fmt.Errorf("%d bytes of at least %d", len(record), headSize)
	}
	version, body := record[0], record[headSize:]
	if size := binary.BigEndian.Uint32(record[1:]); uint64(size) != uint64(len(body)) {
		return nil, fmt.Errorf("%d bytes of %d", len(body), size)
	}
	if sum := recordSum(key, version, body); !bytes.Equal(sum[:], record[5:headSize]) {
		return nil, errors.New("its hash is another one")
	}
	switch version {
	case asJSON:
		return body, nil
	case asDeflated:
		return inflate(body)
	default:
		return nil, fmt.Errorf("version %d is of a later Galley", version)
	}
}

func deflate(body []byte) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestSpeed) // fails on a level that does not exist
	_, _ = w.Write(body)                         // as a buffer, it cannot fail
	_ = w.Close()
	return b.Bytes()
}

func inflate(body []byte) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(body)), maxBatch+1))
	if err == nil && len(text) > maxBatch {
		err = errors.New("too large")
	}
	return text, err
}

// fingerprint tells receipts of an issue apart. Times do not do: two can be the
// same, and they cannot be ids.
func fingerprint(r *issue.KeptReceipt) string {
	plain := *r
	plain.Seq = 0
	body, err := marshal(&plain)
	if err != nil {
		return "" // no key is well formed with that, and keeping it says why
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:16])
}
