package house

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// clean takes off what editors on Windows add: a byte-order mark, and carriage
// returns, which would stand in the copy of a footer.
func clean(text []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
}

// steering reports whether a string holds a control character.
func steering(v reflect.Value) bool {
	return strings.ContainsFunc(v.String(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}

// find gives the first string in v that is so.
func find(v reflect.Value, so func(reflect.Value) bool) (found string, ok bool) {
	switch v.Kind() {
	case reflect.String:
		return v.String(), so(v)
	case reflect.Pointer:
		return find(v.Elem(), so)
	case reflect.Struct:
		for i := range v.NumField() {
			if s, ok := find(v.Field(i), so); ok {
				return s, true
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if s, ok := find(v.Index(i), so); ok {
				return s, true
			}
		}
	case reflect.Map:
		keys := v.MapKeys() // sorted: the same file gives the same error
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			if s, ok := find(key, so); ok {
				return s, true
			}
			if s, ok := find(v.MapIndex(key), so); ok {
				return s, true
			}
		}
	}
	return "", false
}
