package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/picture"
	"galley/internal/preflight"
)

// maxPictures is how many bytes the pictures of one issue may have together. In
// the .eml they are a third longer, and must still fit into what eml.Read takes
// back and any mail server lets through.
const maxPictures = 22 << 20

// pictures are an issue's pictures by the names that its copy uses.
type pictures struct {
	ready map[string]picture.Picture
	state map[string]preflight.Picture
	hash  map[string]string // of the bytes beside the issue, in hex: SHA-256
	bytes map[string]int    // of each, ready or not
	order []string          // names in the order of their first use
	size  int               // of all, in bytes
}

// loadPictures reads and prepares every picture that the issue names, a few at
// a time. A picture that is missing or unusable is no failure here: it is shown
// as missing, and preflight says why. Too many of them are one.
func (o *Open) loadPictures(ctx context.Context, d *Desk, src Source) error {
	o.pictures = newPictures(o.pictureNames())
	width := o.Edition.House.Theme.Inner()
	var lock sync.Mutex
	var wait sync.WaitGroup
	gate := make(chan struct{}, min(max(2, runtime.NumCPU()), 4)) // each may hold folder.MaxPicture
	for _, name := range o.pictures.order {
		gate <- struct{}{} // before the goroutine: copy can name a hundred thousand
		if ctx.Err() != nil {
			break
		}
		wait.Go(func() {
			defer func() { <-gate }()
			p := d.prepare(src, name, width)
			lock.Lock()
			defer lock.Unlock()
			o.pictures.add(name, p)
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		return fault.New(fault.Cancelled, "Stopped.", "Nothing was written.")
	}
	return o.pictures.tooMuch()
}

func newPictures(order []string) pictures {
	return pictures{
		ready: map[string]picture.Picture{}, state: map[string]preflight.Picture{}, hash: map[string]string{}, bytes: map[string]int{},
		order: order,
	}
}

// prepared is what became of one picture.
type prepared struct {
	picture.Picture // no Data when it cannot be shown
	state           preflight.Picture
	hash            string // of the bytes that were read
}

// add takes a picture in. Above maxPictures nothing is kept of it but its size.
func (p *pictures) add(name string, one prepared) {
	p.state[name], p.hash[name], p.bytes[name] = one.state, one.hash, len(one.Data)
	if p.size += len(one.Data); one.Data != nil && p.size <= maxPictures {
		p.ready[name] = one.Picture
	}
}

// drop takes a picture out.
func (p *pictures) drop(name string) {
	p.size -= p.bytes[name]
	delete(p.ready, name)
	delete(p.state, name)
	delete(p.hash, name)
	delete(p.bytes, name)
}

func (p *pictures) tooMuch() error {
	if p.size <= maxPictures {
		return nil
	}
	return fault.New(fault.BadInput, fmt.Sprintf("The pictures of this issue have %d MB together, and an email can carry %d.", (p.size+1<<20-1)>>20, maxPictures>>20),
		"Make the largest ones smaller: an animation shorter, or one frame of it.")
}

// unusable is the error of an issue with files for pictures that are none, or of
// a kind that cannot be sent: what stands at their names is not what somebody
// meant. One that is missing may be on its way, and is a finding; so is a name
// that no file of this issue can have.
func (p *pictures) unusable() error {
	var first string
	n := 0
	for _, name := range p.order {
		if s := p.state[name]; s.Why != "" && p.hash[name] != "" {
			if n++; n == 1 {
				first = s.Why
			}
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return fault.New(fault.BadInput, first, "")
	}
	return fault.New(fault.BadInput, first, fmt.Sprintf("So it is with %d more; galley check names them.", n-1))
}

func prepare(src Source, name string, width int) prepared {
	data, err := src.Beside(name)
	if err != nil {
		return prepared{state: preflight.Picture{Missing: missing(err), Why: fault.Of(err).Error()}}
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	p, err := picture.Prepare(name, data, picture.Want{Width: width})
	if err != nil {
		return prepared{hash: hash, state: preflight.Picture{Why: fault.Of(err).Error()}}
	}
	return ready(p, hash)
}

// ready is a picture that can be shown, with the hash of what it was made from.
func ready(p picture.Picture, hash string) prepared {
	return prepared{Picture: p, hash: hash, state: preflight.Picture{Animated: p.Animated, Bytes: len(p.Data), Changes: p.Changes}}
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
		return pictureFolder + p.Name
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
