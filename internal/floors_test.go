// Package internal has no code of its own: it holds the test of the house's
// one law, that imports go down only. ARCHITECTURE.md draws the floors; this
// file enforces them and names the mend when an import breaks one.
package internal

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "galley"

// floors has every package of ours, a package below another one counting as
// part of it. A new package gets its line here first.
var floors = map[string]int{
	"internal/issue": 0, "internal/fault": 0,

	"internal/markdown": 1, "internal/house": 1, "internal/email": 1, "internal/plain": 1, "internal/eml": 1,
	"internal/preflight": 1, "internal/intake": 1, "internal/picture": 1, "internal/change": 1,
	"internal/dom": 1, "internal/clients": 1, "internal/simulate": 1, "internal/reviewfile": 1, "internal/grounding": 1,

	"internal/folder": 2, "internal/store": 2, "internal/newsroom": 2, "internal/thinking": 2, "internal/post": 2,
	"internal/archive": 2, "internal/linkcheck": 2, "internal/secrets": 2,

	"internal/desk": 3,

	"app": 4, "internal/cli": 4,

	".": 5,
}

// sideways has the imports that stay on their floor.
var sideways = map[string][]string{
	"internal/issue":     {"internal/fault"},
	"internal/email":     {"internal/markdown"},
	"internal/plain":     {"internal/markdown"},
	"internal/intake":    {"internal/markdown", "internal/eml"},
	"internal/preflight": {"internal/eml", "internal/dom", "internal/clients"},
	"internal/simulate":  {"internal/dom", "internal/clients"},
}

// homes has every library that is linked, with the packages that may know it.
var homes = map[string][]string{
	"galley/frontend": {"app"}, // the built page is no floor: only the window opens it

	"github.com/adrg/xdg":               {"internal/store"},
	"github.com/alecthomas/kong":        {"internal/cli"},
	"github.com/dgraph-io/badger":       {"internal/store"},
	"github.com/dgraph-io/ristretto":    {"internal/store"},
	"github.com/klauspost/compress":     {"internal/store"},
	"github.com/nats-io":                {"internal/newsroom"},
	"github.com/pelletier/go-toml":      {"internal/house"},
	"github.com/rivo/uniseg":            {"internal/plain"},
	"github.com/sashabaranov/go-openai": {"internal/thinking"},
	"github.com/wailsapp/wails":         {".", "app"},
	"github.com/zalando/go-keyring":     {"internal/secrets"},
	"github.com/yuin/goldmark":          {"internal/markdown", "internal/email", "internal/plain"},
	"go.yaml.in/yaml":                   {"internal/markdown"},
	"golang.org/x/image":                {"internal/picture"},
	"golang.org/x/net/html":             {"internal/email", "internal/intake", "internal/dom", "internal/simulate"},
	"golang.org/x/net/idna":             {"internal/eml"},
	"golang.org/x/text/encoding":        {"internal/markdown"},
	"golang.org/x/text/unicode/norm":    {"internal/folder"},
}

// vague are names that say nothing about what is inside.
var vague = []string{"base", "common", "helper", "helpers", "misc", "model", "models", "shared", "type", "types", "util", "utils"}

// mend judges one import and gives the way to put it right; empty when nothing
// is wrong. Both are import paths; a test's file may look around on its own
// floor and use any library, as a witness.
func mend(importer, imported string, isTest bool) string {
	from := ours(importer)
	if slices.Contains(vague, path.Base(from)) {
		return fmt.Sprintf("%q says nothing: name the package after what it does", path.Base(from))
	}
	floor, known := floors[from]
	switch home, isLibrary := homeOf(imported); {
	case !known:
		return "it has no floor yet: decide which, and add it to floors in internal/floors_test.go"
	case isLibrary:
		return mendLibrary(from, imported, home, isTest)
	case !isOurs(imported):
		return "" // the standard library
	default:
		return mendFloor(from, floor, ours(imported), isTest)
	}
}

func mendFloor(from string, floor int, to string, isTest bool) string {
	below, known := floors[to]
	switch {
	case !known:
		return fmt.Sprintf("%s has no floor yet: decide which, and add it to floors in internal/floors_test.go", to)
	case to == from || below < floor:
		return ""
	case below > floor:
		return fmt.Sprintf("imports go down only, and %s is on floor %d above %s on floor %d: "+
			"move what both need down, or let %[1]s hand it in through a small interface declared here", to, below, from, floor)
	case isTest || slices.Contains(sideways[from], to):
		return ""
	default:
		return fmt.Sprintf("%s and %s are neighbours on floor %d and do not know each other: "+
			"let a package above bring them together, or move what both need down", from, to, floor)
	}
}

func mendLibrary(from, library string, home []string, isTest bool) string {
	switch {
	case isTest:
		return ""
	case home == nil:
		return fmt.Sprintf("%s has no home yet: choose the one package that knows it, and add it to homes in internal/floors_test.go", library)
	case !slices.Contains(home, from):
		return fmt.Sprintf("%s lives in %s: ask there for what you need in words of our own", library, strings.Join(home, " and "))
	default:
		return ""
	}
}

// homeOf finds who may import a library; isLibrary is false for our packages
// and the standard library. golang.org/x/text and the like count as libraries.
func homeOf(imported string) (home []string, isLibrary bool) {
	for library, packages := range homes {
		if imported == library || strings.HasPrefix(imported, library+"/") {
			return packages, true
		}
	}
	first, _, _ := strings.Cut(imported, "/")
	return nil, strings.Contains(first, ".")
}

