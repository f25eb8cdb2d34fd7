package desk

import (
	"context"
	"embed"
	"mime"
	"path"
	"sync"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/picture"
)

//go:embed sample
var sampleFiles embed.FS

// SampleSource is the issue that ships with Galley.
type SampleSource struct{}

// Text gives the sample issue.
func (SampleSource) Text() (string, []byte, error) {
	data, err := sampleFiles.ReadFile("sample/issue.md")
	return "issue.md", data, err
}

// Above gives the sample's publication.toml; it has no house style of its own.
func (SampleSource) Above(name string) (string, []byte, error) {
	data, err := sampleFiles.ReadFile("sample/" + name)
	if err != nil {
		return "", nil, nil //nolint:nilerr // a file that is not there is the answer
	}
	return name, data, nil
}

// Beside gives one of the sample's pictures.
func (SampleSource) Beside(name string) ([]byte, error) {
	data, err := sampleFiles.ReadFile(path.Join("sample", name))
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, name+" is not there.", "")
	}
	return data, nil
}

// Preview is an email as the window shows it: the export, with its pictures at
// /media/ instead of at their home.
type Preview struct {
	Publication string `json:"publication"`
	Number      string `json:"number"`
	Date        string `json:"date"`
	Subject     string `json:"subject"`
	Preheader   string `json:"preheader"`
	HTML        string `json:"html"`
	Bytes       int    `json:"bytes"`      // of the exported HTML
	ClipBytes   int    `json:"clip_bytes"` // Gmail shows this many
}

type sampleOnce struct {
	once    sync.Once
	preview Preview
	media   map[string]picture.Picture
	err     error
}

// Sample gives the preview of the sample issue.
func (d *Desk) Sample(ctx context.Context) (Preview, error) {
	d.loadSample(ctx)
	return d.sample.preview, d.sample.err
}

// Media gives a picture of a preview by its name below /media/.
func (d *Desk) Media(name string) (data []byte, mimeType string, ok bool) {
	d.loadSample(context.Background()) // the page may ask for a picture first
	p, ok := d.sample.media[name]
	if !ok {
		return nil, "", false
	}
	if p.MIME == "" {
		return p.Data, mime.TypeByExtension(p.Ext), true
	}
	return p.Data, p.MIME, true
}

func (d *Desk) loadSample(ctx context.Context) {
	d.sample.once.Do(func() {
		s := &d.sample
		var o *Open
		if o, s.err = d.Load(context.WithoutCancel(ctx), SampleSource{}, ""); s.err != nil {
			return
		}
		s.media = map[string]picture.Picture{}
		for _, p := range o.files() {
			s.media[p.Name] = p
		}
		e := &o.Edition
		s.preview = Preview{
			Publication: e.Publication.Name, Number: e.Issue.Number, Date: e.Issue.Date,
			Subject: e.Issue.Subject, Preheader: e.Issue.Preheader,
			HTML:  string(d.press.Render(o.placed(func(p *picture.Picture) string { return "/media/" + p.Name }))),
			Bytes: len(d.press.Render(o.placed(o.home))), ClipBytes: issue.ClipBytes,
		}
	})
}
