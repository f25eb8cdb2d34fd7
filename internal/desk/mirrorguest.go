package desk

import (
	"path"
	"slices"

	"galley/internal/folder"
)

// What another program writes into an issue that is only read here is not taken: the
// copy is its writer's, who would never hear of it. It stays beside, in a file of its
// own.
const (
	onlyRead     = "This issue is only read here, so what another program wrote into it was not taken."
	onlyReadHint = "It stands beside it in a file of its own. To change the issue, press “Edit it here” first."
)

// guest puts the files aside that others changed of an issue that is only read here.
// What people say beside the copy comes in all the same.
func (c *coming) guest(tree *folder.Tree, dir string, changed []string, anew bool) error {
	c.isGuest = true
	if anew && !slices.Contains(changed, issueFile) { // nobody knows what was written there
		text, err := filesOf(c.state)
		if err != nil {
			return err
		}
		data, err := tree.Read(path.Join(dir, issueFile), folder.MaxText)
		if err != nil {
			return err
		}
		if string(data) != string(text.files[0].Data) {
			changed = append(changed, issueFile)
		}
	}
	for _, name := range changed {
		if name != issueFile && isMirrorText(name) {
			continue
		}
		at := path.Join(dir, name)
		free := freeAside(tree, at)
		if err := tree.Rename(at, free); err != nil {
			return err
		}
		c.mirror.desk.tell(Heard{Outside: &Outside{
			Kind: OutsideRefused, Issue: c.state.issue.ID, Name: path.Base(name), File: tree.Path(free), Message: onlyRead, Hint: onlyReadHint,
		}})
	}
	return nil
}
