//go:build !headless

package app

import (
	"runtime"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
)

// entry is a line of a menu: the page's command of that id. Its key is the
// page's to say, and can be changed there; so no menu claims one.
type entry struct{ label, command string }

// separator parts the lines of a menu.
var separator = entry{}

// menus are the native menus, in order.
var menus = []struct {
	title   string
	entries []entry
}{
	{"File", []entry{
		{"New issue…", "new-issue"},
		{"Import a file…", "import"},
		{"Open a review file…", "review-file"},
		{"Open the sample issue", "sample"},
		separator,
		{"Save as a Markdown file…", "export-file"},
		{"Where is my text", "data"},
	}},
	{"View", []entry{
		{"Library", "library"},
		{"Write", "write"},
		{"Review", "review"},
		{"Preflight", "preflight"},
		{"Send", "send"},
		{"Settings", "settings"},
		separator,
		{"Rundown", "left"},
		{"Preview", "right"},
		separator,
		{"Larger text", "larger"},
		{"Smaller text", "smaller"},
		{"Light or dark", "theme"},
	}},
	{"Help", []entry{{"All commands…", "palette"}, {"Keys", "sheet"}}},
}

// menu makes the native menus; a line of one is a “menu” event for the page.
func (w *opened) menu() *menu.Menu {
	bar := menu.NewMenu()
	if runtime.GOOS == "darwin" { // there copy and paste come from the menu
		bar.Append(menu.AppMenu())
		bar.Append(menu.EditMenu())
	}
	for _, m := range menus {
		sub := bar.AddSubmenu(m.title)
		for _, e := range m.entries {
			if e == separator {
				sub.AddSeparator()
				continue
			}
			sub.AddText(e.label, nil, func(*menu.CallbackData) { w.emit("menu", map[string]string{"command": e.command}) })
		}
		if m.title == "File" && runtime.GOOS != "darwin" {
			sub.AddSeparator()
			sub.AddText("Quit", keys.CmdOrCtrl("q"), func(*menu.CallbackData) { w.quit() })
		}
	}
	return bar
}
