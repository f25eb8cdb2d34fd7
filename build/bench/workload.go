package main

import (
	"context"
	"fmt"
	"strings"

	"galley/internal/desk"
	"galley/internal/email"
	"galley/internal/issue"
	"galley/internal/markdown"
)

// workload is the sample issue, once or several times over, for everybody.
//
// Galley is given the edition: items as text, to be parsed, set and filled with
// the profile's values. Goldmark is given the same Markdown in one piece, and
// so is the premailer path, which also gets a style sheet of the same looks to
// put inline. Juice is given the finished web page, and MJML the finished
// template: what it would cost to make those from Markdown is not counted.
type workload struct {
	edition  *issue.Edition
	file     []byte // the issue file
	markdown []byte // all items and the footer, in one piece
	css      string // the looks as a style sheet
}

// sample loads the sample issue as the desk does, and repeats its items. No
// two copies are alike, so that nobody can answer from memory.
func sample(ctx context.Context, times int) (*workload, error) {
	open, err := desk.New().Load(ctx, desk.SampleSource{}, "")
	if err != nil {
		return nil, err
	}
	e := &open.Edition
	e.Pictures = map[string]issue.Placed{}
	for _, item := range e.Issue.Items {
		for _, p := range item.Reading.Pictures {
			home := e.WithNumber(e.Publication.PictureAddress)
			e.Pictures[p.Name] = issue.Placed{Src: home + strings.TrimPrefix(p.Name, "pictures/"), Width: 520, Height: 260}
		}
	}
	once := e.Issue.Items
	e.Issue.Items = nil
	for i := range times {
		for _, item := range once {
			if i > 0 {
				item.Copy += fmt.Sprintf(" %d", i+1)
			}
			e.Issue.Items = append(e.Issue.Items, item)
		}
	}
	w := &workload{edition: e, file: markdown.Write(e.Issue), css: styleSheet(&e.House.Theme)}
	var all strings.Builder
	for _, item := range e.Issue.Items {
		all.WriteString(item.Copy + "\n\n")
	}
	all.WriteString(e.Footer())
	w.markdown = []byte(all.String())
	return w, nil
}

// render is Galley's own: the whole issue, with nothing remembered.
func (w *workload) render() ([]byte, error) { return email.Render(w.edition), nil }

// readAndRender begins with the text of the issue file, and takes the reading
// of each item as well: headlines, labels, word counts, links.
func (w *workload) readAndRender() ([]byte, error) {
	is, _, err := markdown.Read("issue.md", w.file)
	if err != nil {
		return nil, err
	}
	edition := *w.edition
	edition.Issue = is
	markdown.New(edition.House).ReadItems(edition.House, is.Items)
	return email.Render(&edition), nil
}

// styleSheet says about what the email's inline styles say.
func styleSheet(t *issue.Theme) string {
	c := t.Light
	return fmt.Sprintf(`body{margin:0;padding:0;background-color:%s}
.sheet{width:600px;max-width:100%%;background-color:%s;text-align:left}
.cell{padding:0 40px 24px;font-family:%s;font-size:17px;line-height:27px;color:%s}
h1,h2{margin:0 0 8px;font-family:%[3]s;font-size:27px;line-height:33px;color:%[5]s;font-weight:bold}
p{margin:0 0 16px}
ul,ol{margin:0 0 16px 24px;padding:0}
li{margin:0 0 8px}
a{color:%[6]s}
img{display:block;width:100%%;max-width:520px;height:auto;border:0;border-radius:3px}
p strong:first-child{color:%[5]s}
blockquote{margin:0 0 16px;padding:0 0 0 16px;border-left:2px solid %[7]s}
table{border-collapse:collapse}
th,td.data{padding:6px 8px;border-bottom:1px solid %[7]s}
@media (max-width:480px){.cell{padding-left:20px!important;padding-right:20px!important}}
@media (prefers-color-scheme:dark){.sheet{background-color:%[8]s!important}.cell{color:%[9]s!important}}
`, c.Page, c.Sheet, t.Serif, c.Ink, c.Accent, c.Link, c.Rule, t.Dark.Sheet, t.Dark.Ink)
}
