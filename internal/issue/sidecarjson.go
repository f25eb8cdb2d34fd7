package issue

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The types of a sidecar read and write themselves member by member, because
// encoding/json has no way to keep the members that a struct does not name.

// UnmarshalJSON reads the file; its version is [ReadSidecar]'s to judge.
func (s *Sidecar) UnmarshalJSON(data []byte) error {
	var version json.RawMessage
	return unmarshal(data, &s.More, member{"galley", &version}, member{"people", &s.People}, member{"items", &s.Items},
		member{"waivers", &s.Waivers}, member{"comments", &s.Comments}, member{"signed", &s.Signed}, member{"machine", &s.Machine})
}

// MarshalJSON writes the version, the items by id, the waivers, and the rest.
func (s *Sidecar) MarshalJSON() ([]byte, error) {
	return marshal(s.More, member{"galley", SidecarSchema}, unlessNone("people", s.People), unlessNone("items", s.Items),
		unlessNone("waivers", s.Waivers), unlessNone("comments", s.Comments), unlessNil("signed", s.Signed), unlessNone("machine", s.Machine))
}

// UnmarshalJSON reads the record of one item.
func (r *Record) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &r.More, member{"waivers", &r.Waivers}, member{"signed", &r.Signed}, member{"machine", &r.Machine},
		member{"comments", &r.Comments}, member{"suggestions", &r.Suggestions}, member{"steps", &r.Steps})
}

// MarshalJSON writes the record of one item.
func (r Record) MarshalJSON() ([]byte, error) {
	return marshal(r.More, unlessNone("waivers", r.Waivers), unlessNil("signed", r.Signed), unlessNone("machine", r.Machine),
		unlessNone("comments", r.Comments), unlessNone("suggestions", r.Suggestions), unlessNone("steps", r.Steps))
}

// UnmarshalJSON reads a sign-off.
func (s *SignOff) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &s.More, member{"hash", &s.Hash}, member{"parts", &s.Parts}, member{"snapshot", &s.Snapshot}, member{"who", &s.Who}, member{"date", &s.Date})
}

// MarshalJSON writes a sign-off.
func (s SignOff) MarshalJSON() ([]byte, error) {
	return marshal(s.More, member{"hash", s.Hash}, unlessNone("parts", s.Parts), unlessNone("snapshot", s.Snapshot), member{"who", s.Who}, member{"date", s.Date})
}

// UnmarshalJSON reads what a model wrote.
func (m *MachineText) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &m.More, member{"words", &m.Words}, member{"model", &m.Model}, member{"date", &m.Date})
}

// MarshalJSON writes what a model wrote.
func (m MachineText) MarshalJSON() ([]byte, error) {
	return marshal(m.More, member{"words", m.Words}, member{"model", m.Model}, member{"date", m.Date})
}

// UnmarshalJSON reads one waiver.
func (w *Waiver) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &w.More, member{"check", &w.Check}, member{"words", &w.Words}, member{"context", &w.Context},
		member{"reason", &w.Reason}, member{"who", &w.Who}, member{"date", &w.Date})
}

// MarshalJSON writes one waiver.
func (w Waiver) MarshalJSON() ([]byte, error) {
	return marshal(w.More, member{"check", w.Check}, member{"words", w.Words}, unlessNone("context", w.Context),
		member{"reason", w.Reason}, member{"who", w.Who}, member{"date", w.Date})
}

// member is a member of a JSON object that this Galley knows; value is a
// pointer when reading. One without a name is not written.
type member struct {
	name  string
	value any
}

// unlessNone is a member that is written where there is something to write.
func unlessNone[V string | bool | int | map[string]string | map[string]Record | []Waiver | []MachineText | []Comment | []Reply | []Suggestion | []Step](name string, value V) member {
	if v := reflect.ValueOf(value); v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0 {
		return member{}
	}
	return member{name, value}
}

func unlessNil[V any](name string, value *V) member {
	if value == nil {
		return member{}
	}
	return member{name, value}
}

// unlessNever is the same for a time: RFC 3339 in UTC. One that was read and is of
// no year there stays in its own zone: it has to be written again.
func unlessNever(name string, t time.Time) member {
	if t.IsZero() {
		return member{}
	}
	if utc := t.UTC(); utc.Year() >= 0 && utc.Year() <= 9999 {
		t = utc
	}
	return member{name, t}
}

// unmarshal reads an object: the known members into their values, the others
// into more, which stays nil when there are none.
func unmarshal(data []byte, more *Unknown, known ...member) error {
	var all Unknown
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	for _, m := range known {
		raw, ok := all[m.name]
		if !ok {
			continue
		}
		if err := json.Unmarshal(raw, m.value); err != nil {
			return &memberError{m.name, err}
		}
		delete(all, m.name)
	}
	*more = nil
	if len(all) > 0 {
		*more = all
	}
	return nil
}

// memberError says in which member an error was found.
type memberError struct {
	name string
	err  error
}

func (e *memberError) Error() string { return e.name + ": " + e.err.Error() }
func (e *memberError) Unwrap() error { return e.err }

// memberPath gives the way to the value that err is about: items.waivers.check.
func memberPath(err error) string {
	var names []string
	var e *memberError
	for errors.As(err, &e) {
		names, err = append(names, e.name), e.err
	}
	return strings.Join(names, ".")
}

// marshal writes an object: the known members in their order, the others by
// name.
func marshal(more Unknown, known ...member) ([]byte, error) {
	for _, name := range sortedKeys(more) {
		if !slices.ContainsFunc(known, func(m member) bool { return m.name == name }) {
			known = append(known, member{name, more[name]})
		}
	}
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	b.WriteByte('{')
	for _, m := range known {
		if m.name == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		if err := encode(&b, w, m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := encode(&b, w, m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// encode writes a value as w does, which writes to b. What writes itself is taken as
// it is: an encoder would look through it once more at each level.
func encode(b *bytes.Buffer, w *json.Encoder, value any) error {
	switch v := value.(type) {
	case string:
		if isPlain(v) {
			b.WriteString(`"` + v + `"`)
			return nil
		}
	case int:
		b.WriteString(strconv.Itoa(v))
		return nil
	case []Comment:
		return encodeList(b, v)
	case []Reply:
		return encodeList(b, v)
	case []Suggestion:
		return encodeList(b, v)
	case []Step:
		return encodeList(b, v)
	case map[string]Record:
		return encodeRecords(b, w, v)
	case json.Marshaler:
		return encodeItself(b, v)
	}
	return w.Encode(value)
}

func encodeItself(b *bytes.Buffer, v json.Marshaler) error {
	text, err := v.MarshalJSON()
	b.Write(text)
	return err
}

func encodeList[T json.Marshaler](b *bytes.Buffer, list []T) error {
	b.WriteByte('[')
	for i := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encodeItself(b, list[i]); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}

func encodeRecords(b *bytes.Buffer, w *json.Encoder, all map[string]Record) error {
	b.WriteByte('{')
	for i, id := range sortedKeys(all) {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encode(b, w, id); err != nil {
			return err
		}
		b.WriteByte(':')
		if err := encodeItself(b, all[id]); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

// isPlain reports whether a string is JSON as it stands.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
