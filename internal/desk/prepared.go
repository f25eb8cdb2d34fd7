package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"galley/internal/picture"
)

// To make a picture fit for email takes up to half a second, so what came of it
// is kept beside the store, by everything that it depends on.

// preparedVersion goes up with every change of what picture.Prepare makes.
const preparedVersion = 1

// hashed is a source that knows the hash of a picture before it reads it.
type hashed interface{ hashOf(name string) string }

// prepare makes a picture fit for email, or finds it as it was made before.
func (d *Desk) prepare(src Source, name string, width int) prepared {
	h, knows := src.(hashed)
	if !knows || !d.hasStore() {
		return prepare(src, name, width)
	}
	hash := h.hashOf(name)
	key := preparedKey(hash, name, width)
	if data, ok := d.Store.Prepared(key); ok && hash != "" {
		if p, ok := decodePrepared(data); ok {
			return ready(p, hash)
		}
	}
	one := prepare(src, name, width)
	d.keepPrepared(key, &one)
	return one
}

// prepareNew makes a picture fit for email that is not in the store yet; what
// is none is refused.
func (d *Desk) prepareNew(name, hash string, data []byte, width int) (prepared, error) {
	p, err := picture.Prepare(name, data, picture.Want{Width: width})
	if err != nil {
		return prepared{}, err
	}
	one := ready(p, hash)
	d.keepPrepared(preparedKey(hash, name, width), &one)
	return one, nil
}

func (d *Desk) keepPrepared(key string, one *prepared) {
	if one.Data == nil {
		return
	}
	if data, err := encodePrepared(&one.Picture); err == nil {
		d.Store.KeepPrepared(key, data)
	}
}

func preparedKey(hash, name string, width int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %d %s", preparedVersion, hash, width, name))
	return hex.EncodeToString(sum[:])
}

// encodePrepared writes a line of JSON that tells about a picture, and its
// bytes.
func encodePrepared(p *picture.Picture) ([]byte, error) {
	about := *p
	about.Data = nil
	head, err := json.Marshal(about)
	if err != nil {
		return nil, err
	}
	return append(append(head, '\n'), p.Data...), nil
}

func decodePrepared(data []byte) (p picture.Picture, ok bool) {
	head, body, found := bytes.Cut(data, []byte("\n"))
	if !found || json.Unmarshal(head, &p) != nil {
		return picture.Picture{}, false
	}
	sum := sha256.Sum256(body)
	p.Data = body
	return p, hex.EncodeToString(sum[:]) == p.Hash
}

// cardWidth is how wide a picture is on a card of the Library, in CSS pixels.
const cardWidth = 280

// Media gives a picture by its hash, as an open issue shows it, or one that was
// compared last.
func (d *Desk) Media(hash string) (data []byte, mimeType string, ok bool) {
	for _, dr := range d.allDrafts() {
		if p, ok := dr.shows(hash); ok {
			return p.Data, p.MIME, true
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	p, ok := d.compared[hash]
	return p.Data, p.MIME, ok
}

// Cover gives a picture of the store in the size of a card, by the hash that
// it has in the store.
func (d *Desk) Cover(hash string) (data []byte, mimeType string, ok bool) {
	if !d.hasStore() {
		return nil, "", false
	}
	one := d.prepare(byHash{d.Store}, hash, cardWidth)
	return one.Data, one.MIME, one.Data != nil
}

// byHash is a source of pictures that go by their hashes.
type byHash struct{ store Store }

func (b byHash) Text() (string, []byte, error)               { return "", nil, notBeside("") }
func (b byHash) Above(string) (string, []byte, error)        { return "", nil, nil }
func (b byHash) Beside(name string) (data []byte, err error) { return b.store.Picture(name) }
func (b byHash) hashOf(name string) string                   { return name }

// shows gives a picture that the page has.
func (dr *draft) shows(hash string) (p picture.Picture, ok bool) {
	dr.mu.Lock()
	defer dr.mu.Unlock()
	for _, p := range dr.open.pictures.ready {
		if p.Hash == hash {
			return p, true
		}
	}
	return picture.Picture{}, false
}
