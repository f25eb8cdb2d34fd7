package main

import (
	"bytes"
	"fmt"

	"github.com/vanng822/go-premailer/premailer"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// bare is what Markdown costs at the least: goldmark with GFM, web HTML out.
var bare = goldmark.New(goldmark.WithExtensions(extension.GFM))

func (w *workload) goldmark() ([]byte, error) {
	var b bytes.Buffer
	err := bare.Convert(w.markdown, &b)
	return b.Bytes(), err
}

// page is web HTML in the frame of an email, its looks in a style element.
func (w *workload) page() (string, error) {
	body, err := w.goldmark()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%s</title><style>%s</style></head>
<body><table role="presentation" cellpadding="0" cellspacing="0" width="100%%"><tr><td align="center">
<table class="sheet" role="presentation" cellpadding="0" cellspacing="0" width="600"><tr><td class="cell">
%s</td></tr></table></td></tr></table></body></html>
`, w.edition.Title(), w.css, body), nil
}

// premailed is the Go way with a library: web HTML first, its style sheet put
// inline afterwards.
func (w *workload) premailed() ([]byte, error) {
	page, err := w.page()
	if err != nil {
		return nil, err
	}
	p, err := premailer.NewPremailerFromString(page, premailer.NewOptions())
	if err != nil {
		return nil, err
	}
	out, err := p.Transform()
	return []byte(out), err
}
