package preflight

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"galley/internal/issue"
)

// alts: what a picture says to whoever cannot see it, which in an email is
// everybody until the pictures have loaded.
var alts = []check{
	{"alt.file-name", issue.SeverityError, altFileName},
	{"alt.missing", issue.SeverityError, altMissing},
	{"alt.long", issue.SeverityWarning, altLong},
	{"alt.repeats-caption", issue.SeverityWarning, altRepeatsCaption},
}

// longestAlt is what screen readers say in one breath, in characters.
const longestAlt = 150

// illustrated lists the copy that pictures can stand in. The masthead comes
// last and its empty alt is filled by the publication's name.
func (r *round) illustrated() []*piece {
	list := r.everywhere()
	if r.masthead != nil {
		list = append(list[:len(list):len(list)], r.masthead)
	}
	return list
}

// altWords gives the place of a picture's alt text, else of the picture.
func (p *piece) altWords(picture *issue.Picture) issue.Span {
	at, _ := p.inside(picture.Span, picture.Alt)
	return at
}

func altFileName(r *round) {
	for _, p := range r.illustrated() {
		for i := range p.Reading.Pictures {
			picture := &p.Reading.Pictures[i]
			if fileName(picture.Alt) {
				r.at(p, p.altWords(picture), "This alt text is the name of a file or a layer: say what the picture shows.")
			}
		}
	}
	for _, p := range r.footers {
		r.iconNames(p)
	}
	for _, s := range r.e.Publication.Social {
		if fileName(s.Name) {
			r.whole(s.Name, "The name of this link is that of a file or a layer: say where it leads.")
		}
	}
}

// iconNames finds lines of a footer that are what is left of a row of icons
// once the pictures are gone. Words that people write are never all of that
// kind.
func (r *round) iconNames(p *piece) {
	for offset, line := range lines(p.prose) {
		words := strings.TrimSpace(line)
		if words == "" || !iconName(words) {
			continue
		}
		start := offset + strings.Index(line, words)
		at := issue.Span{Start: start, End: start + len(words)}
		h := r.at(p, at, "This is the name of an icon whose picture is lost: link the place by its own name, or take the line out.")
		if whole, ok := p.lines(at); ok {
			h.fix("Take the line out", whole, "")
		}
	}
}

func altMissing(r *round) {
	for _, p := range r.everywhere() {
		for i := range p.Reading.Pictures {
			if picture := &p.Reading.Pictures[i]; picture.Alt == "" {
				r.at(p, picture.Span, "This picture has no alt text, so whoever cannot see it learns nothing of it: say what it shows, or waive this for a picture that only decorates.")
			}
		}
	}
}

func altLong(r *round) {
	for _, p := range r.illustrated() {
		for i := range p.Reading.Pictures {
			picture := &p.Reading.Pictures[i]
			if n := utf8.RuneCountInString(picture.Alt); n > longestAlt {
				r.at(p, p.altWords(picture), fmt.Sprintf("This alt text has %d characters, and screen readers stumble above %d: move the detail into the caption or the text.", n, longestAlt))
			}
		}
	}
}

func altRepeatsCaption(r *round) {
	for _, p := range r.illustrated() {
		for i := range p.Reading.Pictures {
			picture := &p.Reading.Pictures[i]
			alt := strings.Join(letters(picture.Alt), " ")
			if alt == "" {
				continue
			}
			caption := strings.Join(letters(picture.Caption), " ")
			whole := strings.TrimSpace(caption + " " + strings.Join(letters(picture.Credit), " "))
			if alt == caption || alt == whole {
				r.at(p, p.altWords(picture), "The alt text says what the caption says, so a screen reader reads it out twice: say what the picture shows.")
			}
		}
	}
}
