package desk

import (
	"strings"

	"galley/internal/issue"
)

// sidecar takes what is kept beside the copy. Where another desk changed it in the
// folder while this one did, the two are merged by what both had: what anybody said
// is worth more than whose file was first.
func (c *coming) sidecar(dr *draft) {
	k, f, b := &dr.kept, c.folder, c.base
	dr.writeBeside() // anchors went along with the copy that came
	theirs := f.record.Sidecar.of(f.sidecar)
	switch {
	case f.strange || theirs == k.Sidecar:
		return
	case c.older: // all that is here is in it
	case hashOf(f.sidecar) == b.Sidecar.File:
		return // nobody changed it there
	case c.said != b.Sidecar.Store:
		theirs = c.merged(dr, k.Sidecar, theirs)
	}
	k.Sidecar, dr.save.issue = theirs, true
}

// merged gives two sidecars as one, mine where that cannot be. Without a base, as
// where that would be too long, the two are united.
func (c *coming) merged(dr *draft, mine, theirs string) string {
	here, err := issue.ReadSidecar(Sidecar, []byte(mine))
	if err != nil {
		return mine // of a later Galley: it is nobody's to write over
	}
	there, err := issue.ReadSidecar(Sidecar, []byte(theirs))
	if err != nil {
		return mine
	}
	base := &issue.Sidecar{}
	if hashOf(c.base.Beside) == c.base.Sidecar.Store {
		if was, err := issue.ReadSidecar(Sidecar, []byte(c.base.Beside)); err == nil {
			base = was
		}
	}
	of := func(s *issue.Sidecar) *issue.Version { return &issue.Version{Sidecar: s} }
	out := issue.Merging{Signed: dr.signedNow}.Merge(of(base), of(here), of(there))
	keepBoth(out)
	text, err := out.Sidecar.Bytes()
	if err == nil {
		_, err = issue.ReadSidecar(Sidecar, text)
	}
	if err != nil {
		c.told = append(c.told, Outside{
			Kind: OutsideRefused, Issue: c.state.issue.ID, Name: Sidecar, File: c.file,
			Message: "Together, what two desks keep beside this issue is more than Galley keeps, so this desk’s stayed.", Hint: "Take back what is needed no more; your colleague’s desk still has theirs.",
		})
		return mine
	}
	return bareSidecar(string(text))
}

// signedNow gives the sign-off that is of what is here.
func (dr *draft) signedNow(item string, mine, theirs *issue.SignOff) *issue.SignOff {
	t := dr.texts[item]
	if item == "" && theirs.Hash == issue.FrameHash(dr.open.frame()) || t != nil && theirs.Hash == dr.contentHash(t) {
		return theirs
	}
	return mine
}

// keepBoth makes two suggestions of one that somebody changed at two desks at once:
// the merge kept the words of this desk's.
func keepBoth(out *issue.Merged) {
	for _, clash := range out.Conflicts {
		id, is := strings.CutPrefix(clash.Field, "suggestion ")
		r := out.Sidecar.Items[clash.Item]
		for i := 0; is && i < len(r.Suggestions); i++ {
			if s := r.Suggestions[i]; s.ID == id {
				s.ID, s.New = newID(), clash.Theirs
				r.Suggestions = append(r.Suggestions[:len(r.Suggestions):len(r.Suggestions)], s)
				out.Sidecar.Items[clash.Item] = r
				break
			}
		}
	}
}
