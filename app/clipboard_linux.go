//go:build !headless

package app

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

// GTK's clipboard belongs to its main loop, and a bound call comes from another
// thread: it asks there, and waits.
typedef struct {
	GMutex mutex;
	GCond done;
	gboolean isDone, isGone;
	gchar *png;
	gsize size;
} galley_paste;

static void galley_paste_free(galley_paste *p) {
	g_mutex_clear(&p->mutex);
	g_cond_clear(&p->done);
	g_free(p->png);
	g_free(p);
}

static gboolean galley_paste_ask(gpointer data) {
	galley_paste *p = data;
	GdkPixbuf *picture = gtk_clipboard_wait_for_image(gtk_clipboard_get(GDK_SELECTION_CLIPBOARD));
	gchar *png = NULL;
	gsize size = 0;
	if (picture != NULL) {
		if (!gdk_pixbuf_save_to_buffer(picture, &png, &size, "png", NULL, NULL)) png = NULL;
		g_object_unref(picture);
	}
	g_mutex_lock(&p->mutex);
	p->png = png;
	p->size = size;
	p->isDone = TRUE;
	gboolean isGone = p->isGone;
	g_cond_signal(&p->done);
	g_mutex_unlock(&p->mutex);
	if (isGone) galley_paste_free(p);
	return G_SOURCE_REMOVE;
}

// galley_paste_png gives the picture on the clipboard as PNG, to be freed by
// g_free; NULL when there is none within so many seconds.
static gchar *galley_paste_png(int seconds, gsize *size) {
	galley_paste *p = g_new0(galley_paste, 1);
	g_mutex_init(&p->mutex);
	g_cond_init(&p->done);
	gint64 until = g_get_monotonic_time() + seconds * G_TIME_SPAN_SECOND;
	g_idle_add(galley_paste_ask, p);
	g_mutex_lock(&p->mutex);
	while (!p->isDone) {
		if (!g_cond_wait_until(&p->done, &p->mutex, until)) break;
	}
	if (!p->isDone) { // whoever owns the clipboard does not answer: the question frees itself
		p->isGone = TRUE;
		g_mutex_unlock(&p->mutex);
		return NULL;
	}
	gchar *png = p->png;
	*size = p->size;
	p->png = NULL;
	g_mutex_unlock(&p->mutex);
	galley_paste_free(p);
	return png;
}
*/
import "C"

import "unsafe"

// pastePatience is how long the clipboard's owner has to answer, in seconds.
const pastePatience = 5

// clipboardPNG gives the picture on the system's clipboard as a PNG file;
// nothing when there is none. WebKitGTK gives its page an empty one.
func clipboardPNG() []byte {
	var size C.gsize
	png := C.galley_paste_png(pastePatience, &size)
	if png == nil {
		return nil
	}
	defer C.g_free(C.gpointer(png))
	if size > maxFile {
		return nil
	}
	return C.GoBytes(unsafe.Pointer(png), C.int(size))
}
