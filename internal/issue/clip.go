package issue

// ClipBytes is where Gmail cuts an email: it shows this many bytes of the HTML,
// counted decoded and without pictures, and hides the rest behind a link, the
// unsubscribe line with it.
const ClipBytes = 102_400
