package issue

import "slices"

// MaxRuns is how many runs one copy keeps: a hundred pages that three people went
// through have some hundred. Beyond it the shortest are counted with the one
// before them, so that who wrote a letter is forgotten before who wrote a page.
const MaxRuns = 4_000

// FollowRuns takes the runs of a copy through changes: what was kept stays whose
// it was, what was put in came through who, in that way. Size is that of the new
// copy, in bytes; the runs that come back are as long together. What the old runs
// did not cover nobody knows: it is a run without who and how, and so is all of a
// nil list. Neighbours that are alike are one.
func FollowRuns(runs []Run, did []Change, size int, who string, how How) []Run {
	before := size
	for _, c := range did {
		before -= c.New.End - c.New.Start - (c.Old.End - c.Old.Start)
	}
	w := runWriter{list: make([]Run, 0, len(runs)+2*len(did)+1)}
	r := runReader{rest: runs}
	at := 0
	for _, c := range did {
		r.copy(&w, c.Old.Start-at)
		r.copy(nil, c.Old.End-c.Old.Start)
		w.add(Run{c.New.End - c.New.Start, who, how})
		at = c.Old.End
	}
	r.copy(&w, before-at)
	return fewer(w.list)
}

// runReader reads runs from the front; where they end nobody knows.
type runReader struct {
	rest []Run
	used int // bytes of the first one
}

// copy takes n bytes of runs, to w where there is one.
func (r *runReader) copy(w *runWriter, n int) {
	for n > 0 {
		run := Run{Bytes: n}
		if len(r.rest) > 0 {
			run = r.rest[0]
			run.Bytes = min(n, run.Bytes-r.used)
			if r.used += run.Bytes; r.used >= r.rest[0].Bytes {
				r.rest, r.used = r.rest[1:], 0
			}
		}
		if w != nil {
			w.add(run)
		}
		n -= max(0, run.Bytes)
	}
}

// runWriter puts runs together, alike ones into one.
type runWriter struct{ list []Run }

func (w *runWriter) add(r Run) {
	if r.Bytes <= 0 {
		return
	}
	if n := len(w.list) - 1; n >= 0 && w.list[n].Who == r.Who && w.list[n].How == r.How {
		w.list[n].Bytes += r.Bytes
		return
	}
	w.list = append(w.list, r)
}

// fewer counts the shortest runs with the one before them until there are no more
// than MaxRuns.
func fewer(runs []Run) []Run {
	for len(runs) > MaxRuns {
		over := len(runs) - MaxRuns
		lengths := make([]int, len(runs))
		for i, r := range runs {
			lengths[i] = r.Bytes
		}
		slices.Sort(lengths)
		short := lengths[over-1]
		var w runWriter
		for i, r := range runs {
			if over > 0 && r.Bytes <= short {
				over--
				if i > 0 {
					w.list[len(w.list)-1].Bytes += r.Bytes
					continue
				}
				r.Who, r.How = runs[1].Who, runs[1].How // the first one has only the one behind it
			}
			w.add(r)
		}
		runs = w.list
	}
	return runs
}

// Authored is a stretch of copy that came in one way through one person.
type Authored struct {
	Span
	Who string
	How How
}

// RunsIn lists whose a stretch of copy is, in order, without what nobody knows.
func RunsIn(runs []Run, in Span) []Authored {
	var list []Authored
	at := 0
	for _, r := range runs {
		n := max(0, min(r.Bytes, in.End-at)) // whatever a file says
		span := Span{max(at, in.Start), at + n}
		if at += n; !span.Empty() && (r.Who != "" || r.How != "") {
			list = append(list, Authored{span, r.Who, r.How})
		}
	}
	return list
}
