package reviewfile

import "galley/internal/issue"

// FitHistory leaves out the oldest of an issue's revisions until the rest has room
// in a review file. Oldest is what stands first: revisions come in the order in
// which they were saved. The needed ones, by id, stay whatever they take.
func FitHistory(revisions []issue.Revision, needed map[string]bool) []issue.Revision {
	left := MaxRevisions - 4 // the list's own lines
	sizes := make([]int, len(revisions))
	for i := range revisions {
		sizes[i] = lineSize(&revisions[i])
		if needed[revisions[i].ID] {
			left -= sizes[i]
		}
	}
	stays := make([]bool, len(revisions))
	n, isFull := 0, false
	for i := len(revisions) - 1; i >= 0; i-- {
		isNeeded := needed[revisions[i].ID]
		if !isNeeded && !isFull && (sizes[i] > left || n >= maxRecords-len(needed)) {
			isFull = true // or an older, shorter one would stay without those that came after it
		}
		if isNeeded || !isFull {
			stays[i] = true
		}
		if !isNeeded && !isFull {
			left -= sizes[i]
			n++
		}
	}
	kept := []issue.Revision{}
	for i := range revisions {
		if stays[i] {
			kept = append(kept, revisions[i])
		}
	}
	return kept
}

// lineSize gives how many bytes a revision takes in the list, its comma included.
func lineSize(r *issue.Revision) int {
	data, err := lines([]issue.Revision{*r}, revisionOf)
	if err != nil {
		return MaxRevisions // a time that cannot be written: Write says so
	}
	return len(data)
}
