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
	"bytes"
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
		return nil, fault.New(fault.NotFound, fmt.Sprintf("There is no house style called “%s”.", name),
			"The ones that ship are "+strings.Join(Names, " and ")+"; or name a house.toml beside the issue.")
	}
	return Read(name+".toml", text)
}

// Read reads a house style. Name is the file's name, for errors.
func Read(name string, text []byte) (*issue.House, error) {
	var f file
	if err := decode(name, text, &f); err != nil {
		return nil, err
	}
	if err := schema(name, f.Galley); err != nil {
		return nil, err
	}
	if err := (&inspection{name, text, &f}).run(); err != nil {
		return nil, err
	}
	return f.house(), nil
}

func schema(name string, got int) error {
	if got > Schema {
		return fault.New(fault.BadInput,
			fmt.Sprintf("%s is of version %d, and this Galley reads up to version %d.", name, got, Schema),
			"Open it with the Galley that wrote it, or update this one.")
	}
	return nil
}

// decode reads strict TOML into v and puts every failure into words.
func decode(name string, text []byte, v any) error {
	err := toml.NewDecoder(bytes.NewReader(clean(text))).DisallowUnknownFields().Decode(v)
	if err == nil {
		if s, ok := steering(reflect.ValueOf(v)); ok {
			return fault.New(fault.BadInput, fmt.Sprintf("%s: a setting holds a control character: %q.", name, s), "Take its escape out of the file.")
		}
		return nil
	}
	var missing *toml.StrictMissingError
	if errors.As(err, &missing) && len(missing.Errors) > 0 {
		first := &missing.Errors[0]
		row, _ := first.Position()
		return fault.Wrap(err, fault.BadInput,
			fmt.Sprintf("%s, line %d: there is no setting called “%s”.", name, row, settingName(first.Key())),
			"Correct its name or remove the line.")
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		row, _ := bad.Position()
		why := strings.TrimSuffix(strings.TrimPrefix(bad.Error(), "toml: "), ".")
		if kind, ok := wrongKind(why); ok {
			why = fmt.Sprintf("“%s” is of the wrong kind: %s", settingName(bad.Key()), kind)
		}
		return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s, line %d: %s.", name, row, why),
			"Correct that line and try again.")
	}
	return fault.Wrap(err, fault.BadInput, fmt.Sprintf("%s cannot be read: %s.", name, strings.TrimPrefix(err.Error(), "toml: ")),
		"It must be a TOML file.")
}

// maxSettingName is how much of a key an error repeats, in letters.
const maxSettingName = 60

func settingName(key []string) string {
	name := []rune(strings.Join(key, "."))
	if len(name) > maxSettingName {
		return string(name[:maxSettingName-1]) + "…"
	}
	return string(name)
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
