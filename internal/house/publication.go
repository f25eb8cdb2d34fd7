package house

import (
	"fmt"
	"net/url"

	"github.com/pelletier/go-toml/v2"

	"galley/internal/fault"
	"galley/internal/issue"
)

type publicationFile struct {
	Galley         int          `toml:"galley,omitempty"`
	Name           string       `toml:"name"`
	Sender         string       `toml:"sender"`
	ReplyTo        string       `toml:"reply_to"`
	Address        string       `toml:"address"`
	Lang           string       `toml:"lang"`
	Dir            string       `toml:"dir"`
	PictureAddress string       `toml:"picture_address"`
	WebURL         string       `toml:"web_url"`
	ArchiveURL     string       `toml:"archive_url"`
	UnsubscribeURL string       `toml:"unsubscribe_url"`
	Social         []issue.Link `toml:"social,inline"`
	Masthead       copyText     `toml:"masthead"`
	Footer         copyText     `toml:"footer,multiline"`
	Profile        string       `toml:"profile"`
}

func (f *publicationFile) publication() issue.Publication {
	return issue.Publication{
		Name: f.Name, Sender: f.Sender, ReplyTo: f.ReplyTo, Address: f.Address, Lang: f.Lang, Dir: f.Dir,
		PictureAddress: f.PictureAddress, WebURL: f.WebURL, ArchiveURL: f.ArchiveURL, UnsubscribeURL: f.UnsubscribeURL,
		Social: f.Social, Masthead: string(f.Masthead), Footer: string(f.Footer), Profile: f.Profile,
	}
}

// ReadPublication reads publication.toml. Name is the file's name, for errors.
func ReadPublication(name string, text []byte) (issue.Publication, error) {
	var f publicationFile
	if err := decode(name, text, &f, &f.Galley); err != nil {
		return issue.Publication{}, err
	}
	p := f.publication()
	return p, checkPublication(p, func(key string) string {
		if line := (place{key: key}).line(text); line > 0 {
			return fmt.Sprintf("%s, line %d", name, line)
		}
		return name
	})
}

// CheckPublication refuses settings that could not be used at all. What is
// merely unwise is preflight's to say.
func CheckPublication(name string, p issue.Publication) error {
	return checkPublication(p, func(string) string { return name })
}

// checkPublication is CheckPublication; where says in which file, and on which
// line, a key stands.
func checkPublication(p issue.Publication, where func(key string) string) error {
	if p.Dir != "" && p.Dir != "ltr" && p.Dir != "rtl" {
		return fault.New(fault.BadInput, fmt.Sprintf("%s: dir is “ltr” or “rtl”, not “%s”.", where("dir"), short(p.Dir)),
			"Remove it to go by the language.")
	}
	if p.Lang != "" && !issue.IsLanguage(p.Lang) {
		return fault.New(fault.BadInput, fmt.Sprintf("%s: lang is no language tag: “%s”.", where("lang"), short(p.Lang)),
			"Write it as en, en-GB or he.")
	}
	addresses := []struct{ key, value string }{
		{"picture_address", p.PictureAddress},
		{"web_url", p.WebURL},
		{"archive_url", p.ArchiveURL},
		{"unsubscribe_url", p.UnsubscribeURL},
	}
	for _, a := range addresses {
		if a.value == "" {
			continue
		}
		u, err := url.Parse(a.value)
		mail := a.key == "unsubscribe_url" && err == nil && u.Scheme == "mailto"
		if err != nil || !mail && (u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
			return fault.New(fault.BadInput, fmt.Sprintf("%s: %s is no web address: “%s”.", where(a.key), a.key, short(a.value)),
				"It must begin with https://.")
		}
	}
	return nil
}

// WritePublication writes publication.toml. Reading it again gives p.
func WritePublication(p issue.Publication) ([]byte, error) {
	return toml.Marshal(publicationFile{
		Galley: Schema,
		Name:   p.Name, Sender: p.Sender, ReplyTo: p.ReplyTo, Address: p.Address, Lang: p.Lang, Dir: p.Dir,
		PictureAddress: p.PictureAddress, WebURL: p.WebURL, ArchiveURL: p.ArchiveURL, UnsubscribeURL: p.UnsubscribeURL,
		Social: p.Social, Masthead: copyText(p.Masthead), Footer: copyText(p.Footer), Profile: p.Profile,
	})
}
