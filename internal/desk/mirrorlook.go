package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"time"

	"galley/internal/folder"
)

// patienceWithHalves is how long a file that cannot be read is taken for one
// that is still being written.
const patienceWithHalves = 10 * time.Second

// settled reports whether a file has stayed as it is for long enough to be all
// that its writer meant.
func (m *mirror) settled(at string, mark folder.Mark, enough time.Duration) bool {
	was, known := m.settling[at]
	if !known || !was.mark.Same(mark) {
		m.settling[at] = settling{mark: mark, seen: time.Now()}
		return false
	}
	return time.Since(was.seen) >= enough
}

// changedFiles names the files that somebody else wrote since they were written
// from here. Our own are known by their hashes, whatever the clock says of them.
func (m *mirror) changedFiles(tree *folder.Tree, b *mirrorBase, dir string) (changed []string, err error) {
	for _, name := range slices.Sorted(maps.Keys(b.Files)) {
		was, at := b.Files[name], path.Join(dir, name)
		mark, there := tree.Mark(at)
		if !there || mark.Same(was.Mark) {
			continue // one that is gone is written again
		}
		data, err := tree.Read(at, folder.MaxPicture)
		if err != nil {
			return nil, err
		}
		if sum := sumOf(name, data); sum == was.Sum || b.Next != nil && sum == b.Next.Files[name].Sum {
			b.Files[name] = fileMark{Sum: sum, Mark: mark}
			continue
		}
		if !m.settled(at, mark, mirrorLook-mirrorTick) {
			return nil, errSettling
		}
		changed = append(changed, name)
	}
	return changed, nil
}

// sumOf is the hash by which a file is known: a picture's is its own.
func sumOf(name string, data []byte) string {
	if isMirrorText(name) {
		return hashOf(string(data))
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func isMirrorText(name string) bool {
	return name == issueFile || name == Sidecar || name == mirrorMore
}

// afterKill finds out whether what was about to be written stands there: then it
// is what both sides have.
func (b *mirrorBase) afterKill(tree *folder.Tree, dir string) {
	next := b.Next
	if b.Next = nil; next == nil {
		return
	}
	data, err := tree.Read(path.Join(dir, issueFile), folder.MaxText)
	if err != nil || hashOf(string(data)) != next.Files[issueFile].Sum {
		b.Next = next // its other files may stand there all the same
		return
	}
	marks := b.Files
	*b = *next
	for name, was := range marks {
		if !isMirrorText(name) {
			b.Files[name] = was
		}
	}
}

// fromRecord makes a base of what the mirror itself says, where nobody knows
// what was written there last.
func (b *mirrorBase) fromRecord(r *mirrorIssue, s *mirrorState) {
	same := r.Seq >= s.seq()
	store := func(hash string) string {
		if same {
			return hash
		}
		return "" // changed here since
	}
	b.Seq, b.Rundown, b.Items = r.Seq, r.Rundown, map[string]both{}
	b.Head = both{File: r.Head.File, Store: store(hashOf(s.issue.Head))}
	b.Sidecar = both{File: r.Sidecar.File, Store: store(hashOf(s.issue.Sidecar))}
	for id, item := range r.Items {
		w := s.items[id]
		b.Items[id] = both{File: item.File, Store: store(workingHash(&w)), Revision: w.Revision}
	}
}

// mergeRundown gives the order of an issue of which the file has another one.
// The file's counts where the desk did not change its own since; new items come
// in behind the one that they stand behind there; nothing is taken away.
func mergeRundown(inStore, inBase, inFile []string) []string {
	out := slices.Clone(inStore)
	if slices.Equal(inStore, inBase) {
		var common []string
		for _, id := range inFile {
			if slices.Contains(out, id) {
				common = append(common, id)
			}
		}
		at := 0
		for i, id := range out {
			if slices.Contains(common, id) {
				out[i] = common[at]
				at++
			}
		}
	}
	at := 0
	for _, id := range inFile {
		if i := slices.Index(out, id); i >= 0 {
			at = i + 1
		} else if !slices.Contains(inBase, id) {
			out = slices.Insert(out, at, id)
			at++
		}
	}
	return out
}
