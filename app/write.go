package app

import (
	"context"

	"galley/internal/desk"
)

type writeDesk interface {
	OpenDraft(ctx context.Context, issue string) (desk.DraftView, error)
	Page(ctx context.Context, issue string) (desk.Page, error)
	TextPart(issue string) ([]byte, error)
	Simulate(ctx context.Context, issue, client string) (desk.Simulated, error)
	Type(t desk.Typed) (desk.Echo, error)
	Retype(issue, item, copy string, pasted ...desk.Origin) (desk.Echo, error)
	Rest(issue, item string, version int, hash uint32) (agrees bool, err error)
	Leave(issue, item string) error
	History(issue, item string) ([]desk.HistoryEntry, error)
	RevisionView(issue, item, id string) (desk.RevisionView, error)
	RestoreRevision(issue, item, id string) (desk.Restored, error)
	SetCard(ctx context.Context, issue string, card desk.Card) (desk.Card, error)
	AddItem(issue, kind, story, after string) (desk.RundownView, error)
	RemoveItem(issue, item string) (desk.RundownView, error)
	RestoreItem(issue, item string, to int) (desk.RundownView, error)
	MoveItem(issue, item string, to int) (desk.RundownView, error)
	SetKind(issue, item, kind, story string) (desk.RundownView, error)
	SetState(issue, item, state, note string) (desk.RundownView, error)
	SendItem(ctx context.Context, issue, item, toIssue string, move bool) (desk.RundownView, error)
	AddPicture(ctx context.Context, issue, name string, data []byte) (desk.PictureAdded, error)
	AddPictureFiles(ctx context.Context, issue string, paths []string) ([]desk.PictureAdded, error)
	Lexicon(issue string) (desk.Lexicon, error)
	AddHouseWord(issue, word string) error
}

// Write is the Write desk. An issue that is open there is fetched at
// /draft/<issue>, and its page at /page/<issue>.
type Write struct {
	bound
	desk writeDesk
}

// Type takes a change of an item's copy and answers with what it changed.
func (b *Write) Type(t desk.Typed) (echo desk.Echo, err error) {
	defer b.log.caught(&err)
	return b.desk.Type(t)
}

// Rest compares both sides when typing rests. The hash is FNV-1a, 32 bits,
// over the copy's UTF-16 units, the low byte of each first.
func (b *Write) Rest(issue, item string, version int, hash uint32) (agrees bool, err error) {
	defer b.log.caught(&err)
	return b.desk.Rest(issue, item, version, hash)
}

// Leave says that the item is not open any more.
func (b *Write) Leave(issue, item string) (err error) {
	defer b.log.caught(&err)
	return b.desk.Leave(issue, item)
}

// History lists the revisions of an item, the newest first.
func (b *Write) History(issue, item string) (list []desk.HistoryEntry, err error) {
	defer b.log.caught(&err)
	return b.desk.History(issue, item)
}

// RevisionView gives a revision as the preview would show it.
func (b *Write) RevisionView(issue, item, id string) (view desk.RevisionView, err error) {
	defer b.log.caught(&err)
	return b.desk.RevisionView(issue, item, id)
}

// RestoreRevision makes a revision's copy the working text.
func (b *Write) RestoreRevision(issue, item, id string) (restored desk.Restored, err error) {
	defer b.log.caught(&err)
	return b.desk.RestoreRevision(issue, item, id)
}

// SetCard changes the issue's own settings.
func (b *Write) SetCard(issue string, card desk.Card) (kept desk.Card, err error) {
	defer b.log.caught(&err)
	return b.desk.SetCard(b.ctx, issue, card)
}

// AddItem puts a new item behind another one; at the top when that is empty.
func (b *Write) AddItem(issue, kind, story, after string) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.AddItem(issue, kind, story, after)
}

// RemoveItem takes an item out of the rundown. RestoreItem puts it back.
func (b *Write) RemoveItem(issue, item string) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.RemoveItem(issue, item)
}

// RestoreItem puts a removed item back, at that index.
func (b *Write) RestoreItem(issue, item string, to int) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.RestoreItem(issue, item, to)
}

// MoveItem gives an item another index in the rundown.
func (b *Write) MoveItem(issue, item string, to int) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.MoveItem(issue, item, to)
}

// SetKind makes an item one of another kind.
func (b *Write) SetKind(issue, item, kind, story string) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.SetKind(issue, item, kind, story)
}

// SetState says how far an item is, with a word to whoever has it next. Ready is a
// sign-off.
func (b *Write) SetState(issue, item, state, note string) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.SetState(issue, item, state, note)
}

// SendItem copies an item to the end of another issue, or moves it there.
func (b *Write) SendItem(issue, item, toIssue string, move bool) (r desk.RundownView, err error) {
	defer b.log.caught(&err)
	return b.desk.SendItem(b.ctx, issue, item, toIssue, move)
}

// PickPictures asks for pictures and adds them to the issue.
func (b *Write) PickPictures(issue string) (added []desk.PictureAdded, err error) {
	defer b.log.caught(&err)
	paths, err := b.window.openFiles("Choose a picture",
		fileKind{"Pictures", "*.png;*.jpg;*.jpeg;*.gif;*.webp;*.svg;*.bmp;*.tif;*.tiff"}, fileKind{"Any file", "*"})
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	return b.desk.AddPictureFiles(b.ctx, issue, paths)
}

// AddPicturePaths adds pictures that were dropped on the window.
func (b *Write) AddPicturePaths(issue string, paths []string) (added []desk.PictureAdded, err error) {
	defer b.log.caught(&err)
	if err := b.window.wasDropped(paths); err != nil {
		return nil, err
	}
	return b.desk.AddPictureFiles(b.ctx, issue, paths)
}

// PastePicture adds the picture on the system's clipboard: WebKitGTK gives the
// page an empty one.
func (b *Write) PastePicture(issue string) (added desk.PictureAdded, err error) {
	defer b.log.caught(&err)
	data, err := b.window.clipboardPicture()
	if err != nil {
		return desk.PictureAdded{}, err
	}
	return b.desk.AddPicture(b.ctx, issue, "pasted.png", data)
}

// Lexicon gives the issue's language and the words that are right in it.
func (b *Write) Lexicon(issue string) (lexicon desk.Lexicon, err error) {
	defer b.log.caught(&err)
	return b.desk.Lexicon(issue)
}

// AddWord adds a word to the dictionary of the issue's house style.
func (b *Write) AddWord(issue, word string) (err error) {
	defer b.log.caught(&err)
	return b.desk.AddHouseWord(issue, word)
}