func isOurs(imported string) bool {
	return imported == module || strings.HasPrefix(imported, module+"/")
}

// ours gives a package as floors has it: "." for main, "internal/email" for
// galley/internal/email and whatever is below it.
func ours(importPath string) string {
	rel := strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
	parts := strings.Split(rel, "/")
	switch {
	case rel == "":
		return "."
	case parts[0] == "internal" && len(parts) > 1:
		return path.Join(parts[:2]...)
	default:
		return parts[0]
	}
}

func TestImportsGoDownOnly(t *testing.T) {
	seen := 0
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return skip(name)
		case path.Ext(name) != ".go" || name == "internal/floors_test.go" || path.Dir(name) == "frontend":
			return nil
		}
		seen++
		return checkFile(t, name)
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 10 {
		t.Fatalf("only %d Go files found: this test looks in the wrong place", seen)
	}
}

// skip leaves out what is not Galley: other people's packages, test data, and
// build/, whose programs are for whoever makes Galley.
func skip(dir string) error {
	base := path.Base(dir)
	hidden := len(base) > 1 && (base[0] == '.' || base[0] == '_')
	if dir == "build" || hidden || base == "node_modules" || base == "testdata" || base == "dist" {
		return fs.SkipDir
	}
	return nil
}

func checkFile(t *testing.T, name string) error {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", filepath.FromSlash(name)), nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	importer := path.Join(module, path.Dir(name))
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if how := mend(importer, imported, strings.HasSuffix(name, "_test.go")); how != "" {
			t.Errorf("%s imports %s: %s", name, imported, how)
		}
	}
	return nil
}

// A law that refuses nothing is none: every kind of break, and beside it the
// import that is in order.
func TestTheLawRefuses(t *testing.T) {
	const allowed = ""
	for _, c := range []struct {
		importer, imported string
		isTest             bool
		want               string // part of the mend
	}{
		{"galley/internal/issue", "strings", false, allowed},
		{"galley/internal/issue", "golang.org/x/text/width", false, "has no home yet"},
		{"galley/internal/issue", "github.com/yuin/goldmark", false, "lives in internal/markdown and"},
		{"galley/internal/issue", "galley/internal/fault", false, allowed},
		{"galley/internal/fault", "galley/internal/issue", false, "neighbours on floor 0"},
		{"galley/internal/issue", "galley/internal/markdown", false, "imports go down only"},

		{"galley/internal/email", "galley/internal/issue", false, allowed},
		{"galley/internal/email", "galley/internal/markdown", false, allowed},
		{"galley/internal/markdown", "galley/internal/email", false, "neighbours on floor 1"},
		{"galley/internal/markdown", "galley/internal/email", true, allowed},
		{"galley/internal/markdown", "galley/internal/desk", true, "imports go down only"},
		{"galley/internal/intake", "galley/internal/eml", false, allowed},
		{"galley/internal/intake", "galley/internal/house", false, "neighbours on floor 1"},
		{"galley/internal/email", "galley/internal/folder", false, "imports go down only"},

		{"galley/internal/store", "galley/internal/newsroom", false, "neighbours on floor 2"},
		{"galley/internal/store", "github.com/dgraph-io/badger/v4", false, allowed},
		{"galley/internal/desk", "github.com/dgraph-io/badger/v4", false, "lives in internal/store"},
		{"galley/internal/desk", "galley/internal/store", false, allowed},
		{"galley/internal/secrets", "github.com/zalando/go-keyring", false, allowed},
		{"galley/internal/desk", "github.com/zalando/go-keyring", false, "lives in internal/secrets"},
		{"galley/internal/desk", "galley/app", false, "imports go down only"},
		{"galley/internal/desk", "galley", false, "imports go down only"},

		{"galley/app", "galley/internal/desk", false, allowed},
		{"galley/app", "galley/internal/cli", false, "neighbours on floor 4"},
		{"galley/app", "github.com/wailsapp/wails/v2/pkg/options", false, allowed},
		{"galley/internal/cli", "github.com/wailsapp/wails/v2", false, "lives in . and app"},
		{"galley/app", "galley/frontend", false, allowed},
		{"galley/internal/cli", "galley/frontend", false, "lives in app"},
		{"galley", "galley/internal/cli", false, allowed},

		{"galley/internal/email", "golang.org/x/net/html", false, allowed},
		{"galley/internal/email", "golang.org/x/net/html/atom", false, allowed},
		{"galley/internal/email", "golang.org/x/net/http2", false, "has no home yet"},
		{"galley/internal/eml", "github.com/jhillyerd/enmime/v2", true, allowed},
		{"galley/internal/eml", "github.com/jhillyerd/enmime/v2", false, "has no home yet"},
		{"galley/internal/markdown/deep", "github.com/yuin/goldmark/ast", false, allowed},

		{"galley/internal/newcomer", "strings", false, "has no floor yet"},
		{"galley/internal/desk", "galley/internal/newcomer", false, "has no floor yet"},
		{"galley/internal/util", "strings", false, "says nothing"},
		{"galley/internal/models", "strings", false, "says nothing"},
	} {
		got := mend(c.importer, c.imported, c.isTest)
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s imports %s (test: %v): %q, want %q", c.importer, c.imported, c.isTest, got, c.want)
		}
	}
}
