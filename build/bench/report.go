package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
)

// row is one line of the table; times are milliseconds of one piece of work.
type row struct {
	taken []float64 // by turns

	Group    string  `json:"group"`
	Workload string  `json:"workload"`
	Who      string  `json:"who"`
	N        int     `json:"n"`
	Min      float64 `json:"min_ms"`
	Median   float64 `json:"median_ms"`
	Max      float64 `json:"max_ms"`
	Bytes    int     `json:"bytes,omitempty"`
}

// goal is a ratio that is wanted, and the one that was measured.
type goal struct {
	What     string  `json:"what"`
	Workload string  `json:"workload"`
	Is       float64 `json:"is"`
	Most     float64 `json:"at_most"`
	Met      bool    `json:"met"`
}

type report struct {
	Go    string `json:"go"`
	Cores int    `json:"cores"`
	Rows  []row  `json:"rows"`
	Goals []goal `json:"goals"`
}

func (r *report) look(group, workload, who string) (line row, ok bool) {
	for _, line := range r.Rows {
		if line.Group == group && line.Workload == workload && line.Who == who {
			return line, true
		}
	}
	return row{}, false
}

func (r *report) find(group, workload, who string) row {
	if line, ok := r.look(group, workload, who); ok {
		return line
	}
	panic("no row " + group + ", " + workload + ", " + who)
}

// judge compares what was measured with the goals of the house.
func (r *report) judge() {
	r.Go, r.Cores = runtime.Version(), runtime.NumCPU()
	add := func(what, workload string, is, most float64) {
		r.Goals = append(r.Goals, goal{what, workload, is, most, is <= most})
	}
	r.judgeStore(add)
	r.judgeChanges(add)
	r.judgeDrafts(add)
	r.judgeWindows(add)
	r.judgePreflight(add)
	r.judgeMerging(add)
	if _, ok := r.look(groupRender, "sample", whoGalley); !ok {
		return // another part alone
	}
	for _, workload := range []string{"sample", "×10", "×50"} {
		ours := r.find(groupRender, workload, whoGalley)
		against := func(who string) float64 { return ours.ratio(r.find(groupRender, workload, who)) }
		add("email HTML: time of goldmark + GFM", workload, against(whoGoldmark), 2)
		add("email HTML: time of mjml", workload, against(whoMJML), 1./10)
		add("email HTML: time of juice", workload, against(whoJuice), 1./3)
		add("email HTML: bytes of mjml", workload, float64(ours.Bytes)/float64(r.find(groupRender, workload, whoMJML).Bytes), 0.55)
		add("one item changed: time of the whole issue", workload, r.find(groupItem, workload, whoGalley).ratio(ours), 0.25)
	}
	mjml := r.find(groupProcess, "sample", whoMJML)
	add("galley export: time of the mjml command", "sample", r.find(groupProcess, "sample", whoGalley).ratio(mjml), 1./25)
	add("galley export, no pictures: time of the mjml command", "sample", r.find(groupProcess, "sample", whoBare).ratio(mjml), 1./25)
}

func (r *report) save(dir string) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "bench.json"), append(data, '\n'), 0o644)
}

// print writes the two tables.
func (r *report) print(out io.Writer) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(t, format+"\n", args...) } // Flush has its error
	line("\nwhat\tworkload\twho\tms: min\tmedian\tmax\tn\tKB")
	slices.SortStableFunc(r.Rows, func(a, b row) int { return strings.Compare(a.Group, b.Group) })
	last := ""
	for _, r := range r.Rows {
		group, size := r.Group, ""
		if group == last {
			group = ""
		}
		last = r.Group
		if r.Bytes > 0 {
			size = fmt.Sprintf("%.1f", float64(r.Bytes)/1000)
		}
		line("%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s", group, r.Workload, r.Who, ms(r.Min), ms(r.Median), ms(r.Max), r.N, size)
	}
	line("\ngoal (median of ratios)\tworkload\tis\tat most\t")
	for _, g := range r.Goals {
		verdict := "met"
		if !g.Met {
			verdict = "MISSED"
		}
		line("%s\t%s\t%.3f\t%.3f\t%s", g.What, g.Workload, g.Is, g.Most, verdict)
	}
	return t.Flush()
}

func ms(v float64) string {
	if v < 10 {
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprintf("%.1f", v)
}
