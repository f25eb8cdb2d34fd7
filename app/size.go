//go:build !headless

package app

import (
	"encoding/json"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// size is how large the window was when it was seen last, in CSS pixels.
type size struct {
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
}

// lastSize gives the window's size to open with: the last one, when it is one.
func lastSize(d Desk) size {
	s := size{Width: width, Height: height}
	text, err := d.Preference(sizeName)
	if err != nil || json.Unmarshal([]byte(text), &s) != nil {
		return size{Width: width, Height: height}
	}
	s.Width, s.Height = max(s.Width, minWidth), max(s.Height, minHeight)
	return s
}

// state gives the state that a window of that size starts in.
func (s size) state() options.WindowStartState {
	if s.Maximised {
		return options.Maximised
	}
	return options.Normal
}

// lastSize asks the window; ok is false while there is none.
func (w *opened) lastSize() (text string, ok bool) {
	wctx, err := w.context()
	if err != nil {
		return "", false
	}
	var s size
	s.Width, s.Height = runtime.WindowGetSize(wctx)
	s.Maximised = runtime.WindowIsMaximised(wctx)
	data, err := json.Marshal(s)
	return string(data), err == nil && s.Width > 0
}

func (w *opened) quit() {
	if wctx, err := w.context(); err == nil {
		runtime.Quit(wctx)
	}
}
