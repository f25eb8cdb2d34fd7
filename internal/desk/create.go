package desk

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/fault"
	"galley/internal/folder"
	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// Create begins a publication in a folder: publication.toml, house.toml and a
// first issue with its labels in place. Nothing that is there is replaced.
func (d *Desk) Create(ctx context.Context, dir, houseName string) (files []string, err error) {
	if houseName == "" {
		houseName = house.Default
	}
	h, err := house.Load(houseName)
	if err != nil {
		return nil, err
	}
	style, _ := house.Builtin(houseName)
	publication, err := house.WritePublication(issue.Publication{Name: nameFrom(dir), Lang: "en", Profile: house.DefaultProfile})
	if err != nil {
		return nil, fault.Of(err)
	}
	contents := []folder.File{
		{Name: publicationFile, Data: publication},
		{Name: houseStyleFile, Data: style},
		{Name: issueFile, Data: markdown.Write(firstIssue(h))},
	}
	for _, f := range contents {
		if folder.Exists(dir, f.Name) {
			return nil, fault.New(fault.Exists, fmt.Sprintf("%s is there already.", filepath.Join(dir, f.Name)), "Choose an empty folder.")
		}
		files = append(files, filepath.Join(dir, f.Name))
	}
	return files, folder.Replace(ctx, dir, contents)
}

// nameFrom makes a publication's name of its folder's: tide-water → Tide water.
func nameFrom(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	name := strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(filepath.Base(abs)))
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 || first == filepath.Separator || first == '.' {
		return unnamed
	}
	return string(unicode.ToUpper(first)) + name[size:]
}

// firstIssue is an empty issue in the grammar of the house. It holds labels and
// no filler: words that nobody replaced would go out as an issue.
func firstIssue(h *issue.House) *issue.Issue {
	is := &issue.Issue{Number: "1", Items: []issue.Item{{Kind: issue.KindLetter, Copy: "Dear friends,"}}}
	for i := range h.Stories {
		s := &h.Stories[i]
		labels := make([]string, 0, len(s.Required))
		for _, l := range s.Required {
			labels = append(labels, "**"+l+":**")
		}
		is.Items = append(is.Items, issue.Item{Kind: issue.KindStory, Story: s.Kind, Copy: strings.Join(labels, "\n\n")})
	}
	markdown.GiveIDs(is.Items)
	return is
}
