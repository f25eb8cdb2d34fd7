package desk

import (
	"context"
	"embed"
	"path"

	"galley/internal/fault"
	"galley/internal/issue"
)

//go:embed sample
var sampleFiles embed.FS

// SampleSource is the issue that ships with Galley.
type SampleSource struct{}

// Text gives the sample issue.
func (SampleSource) Text() (string, []byte, error) {
	data, err := sampleFiles.ReadFile("sample/issue.md")
	return issueFile, data, err
}

// Above gives the sample's publication.toml; it has no house style of its own.
func (SampleSource) Above(name string) (string, []byte, error) {
	data, err := sampleFiles.ReadFile("sample/" + name)
	if err != nil {
		return "", nil, nil //nolint:nilerr // a file that is not there is the answer
	}
	return name, data, nil
}

// Beside gives one of the sample's pictures.
func (SampleSource) Beside(name string) ([]byte, error) {
	data, err := sampleFiles.ReadFile(path.Join("sample", name))
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, name+" is not there.", "")
	}
	return data, nil
}

// sampleIssue is the setting that says which issue of the store is the sample.
const sampleIssue = "sample-issue"

// OpenSample gives the sample issue, which it puts on the shelf when it is not
// there, or not any more.
func (d *Desk) OpenSample(context.Context) (IssueCard, error) {
	if err := d.needStore(); err != nil {
		return IssueCard{}, err
	}
	id, err := d.Store.Setting(sampleIssue)
	if err != nil {
		return IssueCard{}, err
	}
	if kept, err := d.Store.Issue(id); err == nil && kept.Deleted.IsZero() {
		if p, err := d.Store.Publication(kept.Publication); err == nil && p.Deleted.IsZero() {
			return issueCard(&kept), nil
		}
	}
	one, err := d.bring("", SampleSource{})
	if err != nil {
		return IssueCard{}, err
	}
	return one.Issue, d.Store.Keep(issue.Batch{Settings: map[string]string{sampleIssue: one.Issue.ID}})
}
