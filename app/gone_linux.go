//go:build !headless

package app

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>
#include <unistd.h>

// Wails does not listen to what WebKit says of the process that has the page.
static void galley_is_gone(GtkWidget *view, gint reason, gpointer fd) {
	char one = 1;
	if (write(GPOINTER_TO_INT(fd), &one, 1) < 0) return;
}

static void galley_find_page(GtkWidget *widget, gpointer fd) {
	if (g_strcmp0(G_OBJECT_TYPE_NAME(widget), "WebKitWebView") == 0)
		g_signal_connect(widget, "web-process-terminated", G_CALLBACK(galley_is_gone), fd);
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_forall(GTK_CONTAINER(widget), galley_find_page, fd);
}

static gboolean galley_find_windows(gpointer fd) {
	GList *windows = gtk_window_list_toplevels();
	for (GList *at = windows; at != NULL; at = at->next) galley_find_page(GTK_WIDGET(at->data), fd);
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

static void galley_watch_page(int fd) { g_idle_add(galley_find_windows, GINT_TO_POINTER(fd)); }
*/
import "C"

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// pageGone is told when the process that has the page is gone.
func pageGone() <-chan struct{} {
	gone := make(chan struct{}, 1)
	from, to, err := os.Pipe()
	if err != nil {
		return gone // the pings notice it too, later
	}
	C.galley_watch_page(C.int(to.Fd()))
	go func() {
		defer func() { _ = to.Close() }()
		if n, _ := from.Read(make([]byte, 1)); n > 0 {
			gone <- struct{}{}
		}
	}()
	return gone
}

// pageName is what the system calls the page's process: it keeps 15 letters.
const pageName = "(WebKitWebProces)"

// killPage ends the page's process, which is a child of this one.
func killPage() {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, stat := range stats {
		text, err := os.ReadFile(stat)
		if err != nil || !strings.Contains(string(text), pageName) {
			continue
		}
		_, after, _ := strings.Cut(string(text), pageName)
		fields := strings.Fields(after) // state, parent, …
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
		if err == nil && len(fields) > 1 && fields[1] == strconv.Itoa(os.Getpid()) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}
