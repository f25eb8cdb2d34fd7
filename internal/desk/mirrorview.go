package desk

import "time"

// MirrorView is the folder with the person's text, as Settings shows it.
type MirrorView struct {
	Dir     string    `json:"dir"`
	Written time.Time `json:"written"` // zero when it was not since the start
	Behind  int       `json:"behind"`  // issues and publications that are saved and not written there yet
	Problem string    `json:"problem"` // why not; empty when all is well
	Hint    string    `json:"hint"`
}

// Outside says what came of files that were changed in the mirror by others, and
// that it cannot be written.
type Outside struct {
	Kind     string `json:"kind"`
	Issue    string `json:"issue"`
	Item     string `json:"item"`
	Revision string `json:"revision"` // of the other text
	Name     string `json:"name"`     // the item's, or the file's
	File     string `json:"file"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// The kinds of it.
const (
	OutsideCame      = "came"      // what was written there is here
	OutsideBoth      = "both"      // it was changed there and here
	OutsideKept      = "kept"      // items were missing in the file and were written back
	OutsideRefused   = "refused"   // settings that cannot be used, or were changed here too
	OutsidePicture   = "picture"   // other bytes under a picture's name
	OutsideUnwritten = "unwritten" // it cannot be written
)
