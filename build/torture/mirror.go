package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"galley/internal/desk"
	"galley/internal/issue"
	"galley/internal/store"
)

// mirrorOnly writes issues of awkward text with their mirror, takes the data folder
// away, and makes a store of what is left.
func mirrorOnly(ctx context.Context, o options, dir string) ([]row, error) {
	began := time.Now()
	r := row{promised: "100 % of items byte for byte, order, issue fields"}
	data, mirror := filepath.Join(dir, "data"), filepath.Join(dir, "Documents", "Galley")
	d, s, err := openDesk(ctx, data)
	if err != nil {
		return nil, err
	}
	d.KeepMirror(mirror)
	for range o.times(24) {
		if _, err := d.TakeInText(ctx, "", "issue.md", awkward()); err != nil {
			return nil, err
		}
	}
	if _, err := d.OpenSample(ctx); err != nil {
		return nil, err
	}
	if err := rearrange(ctx, d); err != nil {
		return nil, err
	}
	if err := written(ctx, d); err != nil {
		return nil, err
	}
	want, err := everything(s)
	if err := errors.Join(err, d.Close(), os.RemoveAll(data)); err != nil {
		return nil, err
	}
	out, _, err := (&desk.Desk{}).RebuildStore(ctx, data, mirror, nil)
	if err != nil {
		return nil, err
	}
	for _, problem := range out.Problems {
		r.failed = append(r.failed, problem.Error())
	}
	if s, err = store.Open(ctx, data); err != nil {
		return nil, err
	}
	have, err := everything(s)
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	same := 0
	for key, text := range want {
		if reflect.DeepEqual(have[key], text) {
			same++
		} else if len(r.failed) < 5 {
			r.failed = append(r.failed, fmt.Sprintf("%s: %.200v is now %.200v", key, text, have[key]))
		}
	}
	r.what = fmt.Sprintf("only the mirror is left of %s", issue.Counted(out.Issues, "issue", "issues"))
	r.found = fmt.Sprintf("%d of %d items and issues are the same", same, len(want))
	r.took = time.Since(began)
	return []row{r}, nil
}

// awkward is an issue file with text that a file cannot hold without care.
func awkward() []byte {
	return []byte("---\nnumber: 7\nsubject: “Tides” & <others>: #1\npreheader: a\n---\n\n<!-- story -->\n\n# One\n\nWords.  \nMore\\\nwords.\n\n" +
		"```\n<!-- story -->\n```\n\n<!-- note -->\n\n\u00a0\n\n*Emphasis* \u2028 here, naïve 😀.\n\n<!-- story -->\n\n# Two\n\n**Why it matters:** It does.\n\n<!-- footer -->\n\nBye.\n")
}

// rearrange removes, moves, signs and retypes items of every issue.
func rearrange(ctx context.Context, d *desk.Desk) error {
	shelf, err := d.Shelf(ctx)
	if err != nil {
		return err
	}
	for _, p := range shelf.Publications {
		for _, one := range p.Issues {
			view, err := d.OpenDraft(ctx, one.ID)
			if err != nil {
				return err
			}
			first, last := view.Copies[0].ID, view.Copies[len(view.Copies)-1].ID
			_, err = d.MoveItem(one.ID, last, 0)
			if err == nil {
				_, err = d.Retype(one.ID, last, "\n\n  begins with blank lines\n\n<!-- story -->\n\nand ends so\n\n\n")
			}
			if err == nil {
				_, err = d.SetState(one.ID, last, string(issue.StateReview), "")
			}
			if err == nil {
				_, err = d.RemoveItem(one.ID, first)
			}
			if err != nil {
				return err
			}
		}
	}
	return d.Flush(10 * time.Second)
}

// written waits for the mirror.
func written(ctx context.Context, d *desk.Desk) error {
	for ctx.Err() == nil {
		v, err := d.Mirror()
		if err != nil {
			return err
		}
		if v.Problem != "" {
			return errors.New(v.Problem)
		}
		if v.Behind == 0 {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return ctx.Err()
}

// everything gives what a store has to give back, without what is counted anew.
func everything(s *store.Store) (map[string]any, error) {
	all := map[string]any{}
	publications, err := s.Publications()
	if err != nil {
		return nil, err
	}
	for _, p := range publications {
		issues, err := s.Issues(p.ID)
		if err != nil {
			return nil, err
		}
		p.Seq = 0
		all["publication "+p.ID] = p
		for _, k := range issues {
			items, err := s.Items(k.ID)
			if err != nil {
				return nil, err
			}
			k.Seq = 0
			all["issue "+k.ID] = k
			for id, w := range items {
				all["item "+k.ID+" "+id] = []string{w.Kind, w.Story, w.More, string(w.State), w.Copy}
			}
		}
	}
	return all, nil
}
