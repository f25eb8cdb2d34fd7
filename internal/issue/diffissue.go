package issue

// Difference is what differs between two versions of an issue.
type Difference struct {
	Head  []FieldChange
	Items []ItemChange // as the new version has them; what was taken out behind what it stood behind
}

// IsZero reports whether nothing differs.
func (d *Difference) IsZero() bool { return len(d.Head) == 0 && len(d.Items) == 0 }

// FieldChange is a field of the head that is another one.
type FieldChange struct{ Key, Old, New string }

// ItemChange is an item that is another one, or stands in another place.
type ItemChange struct {
	Old, New *Item // nil for one that was added, or taken out
	Moved    bool
	Copy     []Change // of the copy, when it is in both
}

// DiffIssues compares two versions of an issue. Items are told by id.
func DiffIssues(old, new *Issue) *Difference {
	d := &Difference{}
	was, is := old.HeadFields(), new.HeadFields()
	for i := range was {
		d.field(was[i].Key, *was[i].Value, *is[i].Value)
	}
	d.field("social", old.Own.SocialText(), new.Own.SocialText())
	d.more(old.More, new.More)
	before, after := keyed(old.Items), keyed(new.Items)
	moved := movedIn(before.keys, after.keys)
	gone := map[string][]string{} // by what they stood behind
	last := ""
	for _, key := range before.keys {
		if after.items[key] == nil {
			gone[last] = append(gone[last], key)
		} else {
			last = key
		}
	}
	for _, key := range append([]string{""}, after.keys...) {
		if o, n := before.items[key], after.items[key]; n != nil {
			d.item(o, n, moved[key])
		}
		for _, out := range gone[key] {
			d.Items = append(d.Items, ItemChange{Old: before.items[out]})
		}
	}
	return d
}

func (d *Difference) item(old, new *Item, moved bool) {
	c := ItemChange{Old: old, New: new, Moved: moved}
	if old != nil {
		if sameItem(old, new) && !moved {
			return
		}
		c.Copy = Diff(old.Copy, new.Copy)
	}
	d.Items = append(d.Items, c)
}

func (d *Difference) field(key, old, new string) {
	if old != new {
		d.Head = append(d.Head, FieldChange{key, old, new})
	}
}

// more compares the fields that Galley does not know; a comment is one by its words.
func (d *Difference) more(old, new []Field) {
	key := func(f *Field) string {
		if f.Key == "" {
			return f.Text
		}
		return f.Key
	}
	keys, was := byKey(old, key)
	later, is := byKey(new, key)
	for _, k := range keys {
		d.field(was[k].Key, was[k].Text, is[k].Text)
	}
	for _, k := range later {
		if _, ok := was[k]; !ok {
			d.field(is[k].Key, "", is[k].Text)
		}
	}
}
