// Package house reads what the desk decided about itself: house.toml (the
// house style), publication.toml (the newsletter), and the merge-tag profiles
// that ship.
//
// All three are data that people edit by hand, so reading them is strict: an
// unknown key, a colour that is none or a range the wrong way round is refused
// with the file, the line and what to write instead. A typing slip in a house
// style must never quietly switch a rule off.
//
// The promise: what Read accepts is complete and safe to print into an email;
// fonts and colours cannot break out of a style attribute.
package house

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"galley/internal/fault"
	"galley/internal/issue"
)

// Schema is the version of house.toml and publication.toml that this Galley
// writes and the newest that it reads.
const Schema = 1

// Default is the built-in house style of an issue that names none.
const Default = "analysis"

//go:embed builtin/*.toml
var builtin embed.FS

// Names lists the house styles that ship.
var Names = []string{"analysis", "brief"}

// Builtin gives the text of a house style that ships; ok is false when there
// is none of that name.
func Builtin(name string) (text []byte, ok bool) {
	text, err := builtin.ReadFile("builtin/" + name + ".toml")
	return text, err == nil
}

// Load gives a house style that ships.
func Load(name string) (*issue.House, error) {
	text, ok := Builtin(name)
	if !ok {
		return nil, fault.New(fault.NotFound, fmt.Sprintf("There is no house style called “%s”.", short(name)),
			"The ones that ship are "+strings.Join(Names, " and ")+"; or name a house.toml beside the issue.")
	}
	return Read(name+".toml", text)
}

// Read reads a house style. Name is the file's name, for errors.
func Read(name string, text []byte) (*issue.House, error) {
	var f file
	if err := decode(name, text, &f, &f.Galley); err != nil {
		return nil, err
	}
	if err := (&inspection{name, text, &f}).run(); err != nil {
		return nil, err
	}
	return f.house(), nil
}

// decode reads strict TOML into v, whose version is at version, and puts every
// failure into words.
func decode(name string, text []byte, v any, version *int) error {
	if err := small(name, text); err != nil {
		return err
	}
	text = clean(text)
	if err := toml.Unmarshal(text, v); err != nil {
		return damaged(name, err)
	}
	// First of all: what a newer Galley wrote may hold keys that are none here.
	if err := schema(name, *version); err != nil {
		return err
	}
	if key, line := stranger(text, reflect.TypeOf(v).Elem()); key != nil {
		return fault.New(fault.BadInput, fmt.Sprintf("%s, line %d: there is no setting called “%s”.", name, line, short(strings.Join(key, "."))),
			"Correct its name or remove the line.")
	}
	return cmp.Or(steady(name, reflect.ValueOf(v)), modest(name, reflect.ValueOf(v)))
}

func schema(name string, got int) error {
	if got > Schema {
		return fault.New(fault.BadInput,
			fmt.Sprintf("%s is of version %d, and this Galley reads up to version %d.", name, got, Schema),
			"Open it with the Galley that wrote it, or update this one.")
	}
	return nil
}

// damaged puts an error of go-toml's into words.
func damaged(name string, err error) error {
	var bad *toml.DecodeError
	if !errors.As(err, &bad) {
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s cannot be read: %s.", name, strings.TrimPrefix(err.Error(), "toml: ")),
			"It must be a TOML file.")
	}
	row, _ := bad.Position()
	why := strings.TrimSuffix(strings.TrimPrefix(bad.Error(), "toml: "), ".")
	if kind, ok := wrongKind(why); ok {
		why = fmt.Sprintf("“%s” is of the wrong kind: %s", short(strings.Join(bad.Key(), ".")), kind)
	}
	return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s, line %d: %s.", name, row, why),
		"Correct that line and try again.")
}

// mismatch is go-toml's sentence about a value of the wrong kind; it goes on
// with the names of our types, which help nobody.
var mismatch = regexp.MustCompile(`^cannot (?:decode TOML|store(?: an?)?) (.+?) (?:in|into) `)

func wrongKind(why string) (kind string, ok bool) {
	if m := mismatch.FindStringSubmatch(why); m != nil {
		return m[1], true
	}
	return "", false
}
