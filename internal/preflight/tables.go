package preflight

import (
	"fmt"
	"strings"

	"galley/internal/dom"
	"galley/internal/issue"
)

// tables: what is only layout is no table to whoever listens.
var tables = []mailCheck{
	{check{"table.role", issue.SeverityError, onPage(tableRole)}, false},
}

// tableRole finds tables that lay the page out and do not say so: a screen
// reader then counts rows and columns aloud. What has anything that only a table
// of data has (heading cells, a caption, a head, scopes) is one. A page is made
// all in the same way, so this is one finding that counts them.
func tableRole(r *round, d *dom.Document) {
	data := dataTables(d)
	var first *dom.Node
	n := 0
	for table := range d.Elements("table") {
		role, _ := table.Attr("role")
		if strings.TrimSpace(role) != "" || data[table] || !pageSeen(d, table) {
			continue
		}
		if n++; first == nil {
			first = table
		}
	}
	switch {
	case n == 1:
		r.tag(d, first, "This table only lays out the page, and a screen reader reads out its rows and columns: give it role=\"presentation\".")
	case n > 1:
		r.tag(d, first, fmt.Sprintf("This table and %d more only lay out the page, and a screen reader reads out their rows and columns: give them role=\"presentation\".", n-1))
	}
}

// dataTables finds the tables that hold data, and say so.
func dataTables(d *dom.Document) map[*dom.Node]bool {
	data := map[*dom.Node]bool{}
	for n := range d.Elements() {
		says := n.Is("th", "caption", "thead", "tfoot")
		for _, name := range []string{"scope", "headers"} {
			if _, has := n.Attr(name); has && n.Is("td") {
				says = true
			}
		}
		if table := n.Within("table"); says && table != nil {
			data[table] = true
		}
		if summary, _ := n.Attr("summary"); n.Is("table") && strings.TrimSpace(summary) != "" {
			data[n] = true
		}
	}
	return data
}
