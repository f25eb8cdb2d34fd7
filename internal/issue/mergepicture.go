package issue

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// pictures merges the pictures by their names in the copy. Two different ones of
// one name are both kept, theirs under a name that is free. One that a side took
// out stays as long as the merged copy names it.
func (m *merger) pictures() {
	base, mine, theirs := m.base.Pictures, m.mine.Pictures, m.theirs.Pictures
	beside := map[string]string{}
	taken := func(name string) bool {
		for _, all := range []map[string]string{base, mine, theirs, beside} {
			if _, ok := all[name]; ok {
				return true
			}
		}
		return false
	}
	var clashes []Conflict
	out := mergeMap(base, mine, theirs, func(name, was, mine, theirs string) string {
		clashes = append(clashes, Conflict{What: WhatPicture, Field: name, Base: was, Mine: mine, Theirs: theirs})
		return mine
	})
	if out == nil {
		out = map[string]string{}
	}
	slices.SortFunc(clashes, func(a, b Conflict) int { return strings.Compare(a.Field, b.Field) })
	for _, c := range clashes {
		c.Kept = FreeName(c.Field, taken)
		beside[c.Kept] = c.Theirs
		out[c.Kept] = c.Theirs
		m.conflict(c)
	}
	for _, all := range []map[string]string{theirs, mine} {
		for name, hash := range all {
			if _, ok := out[name]; !ok && m.names(name) {
				out[name] = hash
			}
		}
	}
	if len(out) > 0 {
		m.out.Pictures = out
	}
}

// names reports whether the merged copy names a picture.
func (m *merger) names(picture string) bool {
	for i := range m.out.Issue.Items {
		if strings.Contains(m.out.Issue.Items[i].Copy, picture) {
			return true
		}
	}
	return strings.Contains(m.out.Issue.Own.Masthead, picture) || strings.Contains(m.out.Issue.Own.Footer, picture)
}

// FreeName gives a name beside one that is taken: fax-2.png.
func FreeName(name string, taken func(string) bool) string {
	end := path.Ext(name)
	for n := 2; ; n++ {
		if free := fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, end), n, end); !taken(free) {
			return free
		}
	}
}
