package intake

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"galley/internal/fault"
)

// foreign gives the error for a file of a kind that Galley does not read, nil
// for any other. It goes by the extension and by how the file begins: a web
// page saved as .txt is no less a web page.
func foreign(name string, data []byte) error {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	head := opening(data)
	switch {
	case slices.Contains([]string{".docx", ".doc", ".odt", ".pages", ".rtf"}, ext) || bytes.HasPrefix(head, []byte(`{\rtf`)):
		return refuse(name, "a word processor’s document", "Copy its text into a .txt file, or save it as plain text, and import that.")
	case slices.Contains([]string{".html", ".htm", ".xhtml"}, ext) || webPage().Match(head):
		return refuse(name, "a web page", "Open it in a browser, copy its text into a .txt file, and import that.")
	case slices.Contains([]string{".eml", ".msg", ".mbox"}, ext) || mail().Match(head):
		return refuse(name, "a mail with its headers", "Open it in a mail program, copy its text into a .txt file, and import that.")
	case ext == ".galley":
		return fault.New(fault.BadInput, name+" is a review file, and is opened, not imported.", "Choose “Open a review file” in the window, or drop it there.")
	case ext == ".pdf":
		return refuse(name, "a PDF", "Copy its text into a .txt file and import that.")
	}
	return nil
}

func refuse(name, what, hint string) error {
	return fault.New(fault.BadInput, name+" is "+what+", and Galley does not read those yet.", hint)
}

var (
	webPage = lazily(`^(?i:<!doctype html|<html[\s>])`)
	// A pasted “From: … Subject: …” is text; only what a mail server writes
	// makes a mail.
	mail = lazily(`(?im)\A(?:[a-z][a-z0-9-]*:.*\r?\n(?:[ \t].*\r?\n)*)*?(?:mime-version: *1|received: from|return-path: *<)`)
)

// opening gives the first bytes of a file, without byte-order mark and white
// space.
func opening(data []byte) []byte {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff"))
	return bytes.TrimLeft(head, " \t\r\n")
}
