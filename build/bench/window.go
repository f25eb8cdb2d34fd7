package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"galley/internal/desk"
	"galley/internal/store"
)

const (
	groupEcho    = "key → letter in the editor"
	groupPreview = "key → preview painted"
	groupStart   = "start to a painted window"
	groupMemory  = "memory of all processes (MB, PSS)"

	whoHello       = "hello-world Wails window"
	whoGhostwriter = "ghostwriter"
)

// issueSizes are the workloads of the window: an issue may hold 640 KB, so 50
// times the sample, with 950 KB, is none.
var issueSizes = []int{1, 10, 30}

func sizeName(times int) string {
	if times == 1 {
		return "sample"
	}
	return fmt.Sprintf("×%d", times)
}

// screen names the columns of a window of 1280 × 900 that are watched, and the
// place that is clicked before typing. They were read off pictures. Ours is the
// first line of the letter, and the columns end where the foot says that it is
// not saved yet: that comes before the preview.
type screen struct{ editor, preview, focus string }

var (
	ourScreen   = screen{"330:700", "790:1048", "400,127"}
	ghostScreen = screen{"170:700", "730:1270", "300,430"}
)

// summary is what the timing tool says of one thing.
type summary struct {
	Median, Min, Max float64
	N                int
}

// windows measures whole windows by their pixels, with a tool that is not part
// of Galley. Without the tool or a peer it says so and leaves the rows out.
func windows(ctx context.Context, o options, report *report, progress io.Writer) error {
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(progress, format+"\n", args...) }
	if _, err := os.Stat(o.timing); err != nil {
		say("no window is measured: %s is not there (WINDOW_TIMING names the tool)", o.timing)
		return nil
	}
	program, err := filepath.Abs(o.window)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "galley-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()

	commands := map[string][]string{}
	for _, times := range issueSizes {
		name := sizeName(times)
		dir := filepath.Join(work, strconv.Itoa(times))
		if err := fillStore(ctx, dir, times); err != nil {
			return err
		}
		commands[name] = []string{"env", "GALLEY_DATA=" + dir, program}
		say("keys in the window, %s", name)
		if err := o.keys(ctx, report, name, whoGalley, ourScreen, commands[name]); err != nil {
			return err
		}
	}
	peers := map[string][]string{whoGalley: commands["sample"], whoHello: {filepath.Join(o.work, "hello")}}
	if ghost, err := exec.LookPath("ghostwriter"); err != nil {
		say("ghostwriter is not installed (apt-get install ghostwriter): its rows are left out")
	} else {
		file := filepath.Join(work, "issue.md")
		_, text, err := desk.SampleSource{}.Text()
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o600); err != nil {
			return err
		}
		peers[whoGhostwriter] = []string{ghost, file}
		say("keys in ghostwriter")
		if err := o.keys(ctx, report, "sample", whoGhostwriter, ghostScreen, peers[whoGhostwriter]); err != nil {
			return err
		}
	}
	for _, who := range []string{whoGalley, whoHello, whoGhostwriter} {
		if command := peers[who]; command != nil {
			say("start of %s", who)
			if err := o.start(ctx, report, who, command); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillStore makes a store with the sample issue, its items repeated, as the one
// that was open last. 50 times over would be 950 KB: an issue may hold 640.
func fillStore(ctx context.Context, dir string, times int) (err error) {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	d := &desk.Desk{Store: s}
	defer func() { err = errors.Join(err, d.Close()) }() //nolint:contextcheck // closing is not cut short
	card, err := d.OpenSample(ctx)
	if err != nil {
		return err
	}
	if times > 1 {
		_, text, err := desk.SampleSource{}.Text()
		if err != nil {
			return err
		}
		head, body, _ := strings.Cut(string(text), "\n<!--")
		all := head
		for n := range times {
			all += strings.ReplaceAll("\n<!--"+body, "id=", fmt.Sprintf("id=%c%c", 'a'+n%26, 'a'+n/26))
		}
		in, err := d.TakeInText(ctx, card.Publication, "issue.md", []byte(all))
		if err != nil {
			return err
		}
		card = in.Issue
	}
	if _, err := d.OpenDraft(ctx, card.ID); err != nil { // it is the last issue from now on
		return err
	}
	return d.SetPreference("desk", `"write"`)
}

func (o options) keys(ctx context.Context, report *report, workload, who string, s screen, command []string) error {
	var answer struct {
		Echo    *summary `json:"echo_ms"`
		Preview *summary `json:"preview_ms"`
	}
	args := []string{"keys", "-n", strconv.Itoa(max(o.rounds, 15)), "--editor", s.editor, "--preview", s.preview, "--focus", s.focus}
	if err := o.timed(ctx, &answer, args, command); err != nil {
		return err
	}
	report.summed(groupEcho, workload, who, answer.Echo)
	report.summed(groupPreview, workload, who, answer.Preview)
	return nil
}

func (o options) start(ctx context.Context, report *report, who string, command []string) error {
	var answer struct {
		Start  *summary `json:"start_ms"`
		Memory *summary `json:"pss_mb"`
	}
	if err := o.timed(ctx, &answer, []string{"start", "-n", "7"}, command); err != nil {
		return err
	}
	report.summed(groupStart, "sample", who, answer.Start)
	report.summed(groupMemory, "sample", who, answer.Memory)
	return nil
}

// timed runs the tool, which prints JSON in its last line.
func (o options) timed(ctx context.Context, answer any, args, command []string) error {
	args = append(append([]string{o.timing}, args...), append([]string{"--"}, command...)...)
	cmd := exec.CommandContext(ctx, "/usr/bin/python3", args...) //nolint:gosec // the tool that was named
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%s: %w", o.timing, err)
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	return json.Unmarshal(lines[len(lines)-1], answer)
}

// summed adds a row of which the middle and the ends are known.
func (r *report) summed(group, workload, who string, s *summary) {
	if s != nil {
		r.Rows = append(r.Rows, row{Group: group, Workload: workload, Who: who, N: s.N, Min: s.Min, Median: s.Median, Max: s.Max})
	}
}

// judgeWindows compares medians: the turns of a window are not next to another's.
func (r *report) judgeWindows(add func(what, workload string, is, most float64)) {
	compare := func(what, group, workload, toGroup, toWho string, most float64) {
		ours, there := r.look(group, workload, whoGalley)
		other, too := r.look(toGroup, "sample", toWho)
		if there && too {
			add(what, workload, ours.Median/other.Median, most)
		}
	}
	compare("key → preview: the window's own echo", groupPreview, "sample", groupEcho, whoGalley, 1.5)
	compare("key → preview: ghostwriter", groupPreview, "sample", groupPreview, whoGhostwriter, 0.45)
	compare("key → preview: the sample", groupPreview, "×10", groupPreview, whoGalley, 1.15)
	compare("key → preview: the sample", groupPreview, "×30", groupPreview, whoGalley, 1.5)
	compare("start: hello-world", groupStart, "sample", groupStart, whoHello, 1.25)
	compare("start: ghostwriter", groupStart, "sample", groupStart, whoGhostwriter, 0.9)
	compare("memory: hello-world", groupMemory, "sample", groupMemory, whoHello, 1.25)
	compare("memory: ghostwriter", groupMemory, "sample", groupMemory, whoGhostwriter, 1)
}
