//go:build !headless

package app

import (
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"galley/internal/fault"
)

// noDialog says that the system would not open one.
func noDialog(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(err, fault.Internal, "The system did not open its file dialog.", "Drop the file on the window instead, or try again.")
}

func (w *opened) openFiles(title string, kinds ...fileKind) ([]string, error) {
	if paths, ok := answered(); ok {
		return paths, nil
	}
	wctx, err := w.context()
	if err != nil {
		return nil, err
	}
	paths, err := runtime.OpenMultipleFilesDialog(wctx, runtime.OpenDialogOptions{Title: title, Filters: filters(kinds)})
	return paths, noDialog(err)
}

func filters(kinds []fileKind) (list []runtime.FileFilter) {
	for _, k := range kinds {
		list = append(list, runtime.FileFilter{DisplayName: k.name, Pattern: k.pattern})
	}
	return list
}

func (w *opened) saveFile(title, name string) (string, error) {
	if paths, ok := answered(); ok {
		return strings.Join(paths[:min(1, len(paths))], ""), nil // none: it was cancelled
	}
	wctx, err := w.context()
	if err != nil {
		return "", err
	}
	path, err := runtime.SaveFileDialog(wctx, runtime.SaveDialogOptions{Title: title, DefaultFilename: name, CanCreateDirectories: true})
	return path, noDialog(err)
}

func (w *opened) openFolder(title string) (string, error) {
	if paths, ok := answered(); ok && len(paths) > 0 {
		return paths[0], nil
	}
	wctx, err := w.context()
	if err != nil {
		return "", err
	}
	dir, err := runtime.OpenDirectoryDialog(wctx, runtime.OpenDialogOptions{Title: title, CanCreateDirectories: true})
	return dir, noDialog(err)
}

func (w *opened) setClipboard(text string) error {
	wctx, err := w.context()
	if err != nil {
		return err
	}
	if err := runtime.ClipboardSetText(wctx, text); err != nil {
		return fault.Wrap(err, fault.Internal, "The clipboard would not take it.", "Export the issue and copy the file.")
	}
	return nil
}

func (w *opened) browse(address string) {
	if wctx, err := w.context(); err == nil {
		runtime.BrowserOpenURL(wctx, address)
	}
}

func (w *opened) setTitle(text string) {
	if wctx, err := w.context(); err == nil {
		runtime.WindowSetTitle(wctx, text)
	}
}

var _ dialogs = (*opened)(nil)

func (w *opened) showFolder(dir string) error { return showFolder(dir) }

func (w *opened) clipboardPicture() ([]byte, error) {
	if data := clipboardPNG(); len(data) > 0 {
		return data, nil
	}
	return nil, fault.New(fault.NotFound, "There is no picture on the clipboard.", "Drop the file on the window, or choose it with the dialog.")
}
