package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"galley/internal/clients"
	"galley/internal/fault"
	"galley/internal/simulate"
)

// Simulated is the preview as a mail program would show it.
type Simulated struct {
	HTML  string   `json:"html"`  // its blocks are named as the preview's
	Notes []string `json:"notes"` // what the simulation changed
	Date  string   `json:"date"`  // of caniemail's data: 2025-09-09
}

// Simulate shows an issue as a mail program would, by the name of a simulation.
func (d *Desk) Simulate(ctx context.Context, id, client string) (Simulated, error) {
	if !slices.ContainsFunc(simulate.Kinds(), func(k simulate.Kind) bool { return k.Name == client }) {
		return Simulated{}, fault.New(fault.NotFound, "There is no such simulation.", "Choose one from the list above the preview.")
	}
	page, err := d.pageOf(id) //nolint:contextcheck // whoever waits for it or not, an issue is opened whole
	if err != nil {
		return Simulated{}, err
	}
	if err := ctx.Err(); err != nil { // another one is asked for already
		return Simulated{}, fault.Wrap(err, fault.Cancelled, "The simulation was not waited for.", "")
	}
	html, notes, err := simulate.Page(page, client) // outside of the lock: typing goes on
	if err != nil {
		return Simulated{}, err
	}
	return Simulated{HTML: string(html), Notes: notes, Date: clients.Updated().Format(time.DateOnly)}, nil
}

// pageOf gives an issue's page as it is exported, its pictures at /media/ and
// its blocks named as they are on the page that is shown.
func (d *Desk) pageOf(id string) ([]byte, error) {
	dr, err := d.lock(id)
	if err != nil {
		return nil, err
	}
	defer dr.mu.Unlock()
	if dr.problem != nil {
		return nil, dr.problem
	}
	sheet := dr.desk.press.Sheet(dr.open.placed(atMedia))
	var html strings.Builder
	html.Write(sheet.Head)
	for i, leaf := range sheet.Items {
		name, key := houseFooter, strconv.Itoa
		if i < len(dr.kept.Rundown) {
			t := dr.texts[dr.kept.Rundown[i]]
			if name = t.ID; len(t.keys) == len(leaf.Blocks) {
				key = t.key
			}
		}
		html.WriteString(leaf.View(name, key))
	}
	html.Write(sheet.Foot)
	return []byte(html.String()), nil
}
