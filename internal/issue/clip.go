package issue

// ClipBytes is where Gmail cuts an email. HTML of so many bytes or more, counted
// decoded and without pictures, is too much: what is beyond is hidden behind a
// link, the unsubscribe line with it.
const ClipBytes = 102_400
