package desk

import (
	"time"

	"galley/internal/change"
	"galley/internal/issue"
)

// Type takes a change of an item's copy. It is applied on its exact base or not
// at all: calls can overtake one another, and a change on another text would
// put words in the wrong place.
func (d *Desk) Type(t Typed) (Echo, error) {
	dr, err := d.lock(t.Issue)
	if err != nil {
		return Echo{}, err
	}
	defer dr.mu.Unlock()
	text, i, err := dr.item(t.Item)
	if err != nil {
		return Echo{}, err
	}
	if err := dr.mayWrite(); err != nil {
		return Echo{}, err
	}
	if _, isUnseen := dr.unseen[t.Item]; isUnseen || t.Base != text.version {
		return Echo{Version: text.version, Stale: true}, nil // the version was told with a text that the page has not
	}
	copy, did, err := change.Applied(text.Copy, t.Changes)
	if err != nil || change.Units(copy) != t.Length {
		return Echo{Version: text.version, Stale: true}, nil
	}
	return dr.rewrite(text, i, copy, did, author{who: dr.desk.who()}, t.pasted(copy), func(a *issue.Anchor) { a.Follow(did, copy) }), nil
}

// Retype takes the whole copy of an item, after a change that did not apply, or
// one that is too large for a message. What the desk had of it stays whose it
// was; pasted says what of the rest did not come by the keyboard.
func (d *Desk) Retype(id, item, copy string, pasted ...Origin) (Echo, error) {
	dr, err := d.lock(id)
	if err != nil {
		return Echo{}, err
	}
	defer dr.mu.Unlock()
	text, i, err := dr.item(item)
	if err != nil {
		return Echo{}, err
	}
	if err := dr.mayWrite(); err != nil {
		return Echo{}, err
	}
	copy = change.Clean(copy)
	if was, ok := dr.unseen[item]; ok {
		return dr.joined(text, i, was, copy), nil
	}
	did := issue.Diff(text.Copy, copy)
	spans := (&Typed{Origins: pasted}).pasted(copy)
	left := issue.SearchBytes
	return dr.rewrite(text, i, copy, did, author{who: dr.desk.who()}, spans, func(a *issue.Anchor) { a.CarryWithin(did, copy, &left) }), nil
}

// Rest compares the two sides when typing rests: the version, and the hash of
// the copy (change.Hash).
func (d *Desk) Rest(issue, item string, version int, hash uint32) (agrees bool, err error) {
	dr, err := d.lock(issue)
	if err != nil {
		return false, err
	}
	defer dr.mu.Unlock()
	text, _, err := dr.item(item)
	if err != nil {
		return false, err
	}
	if text.version != version || change.Hash(text.Copy) != hash {
		return false, nil
	}
	delete(dr.unseen, item) // the page has the text that is here
	return true, nil
}

// write makes copy the item's working text where nobody knows more of the change
// than its result. What is new in it is this desk's own.
func (dr *draft) write(t *text, i int, copy string) Echo {
	return dr.writeAs(t, i, copy, author{who: dr.desk.who()})
}

// writeAs is the same with the one whose words are new.
func (dr *draft) writeAs(t *text, i int, copy string, by author) Echo {
	did := issue.Diff(t.Copy, copy)
	left := issue.SearchBytes
	return dr.rewrite(t, i, copy, did, by, nil, func(a *issue.Anchor) { a.CarryWithin(did, copy, &left) })
}

// rewrite makes copy the item's working text: the one road that every change of
// copy takes. Everything that hangs on words goes with them: move takes an anchor
// along.
func (dr *draft) rewrite(t *text, i int, copy string, did []issue.Change, by author, pasted []issue.Span, move func(a *issue.Anchor)) Echo {
	before := t.Copy
	t.Copy, t.typed = copy, time.Now() // not the desk's clock: that one can be put back
	t.version++
	if copy != before {
		dr.begun(t)
		dr.follow(t.ID, move)
		gone := t.By
		t.credit(did, by, pasted)
		dr.comeBack(t, before, gone, did, by)
		dr.markMachine(t)
	}
	dr.save.soon()
	echo := Echo{Version: t.version}
	item := &dr.open.Edition.Issue.Items[i]
	item.Copy = dr.printed(copy, item.Kind)
	item.Reading = dr.dialect.Read(dr.open.Edition.House.Like(item.Kind), item.Copy)
	if err := dr.tooMuch(item); err != nil {
		dr.problem = err // and the page, when it is asked for, finds out whether it is so still
	}
	dr.lookForPictures(item)
	echo.Patch = dr.patch(t, i)
	echo.Item = dr.itemView(i)
	echo.Size = dr.size()
	return echo
}

// tooMuch says when the issue has become more than an issue may hold. Only the
// item that changed is weighed anew.
func (dr *draft) tooMuch(item *issue.Item) error {
	dr.texts[item.ID].load = dr.open.loadOf(item)
	all := dr.around
	for _, id := range dr.kept.Rundown {
		all = all.add(dr.texts[id].load)
	}
	return all.check(dr.open.Name)
}
