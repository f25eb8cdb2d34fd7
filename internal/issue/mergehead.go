package issue

import (
	"slices"
	"strings"
)

// HeadField is a field of an issue's head, by its name in front matter.
type HeadField struct {
	Key   string
	Value *string
}

// HeadFields gives the fields of an issue's head that are words, in the order of
// front matter. Writing to a value writes to the issue.
func (i *Issue) HeadFields() []HeadField {
	return []HeadField{
		{"publication", &i.Own.Name},
		{"number", &i.Number},
		{"date", &i.Date},
		{"subject", &i.Subject},
		{"preheader", &i.Preheader},
		{"profile", &i.Own.Profile},
		{"house", &i.House},
		{"sender", &i.Own.Sender},
		{"reply_to", &i.Own.ReplyTo},
		{"address", &i.Own.Address},
		{"lang", &i.Own.Lang},
		{"dir", &i.Own.Dir},
		{"picture_address", &i.Own.PictureAddress},
		{"web_url", &i.Own.WebURL},
		{"archive_url", &i.Own.ArchiveURL},
		{"unsubscribe_url", &i.Own.UnsubscribeURL},
		{"masthead", &i.Own.Masthead},
		{"footer", &i.Own.Footer},
		{"utm", &i.UTM},
	}
}

// SocialText gives the publication's other places, one to a line.
func (p *Publication) SocialText() string {
	lines := make([]string, len(p.Social))
	for i, l := range p.Social {
		lines[i] = l.Name + ": " + l.URL
	}
	return strings.Join(lines, "\n")
}

// head merges the fields of the head, each as a whole.
func (m *merger) head() {
	base, mine, theirs := m.base.Issue.HeadFields(), m.mine.Issue.HeadFields(), m.theirs.Issue.HeadFields()
	for i, f := range m.out.Issue.HeadFields() {
		*f.Value = m.text("", WhatField, f.Key, *base[i].Value, *mine[i].Value, *theirs[i].Value)
	}
	b, mi, th := &m.base.Issue.Own, &m.mine.Issue.Own, &m.theirs.Issue.Own
	m.out.Issue.Own.Social = mi.Social
	if m.text("", WhatField, "social", b.SocialText(), mi.SocialText(), th.SocialText()) != mi.SocialText() {
		m.out.Issue.Own.Social = th.Social
	}
	m.more()
}

// more merges the fields that Galley does not know, by their names; comments are
// told by their words.
func (m *merger) more() {
	bare := func(v *Version) []Field {
		list := slices.Clone(v.Issue.More)
		for i := range list {
			list[i].Line = 0
		}
		return list
	}
	key := func(f *Field) string {
		if f.Key == "" {
			return "#" + f.Text
		}
		return f.Key
	}
	m.out.Issue.More = mergeList(bare(&m.base), bare(&m.mine), bare(&m.theirs), key, func(base, mine, theirs Field) Field {
		return Field{Key: mine.Key, Text: m.text("", WhatField, mine.Key, base.Text, mine.Text, theirs.Text)}
	})
}
