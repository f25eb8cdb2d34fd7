package app

import "galley/internal/desk"

type notesDesk interface {
	Me() desk.Me
	SetMe(name, initials string) (desk.Me, error)
	Rename(name, initials, was string) (desk.Me, error)
	Comment(issue, item string, version, start, end int, text string) (string, error)
	Reply(issue, item, comment, text string) error
	Reword(issue, item, comment, reply, text string) error
	Withdraw(issue, item, comment, reply string, back bool) error
	Resolve(issue, item, comment string, yes bool) error
	Suggest(issue, item string, version int, edits []desk.SuggestedEdit) (desk.Suggested, error)
	Accept(issue string, ids []string, both bool) (desk.Accepted, error)
	Stet(issue string, ids []string) error
	Reopen(issue string, ids []string, open bool) error
	Explain(issue, suggestion, reason string) error
	Authors(issue, item string, version int) ([]desk.AuthorRun, error)
	SetAllStates(issue, state, note string) (desk.RundownView, error)
	SignIssue(issue string) error
	Unstep(issue, item string) (desk.RundownView, error)
	TakePart(issue string) error
	reviewFileDesk
}

// Notes is what people say about copy: comments, suggestions, sign-offs, and who
// they are. It is used at the Write desk and at the Review desk. All that it says
// of an issue is fetched at /review/<issue>.
type Notes struct {
	bound
	desk notesDesk
}

// Me gives who sits at this desk.
func (b *Notes) Me() desk.Me { return b.desk.Me() }

// SetMe says who sits at this desk.
func (b *Notes) SetMe(name, initials string) (me desk.Me, err error) {
	defer b.log.caught(&err)
	return b.desk.SetMe(name, initials)
}

// Rename gives who sits at this desk another name than was, as it is typed; what
// they said stays theirs.
func (b *Notes) Rename(name, initials, was string) (me desk.Me, err error) {
	defer b.log.caught(&err)
	return b.desk.Rename(name, initials, was)
}

// Comment says something about words of an item in the version that the page
// knows, about an item when start is below zero, or about the issue when item is
// empty. It gives the comment's id.
func (b *Notes) Comment(issue, item string, version, start, end int, text string) (id string, err error) {
	defer b.log.caught(&err)
	return b.desk.Comment(issue, item, version, start, end, text)
}

// Reply answers a comment.
func (b *Notes) Reply(issue, item, comment, text string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Reply(issue, item, comment, text)
}

// Reword changes what this desk's person said: a comment, or an answer to one.
func (b *Notes) Reword(issue, item, comment, reply, text string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Reword(issue, item, comment, reply, text)
}

// Withdraw takes back what this desk's person said, or undoes that.
func (b *Notes) Withdraw(issue, item, comment, reply string, back bool) (err error) {
	defer b.log.caught(&err)
	return b.desk.Withdraw(issue, item, comment, reply, back)
}

// Resolve says that a comment is dealt with, or that it is not after all.
func (b *Notes) Resolve(issue, item, comment string, yes bool) (err error) {
	defer b.log.caught(&err)
	return b.desk.Resolve(issue, item, comment, yes)
}

// Suggest takes all that this desk's person suggests on an item at the time.
func (b *Notes) Suggest(issue, item string, version int, edits []desk.SuggestedEdit) (s desk.Suggested, err error) {
	defer b.log.caught(&err)
	return b.desk.Suggest(issue, item, version, edits)
}

// Accept makes edits that somebody suggested; both keeps the words that are there
// beside the new ones.
func (b *Notes) Accept(issue string, ids []string, both bool) (a desk.Accepted, err error) {
	defer b.log.caught(&err)
	return b.desk.Accept(issue, ids, both)
}

// Stet refuses suggestions.
func (b *Notes) Stet(issue string, ids []string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Stet(issue, ids)
}

// Reopen has suggestions wait again, after undo; not open says that redo has
// accepted them once more.
func (b *Notes) Reopen(issue string, ids []string, open bool) (err error) {
	defer b.log.caught(&err)
	return b.desk.Reopen(issue, ids, open)
}

// Explain says why an edit is suggested.
func (b *Notes) Explain(issue, suggestion, reason string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Explain(issue, suggestion, reason)
}

// Authors tells who wrote which words of an item.
func (b *Notes) Authors(issue, item string, version int) (runs []desk.AuthorRun, err error) {
	defer b.log.caught(&err)
	return b.desk.Authors(issue, item, version)
}

// SetAllStates moves all items of an issue to a state that are not there yet.
func (b *Notes) SetAllStates(issue, state, note string) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.SetAllStates(issue, state, note)
}

// SignIssue signs what stands around the items.
func (b *Notes) SignIssue(issue string) (err error) {
	defer b.log.caught(&err)
	return b.desk.SignIssue(issue)
}

// Unstep takes back the last step of an item, or the issue's sign-off when item is
// empty.
func (b *Notes) Unstep(issue, item string) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.Unstep(issue, item)
}

// TakePart lets an issue that came in a review file be edited here.
func (b *Notes) TakePart(issue string) (err error) {
	defer b.log.caught(&err)
	return b.desk.TakePart(issue)
}
