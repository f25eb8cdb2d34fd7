package issue

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// The types of a sidecar read and write themselves member by member, because
// encoding/json has no way to keep the members that a struct does not name.

// UnmarshalJSON reads the file; its version is [ReadSidecar]'s to judge.
func (s *Sidecar) UnmarshalJSON(data []byte) error {
	var version json.RawMessage
	return unmarshal(data, &s.More,
		member{"galley", &version}, member{"items", &s.Items}, member{"waivers", &s.Waivers})
}

// MarshalJSON writes the version, the items by id, the waivers, and the rest.
func (s *Sidecar) MarshalJSON() ([]byte, error) {
	members := []member{{"galley", SidecarSchema}}
	if len(s.Items) > 0 {
		members = append(members, member{"items", s.Items})
	}
	if len(s.Waivers) > 0 {
		members = append(members, member{"waivers", s.Waivers})
	}
	return marshal(s.More, members...)
}

// UnmarshalJSON reads the record of one item.
func (r *Record) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &r.More, member{"waivers", &r.Waivers}, member{"signed", &r.Signed}, member{"machine", &r.Machine})
}

// MarshalJSON writes the record of one item.
func (r Record) MarshalJSON() ([]byte, error) {
	var members []member
	if len(r.Waivers) > 0 {
		members = append(members, member{"waivers", r.Waivers})
	}
	if r.Signed != nil {
		members = append(members, member{"signed", r.Signed})
	}
	if len(r.Machine) > 0 {
		members = append(members, member{"machine", r.Machine})
	}
	return marshal(r.More, members...)
}

// UnmarshalJSON reads a sign-off.
func (s *SignOff) UnmarshalJSON(data []byte) error {
	return unmarshal(data, &s.More, member{"hash", &s.Hash}, member{"who", &s.Who}, member{"date", &s.Date})
}

// MarshalJSON writes a sign-off.
func (s SignOff) MarshalJSON() ([]byte, error) {
	return marshal(s.More, member{"hash", s.Hash}, member{"who", s.Who}, member{"date", s.Date})
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
	members := []member{{"check", w.Check}, {"words", w.Words}}
	if w.Context != "" {
		members = append(members, member{"context", w.Context})
	}
	return marshal(w.More, append(members, member{"reason", w.Reason}, member{"who", w.Who}, member{"date", w.Date})...)
}

// member is a member of a JSON object that this Galley knows; value is a
// pointer when reading.
type member struct {
	name  string
	value any
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
	for i, m := range known {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := w.Encode(m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := w.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
