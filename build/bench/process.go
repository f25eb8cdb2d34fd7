package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"galley/internal/desk"
	"galley/internal/folder"
)

// processes compares whole processes, from the shell's point of view: start,
// read files, work, write files. Galley's also makes the text part and the
// .eml, reads everything back, runs preflight, and syncs what it wrote; one of
// its rows has no pictures to prepare, as the peers have none.
func processes(ctx context.Context, o options, report *report) error {
	w, err := sample(ctx, 1)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp(o.work, "process-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	files, err := w.files()
	if err != nil {
		return err
	}
	if err := folder.Replace(ctx, work, files); err != nil {
		return err
	}
	runners, err := commandLines(ctx, o, work)
	if err != nil {
		return err
	}
	taken, err := turns(o.rounds, runners)
	if err != nil {
		return err
	}
	for i, r := range runners {
		report.Rows = append(report.Rows, r.row(groupProcess, "sample", taken[i]))
	}
	return nil
}

// files gives what the processes read: the sample issue with its pictures and
// without them, the page and the template.
func (w *workload) files() ([]folder.File, error) {
	source := desk.SampleSource{}
	_, text, err := source.Text()
	if err != nil {
		return nil, err
	}
	_, publication, err := source.Above("publication.toml")
	if err != nil {
		return nil, err
	}
	page, err := w.page()
	if err != nil {
		return nil, err
	}
	template, err := w.template(false)
	if err != nil {
		return nil, err
	}
	files := []folder.File{
		{Name: "with/issue.md", Data: text},
		{Name: "with/publication.toml", Data: publication},
		{Name: "without/issue.md", Data: withoutPictures(text)},
		{Name: "without/publication.toml", Data: publication},
		{Name: "page.html", Data: []byte(page)},
		{Name: "issue.mjml", Data: []byte(template)},
	}
	for name := range w.edition.Pictures {
		data, err := source.Beside(name)
		if err != nil {
			return nil, err
		}
		files = append(files, folder.File{Name: "with/" + name, Data: data})
	}
	return files, nil
}

// withoutPictures leaves out the lines that are a picture.
func withoutPictures(text []byte) []byte {
	var kept strings.Builder
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "![") {
			kept.WriteString(line)
		}
	}
	return []byte(kept.String())
}

func commandLines(ctx context.Context, o options, work string) ([]*runner, error) {
	program, err := filepath.Abs(o.program)
	if err != nil {
		return nil, err
	}
	node, err := filepath.Abs(o.node)
	if err != nil {
		return nil, err
	}
	work, err = filepath.Abs(work)
	if err != nil {
		return nil, err
	}
	in := func(name string) string { return filepath.Join(work, name) }
	script := func(name string) string { return filepath.Join(node, "node_modules", name) }
	return []*runner{
		command(ctx, whoGalley, in("out"), program, "export", in("with/issue.md"), "-o", in("out")),
		command(ctx, whoMJML, in("mjml.html"), "node", script("mjml/bin/mjml"), in("issue.mjml"), "-o", in("mjml.html")),
		command(ctx, whoBare, in("out"), program, "export", in("without/issue.md"), "-o", in("out")),
		command(ctx, whoJuice, in("juice.html"), "node", script("juice/bin/juice"), in("page.html"), in("juice.html")),
	}, nil
}

// command gives a runner for a command line. What it wrote is removed between
// runs, off the clock.
func command(ctx context.Context, name, wrote string, args ...string) *runner {
	return &runner{name: name, run: func(n int) (time.Duration, error) {
		var took time.Duration
		for range n {
			if err := os.RemoveAll(wrote); err != nil {
				return 0, err
			}
			cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // the programs that are compared
			began := time.Now()
			out, err := cmd.CombinedOutput()
			took += time.Since(began)
			if err != nil {
				return 0, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, out)
			}
			if _, err := os.Stat(wrote); err != nil {
				return 0, fmt.Errorf("%s wrote nothing:\n%s", strings.Join(args, " "), out)
			}
		}
		return took, nil
	}}
}
