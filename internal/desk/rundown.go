package desk

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
)

// change makes one change of the rundown, keeps it, and answers with what the
// rundown is now. When it cannot be kept it has not happened.
func (d *Desk) change(ctx context.Context, id, item string, change func(dr *draft) error) (RundownView, error) {
	dr, err := d.turn(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return RundownView{}, err
	}
	defer dr.done()
	if err := dr.mayWrite(); err != nil {
		return RundownView{}, err
	}
	rundown, texts := slices.Clone(dr.kept.Rundown), maps.Clone(dr.texts)
	var before issue.Working
	if t := dr.texts[item]; t != nil {
		before = t.Working
	}
	if err := change(dr); err != nil {
		return RundownView{}, err
	}
	dr.save.issue = true
	dr.load(ctx)
	if err := dr.keepChange(); err != nil {
		dr.kept.Rundown, dr.texts = rundown, texts
		if t := dr.texts[item]; t != nil && before.ID != "" { // its words stay: somebody may have typed meanwhile
			t.Kind, t.Story, t.State = before.Kind, before.Story, before.State
		}
		dr.load(ctx)
		return RundownView{}, err
	}
	return dr.rundownView(item), nil
}

// keepChange keeps the rundown, with a revision of each item that is new here or
// another kind now: to be so is a state of its own, typed into or not.
func (dr *draft) keepChange() error {
	if err := dr.cut(func(t *text) bool { return t.cut == never }); err != nil {
		return err
	}
	return dr.save.write(nil)
}

func (dr *draft) rundownView(item string) RundownView {
	v := RundownView{Rundown: dr.rundownViews(), Item: item}
	if t := dr.texts[item]; t != nil && slices.Contains(dr.kept.Rundown, item) {
		v.Copy = &CopyView{ID: item, Version: t.version, Copy: t.Copy}
	}
	return v
}

// AddItem puts a new item behind another one; at the top when after is empty. A
// story begins with its headline's mark and the labels that it has to have.
func (d *Desk) AddItem(id, kind, story, after string) (RundownView, error) {
	item := newID()
	return d.change(context.Background(), id, item, func(dr *draft) error {
		h := dr.open.Edition.House
		if err := checkKind(h, kind, story); err != nil {
			return err
		}
		w := issue.Working{Issue: id, ID: item, Kind: kind, Story: story, State: issue.StateDrafting, Copy: firstCopy(h, kind, story)}
		at := slices.Index(dr.kept.Rundown, after) + 1
		if after != "" && at == 0 {
			at = len(dr.kept.Rundown)
		}
		dr.texts[item] = &text{Working: w, saved: -1, cut: never}
		dr.kept.Rundown = slices.Insert(slices.Clone(dr.kept.Rundown), at, item)
		return nil
	})
}

// checkKind refuses a kind of item, or of story, that the house style has not:
// it would stand in the marker of an issue file.
func checkKind(h *issue.House, kind, story string) error {
	_, isStory := h.Story(story)
	if slices.Contains(issue.Kinds, kind) || slices.Contains(h.KindNames(), kind) {
		if story == "" || isStory {
			return nil
		}
		kind = story
	}
	return fault.New(fault.BadInput, fmt.Sprintf("The house style has no kind of item called “%s”.", kind), "Choose another kind, or add it in Settings.")
}

// firstCopy is what a new item begins with: the grammar of the house, and no
// filler, for words that nobody replaced would go out as an issue.
func firstCopy(h *issue.House, kind, story string) string {
	switch h.Like(kind) {
	case issue.KindStory:
		parts := []string{"# "}
		if s, ok := h.Story(story); ok {
			for _, l := range s.Required {
				parts = append(parts, "**"+l+":** ")
			}
		}
		return strings.Join(parts, "\n\n")
	case issue.KindPromo, issue.KindJobs:
		return "# "
	case issue.KindLetter:
		return "Dear friends,\n\n"
	}
	return ""
}

// RemoveItem takes an item out of the rundown. Its text stays in the store.
func (d *Desk) RemoveItem(id, item string) (RundownView, error) {
	return d.change(context.Background(), id, item, func(dr *draft) error { return dr.remove(item) })
}

func (dr *draft) remove(item string) error {
	_, i, err := dr.item(item)
	if err != nil {
		return err
	}
	dr.kept.Rundown = slices.Delete(slices.Clone(dr.kept.Rundown), i, i+1)
	return nil
}

// RestoreItem puts a removed item back, at that index.
func (d *Desk) RestoreItem(id, item string, to int) (RundownView, error) {
	return d.change(context.Background(), id, item, func(dr *draft) error {
		if dr.texts[item] == nil || slices.Contains(dr.kept.Rundown, item) {
			return fault.New(fault.NotFound, "There is nothing to put back.", "It is in the rundown, or it was never in this issue.")
		}
		to = min(max(to, 0), len(dr.kept.Rundown))
		dr.kept.Rundown = slices.Insert(slices.Clone(dr.kept.Rundown), to, item)
		return nil
	})
}

