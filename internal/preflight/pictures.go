package preflight

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"galley/internal/issue"
)

// pictures: the files behind them, and where readers will get them from.
var pictures = []check{
	{"picture.home", issue.SeverityError, pictureHome},
	{"picture.file", issue.SeverityError, pictureFile},
	{"picture.heavy", issue.SeverityWarning, heavyPicture},
	{"picture.changed", issue.SeverityQuery, changedPicture},
}

// heavyBytes is what takes a phone with a weak signal ten seconds.
const heavyBytes = 1 << 20

// pictureHome is one finding for the issue: the pictures have no place on the
// web that the email could show them from.
func pictureHome(r *round) {
	n := 0
	r.eachPicture(func(_ *piece, picture *issue.Picture) {
		if !strings.Contains(picture.Name, "://") && r.flaw(picture.Name) == "" {
			n++
		}
	})
	if address := r.e.Publication.PictureAddress; address != "" && n > 0 {
		r.unfilledHome(address)
		return
	}
	if n > 0 {
		r.whole("", fmt.Sprintf("%s no home, so no reader would see them: say where the folder “pictures” is uploaded (picture_address in publication.toml).", have(n)))
	}
}

// unfilledHome finds a picture address that would go out with a gap in it.
func (r *round) unfilledHome(address string) {
	switch {
	case strings.Contains(address, "{number}") && strings.TrimSpace(r.e.Issue.Number) == "":
		r.whole(address, "The address of the pictures holds {number}, and this issue has no number: give it one.")
	case strings.Contains(address, "{date}") && strings.TrimSpace(r.e.Issue.Date) == "":
		r.whole(address, "The address of the pictures holds {date}, and this issue has no date: give it one.")
	case strings.ContainsAny(r.e.WithNumber(address), "{}"):
		r.whole(address, "The address of the pictures holds braces that nothing fills: Galley knows {number} and {date}.")
	}
}

func have(n int) string {
	if n == 1 {
		return "The picture of this issue has"
	}
	return fmt.Sprintf("The %d pictures of this issue have", n)
}

// flaw says why a picture cannot be shown; empty when it can, or when nobody
// has looked.
func (r *round) flaw(name string) string {
	if name == "" {
		return "The picture itself is missing: put it in, or take it out of the copy."
	}
	picture, prepared := r.in.Pictures[name]
	_, placed := r.e.Pictures[name]
	switch {
	case r.in.Pictures == nil || placed && !prepared:
		return ""
	case prepared && !picture.Missing:
		return picture.Why
	case strings.HasPrefix(name, "data:"):
		return "This picture is written into the copy itself, and Gmail shows no such pictures: save it as a file and put that in."
	case strings.Contains(name, "://"):
		return "This picture lies on the web, and Galley fetches none: save it as a file and put that in."
	}
	return fmt.Sprintf("There is no picture “%s” in this issue: put it in, or correct its name.", head(name, 80))
}

// nameWords gives the place of a picture's name, else of the picture.
func (p *piece) nameWords(picture *issue.Picture) issue.Span {
	text := p.Copy[picture.Start:picture.End]
	if i := strings.LastIndex(text, "]("); i >= 0 {
		if at, ok := p.inside(issue.Span{Start: picture.Start + i, End: picture.End}, picture.Name); ok {
			return at
		}
	}
	return picture.Span
}

func pictureFile(r *round) {
	r.eachPicture(func(p *piece, picture *issue.Picture) {
		why := r.flaw(picture.Name)
		if why == "" {
			return
		}
		h := r.at(p, p.nameWords(picture), why)
		if at, ok := p.lines(picture.Span); ok {
			h.fix("Take the picture out", at, "")
		}
	})
	for _, p := range r.items {
		r.spacedNames(p)
	}
}

// meantAsPicture is a picture as people type it, whose name may hold spaces.
var meantAsPicture = regexp.MustCompile(`!\[[^\[\]\n]*\]\(([^()<>"\n]* [^()<>"\n]*)\)`)

// spacedNames finds pictures that are none to Markdown, because a space in
// their name ends it (CommonMark 6.3): they would go out as words.
func (r *round) spacedNames(p *piece) {
	if !strings.Contains(p.Copy, "![") {
		return
	}
	for _, m := range meantAsPicture.FindAllStringSubmatchIndex(prose(p.Copy), maxOfAKind) {
		name := p.Copy[m[2]:m[3]]
		if isPicture(p, m[0]) || strings.TrimSpace(name) != name {
			continue
		}
		at := issue.Span{Start: m[2], End: m[3]}
		r.at(p, at, "A space ends a picture’s name, so readers would see these marks as words: put the name in angle brackets, <like this.jpg>.").
			fix("Put it in angle brackets", at, "<"+name+">")
	}
}

func isPicture(p *piece, at int) bool {
	return slices.ContainsFunc(p.Reading.Pictures, func(picture issue.Picture) bool { return picture.Start == at })
}

func heavyPicture(r *round) {
	r.eachPicture(func(p *piece, picture *issue.Picture) {
		found := r.in.Pictures[picture.Name]
		if found.Bytes <= heavyBytes {
			return
		}
		what, mend := "picture", "save it smaller"
		if found.Animated {
			what, mend = "animation", "make it shorter or smaller, or show one frame of it"
		}
		r.at(p, p.nameWords(picture), fmt.Sprintf("This %s has %.1f MB, which takes long on a phone: %s.", what, float64(found.Bytes)/(1<<20), mend))
	})
}

// changedPicture tells of changes that one may see: another format, or one
// frame of an animation. That a picture was made smaller is what one expects.
func changedPicture(r *round) {
	r.eachPicture(func(p *piece, picture *issue.Picture) {
		for _, change := range r.in.Pictures[picture.Name].Changes {
			if strings.HasPrefix(change, "converted") || strings.HasPrefix(change, "the first frame") {
				r.at(p, p.nameWords(picture), fmt.Sprintf("This picture does not go out as it is (%s): see whether it still looks right.", change))
				return
			}
		}
	})
}

func (r *round) eachPicture(do func(*piece, *issue.Picture)) {
	for _, p := range r.illustrated() {
		for i := range p.Reading.Pictures {
			do(p, &p.Reading.Pictures[i])
		}
	}
}
