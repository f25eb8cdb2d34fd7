package house

import (
	"encoding"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// stranger finds the first key in text that shape has no place for, and the
// line that it stands on; the key is nil when there is none. The text must be
// TOML that decodes into shape.
//
// go-toml can do it (DisallowUnknownFields), but makes an error of every such
// key, each with the lines around it: a minute and 40 GB for a file of 256 KB.
// People need the first.
func stranger(text []byte, shape reflect.Type) (key []string, line int) {
	var w walk
	w.parser.Reset(text)
	root := table{shape: shape}
	at := root
	for w.key == nil && w.parser.NextExpression() {
		switch e := w.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			at = w.follow(root, e.Key())
		case unstable.KeyValue:
			w.value(w.follow(at, e.Key()), e.Value())
		default: // a comment
		}
	}
	return w.key, w.line
}

// walk goes through a file until it meets a key that nobody knows.
type walk struct {
	parser unstable.Parser
	key    []string
	line   int
}

// table is a place in the file: its shape, nil where anything goes, and the
// keys that lead there.
type table struct {
	shape reflect.Type
	path  []string
}

// follow goes from a table along the parts of a key, as far as anybody knows
// them.
func (w *walk) follow(at table, key unstable.Iterator) table {
	for at.shape != nil && key.Next() {
		name := string(key.Node().Data)
		path := append(at.path[:len(at.path):len(at.path)], name)
		shape, ok := inside(at.shape, name)
		if !ok {
			w.key, w.line = path, w.parser.Shape(key.Node().Raw).Start.Line
		}
		at = table{shape, path}
	}
	return at
}

// value goes into a value that holds keys of its own.
func (w *walk) value(at table, v *unstable.Node) {
	for children := v.Children(); at.shape != nil && w.key == nil && children.Next(); {
		switch child := children.Node(); v.Kind {
		case unstable.InlineTable:
			w.value(w.follow(at, child.Key()), child.Value())
		case unstable.Array:
			w.value(at, child)
		default: // a value without any
		}
	}
}

// inside gives the shape of what a key of that name holds; ok is false where
// there is no such key.
func inside(shape reflect.Type, name string) (inner reflect.Type, ok bool) {
	for shape != nil && (shape.Kind() == reflect.Pointer || shape.Kind() == reflect.Slice) {
		shape = shape.Elem()
	}
	switch {
	case shape == nil || reflect.PointerTo(shape).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return nil, true
	case shape.Kind() == reflect.Map:
		return shape.Elem(), true
	case shape.Kind() != reflect.Struct:
		return nil, true
	}
	for i := range shape.NumField() {
		tag, _, _ := strings.Cut(shape.Field(i).Tag.Get("toml"), ",")
		if strings.EqualFold(tag, name) { // as go-toml takes them
			return shape.Field(i).Type, true
		}
	}
	return nil, false
}