// MoveItem gives an item another index in the rundown.
func (d *Desk) MoveItem(id, item string, to int) (RundownView, error) {
	return d.change(context.Background(), id, item, func(dr *draft) error {
		_, i, err := dr.item(item)
		if err != nil {
			return err
		}
		rest := slices.Delete(slices.Clone(dr.kept.Rundown), i, i+1)
		dr.kept.Rundown = slices.Insert(rest, min(max(to, 0), len(rest)), item)
		return nil
	})
}

// SetKind makes an item one of another kind.
func (d *Desk) SetKind(id, item, kind, story string) (RundownView, error) {
	return d.change(context.Background(), id, item, func(dr *draft) error {
		t, _, err := dr.item(item)
		if err != nil {
			return err
		}
		if err := checkKind(dr.open.Edition.House, kind, story); err != nil {
			return err
		}
		t.Kind, t.Story, t.saved, t.cut = kind, story, -1, never
		return nil
	})
}

// SendItem copies an item to the end of another issue, or moves it there, with
// its pictures.
func (d *Desk) SendItem(ctx context.Context, id, item, toIssue string, move bool) (RundownView, error) {
	if id == toIssue {
		return RundownView{}, fault.New(fault.BadInput, "This is the issue that the item is in.", "Choose another one.")
	}
	if _, err := d.draft(ctx, toIssue); err != nil {
		return RundownView{}, err
	}
	w, pictures, err := d.toSend(id, item, move) //nolint:contextcheck // as in change
	if err != nil {
		return RundownView{}, err
	}
	w.Issue, w.Revision = toIssue, ""
	if _, err := d.change(ctx, toIssue, "", func(dr *draft) error { return dr.receive(w, pictures, move) }); err != nil {
		return RundownView{}, err
	}
	if move {
		return d.change(ctx, id, item, func(dr *draft) error { return dr.remove(item) })
	}
	from, err := d.lock(id) //nolint:contextcheck // as in change
	if err != nil {
		return RundownView{}, err
	}
	defer from.mu.Unlock()
	return from.rundownView(item), nil
}

// toSend gives an item and the pictures that it names. To be moved it has to be one
// that may be taken out: refused afterwards it would stand in both.
func (d *Desk) toSend(id, item string, move bool) (issue.Working, map[string]string, error) {
	from, err := d.lock(id)
	if err != nil {
		return issue.Working{}, nil, err
	}
	defer from.mu.Unlock()
	if move {
		if err := from.mayWrite(); err != nil {
			return issue.Working{}, nil, err
		}
	}
	t, _, err := from.item(item)
	if err != nil {
		return issue.Working{}, nil, err
	}
	return t.Working, from.picturesOf(t), nil
}

// picturesOf gives the pictures that an item names, with their hashes.
func (dr *draft) picturesOf(t *text) map[string]string {
	pictures := map[string]string{}
	r := dr.dialect.Read(dr.open.Edition.House.Like(t.Kind), t.Copy)
	for i := range r.Pictures {
		if hash := dr.source().hashOf(r.Pictures[i].Name); hash != "" {
			pictures[r.Pictures[i].Name] = hash
		}
	}
	return pictures
}

// receive puts an item of another issue at the end, before a footer. A picture
// whose name is another's here gets a new one, in the copy too.
func (dr *draft) receive(w issue.Working, pictures map[string]string, keepID bool) error {
	renamed := map[string]string{}
	for name, hash := range pictures {
		free := freeName(dr.kept.Pictures, path.Base(name), hash)
		if dr.kept.Pictures[name] == "" {
			free = name
		}
		dr.knowPicture(free, hash)
		if free != name {
			renamed[name] = free
		}
	}
	var ok bool
	if w.Copy, ok = renamePictures(dr.dialect, dr.open.Edition.House.Like(w.Kind), w.Copy, renamed); !ok {
		return fault.New(fault.Exists, "This item names a picture in a way that cannot be changed, and another picture has its name there.",
			"Rename the picture here first.")
	}
	if !keepID || dr.texts[w.ID] != nil {
		w.ID = newID()
	}
	dr.texts[w.ID] = &text{Working: w, saved: -1, cut: never}
	at := len(dr.kept.Rundown)
	if at > 0 {
		if last := dr.texts[dr.kept.Rundown[at-1]]; last != nil && dr.open.Edition.House.Like(last.Kind) == issue.KindFooter {
			at--
		}
	}
	dr.kept.Rundown = slices.Insert(slices.Clone(dr.kept.Rundown), at, w.ID)
	return nil
}

// newID gives an id to something new: 8 letters and digits of base-32 (RFC
// 4648), 40 bits of chance.
func newID() string {
	var b [5]byte
	_, _ = rand.Read(b[:]) // it never fails (crypto/rand)
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
}
