package house

import (
	"bytes"
	"reflect"
	"strings"
	"unicode"
)

// clean takes off what editors on Windows add: a byte-order mark, and carriage
// returns, which would stand in the copy of a footer.
func clean(text []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
}

// steering finds a string in v that holds a control character. A TOML file can
// say such only by an escape, and nobody means one: the email's slots travel
// between two of them, and they steer terminals.
func steering(v reflect.Value) (found string, ok bool) {
	switch v.Kind() {
	case reflect.String:
		return v.String(), strings.ContainsFunc(v.String(), func(r rune) bool {
			return unicode.IsControl(r) && r != '\n' && r != '\t'
		})
	case reflect.Pointer:
		return steering(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if s, ok := steering(v.Field(i)); ok {
				return s, true
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if s, ok := steering(v.Index(i)); ok {
				return s, true
			}
		}
	case reflect.Map:
		for entry := v.MapRange(); entry.Next(); {
			if s, ok := steering(entry.Key()); ok {
				return s, true
			}
			if s, ok := steering(entry.Value()); ok {
				return s, true
			}
		}
	}
	return "", false
}
