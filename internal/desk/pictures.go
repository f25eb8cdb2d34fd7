package desk

import (
	"context"
	"runtime"
	"strings"
	"sync"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/picture"
	"galley/internal/preflight"
)

// pictures are an issue's pictures by the names that its copy uses.
type pictures struct {
	ready map[string]picture.Picture
	state map[string]preflight.Picture
	order []string // names in the order of their first use
}

// loadPictures reads and prepares every picture that the issue names, a few at
// a time. A picture that is missing or unusable is no failure: it is shown as
// missing, and preflight says why.
func (o *Open) loadPictures(ctx context.Context, src Source) error {
	o.pictures = pictures{ready: map[string]picture.Picture{}, state: map[string]preflight.Picture{}, order: o.pictureNames()}
	width := o.Edition.House.Theme.Width - 80 // the sheet less its padding
	var lock sync.Mutex
	var wait sync.WaitGroup
	gate := make(chan struct{}, max(2, runtime.NumCPU()))
	for _, name := range o.pictures.order {
		wait.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			if ctx.Err() != nil {
				return
			}
			ready, state := prepare(src, name, width)
			lock.Lock()
			defer lock.Unlock()
			o.pictures.state[name] = state
			if ready.Data != nil {
				o.pictures.ready[name] = ready
			}
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		return fault.New(fault.Cancelled, "Stopped.", "Nothing was written.")
	}
	return nil
}

func prepare(src Source, name string, width int) (picture.Picture, preflight.Picture) {
	data, err := src.Beside(name)
	if err != nil {
		return picture.Picture{}, preflight.Picture{Missing: missing(err), Why: fault.Of(err).Error()}
	}
	ready, err := picture.Prepare(name, data, picture.Want{Width: width})
	if err != nil {
		return picture.Picture{}, preflight.Picture{Why: fault.Of(err).Error()}
	}
	return ready, preflight.Picture{Animated: ready.Animated, Bytes: len(ready.Data), Changes: ready.Changes}
}

// pictureNames lists the pictures of the items, the masthead and the footer.
func (o *Open) pictureNames() []string {
	var names []string
	seen := map[string]bool{}
	add := func(r issue.Reading) {
		for _, p := range r.Pictures {
			if p.Name != "" && !seen[p.Name] && !strings.Contains(p.Name, "://") {
				seen[p.Name] = true
				names = append(names, p.Name)
			}
		}
	}
	dialect := markdown.New(o.Edition.House)
	add(dialect.Read(issue.KindNote, o.Edition.Publication.Masthead))
	for i := range o.Edition.Issue.Items {
		add(o.Edition.Issue.Items[i].Reading)
	}
	add(dialect.Read(issue.KindFooter, o.Edition.Footer()))
	return names
}

// placed gives the edition with every picture at the address that src says.
func (o *Open) placed(src func(p *picture.Picture) string) *issue.Edition {
	e := o.Edition
	e.Pictures = make(map[string]issue.Placed, len(o.pictures.ready))
	for name, p := range o.pictures.ready {
		e.Pictures[name] = issue.Placed{Src: src(&p), Width: p.Width, Height: p.Height}
	}
	return &e
}

// home gives the address of a picture in the export.
func (o *Open) home(p *picture.Picture) string {
	address := o.Edition.WithNumber(o.Edition.Publication.PictureAddress)
	if address == "" {
		return "pictures/" + p.Name
	}
	if !strings.HasSuffix(address, "/") {
		address += "/"
	}
	return address + p.Name
}

// files lists every prepared picture once, in the order of first use.
func (o *Open) files() []picture.Picture {
	var list []picture.Picture
	seen := map[string]bool{}
	for _, name := range o.pictures.order {
		if p, ok := o.pictures.ready[name]; ok && !seen[p.Name] {
			seen[p.Name] = true
			list = append(list, p)
		}
	}
	return list
}
