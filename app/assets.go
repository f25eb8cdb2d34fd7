package app

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"galley/internal/desk"
	"galley/internal/fault"
	"galley/internal/issue"
)

// What Assets serves, beside the page's own files. Bound calls are JSON in a
// string and slow for more than some kilobytes, so what is large comes and goes
// here as bytes.
const (
	mediaPath   = "/media/"       // GET <hash>: a picture of an open issue, as its page shows it
	coverPath   = "/cover/"       // GET <hash>: a picture of the store, in the size of a card
	beginPath   = "/begin"        // GET: desk.Beginning
	draftPath   = "/draft/"       // GET <issue>: desk.DraftView
	pagePath    = "/page/"        // GET <issue>: desk.Page
	flightPath  = "/preflight/"   // GET <issue>: desk.Flight
	reviewPath  = "/review/"      // GET <issue>: desk.ReviewView
	comparePath = "/compare/"     // GET <issue>?item=&from=&to=: desk.Comparison, or why there is none
	textPath    = "/text/"        // GET <issue>: the text part
	simulated   = "/simulated/"   // GET <issue>?client=: desk.Simulated
	copyPath    = "/copy/"        // POST <issue>/<item>?pasted=, the whole copy: desk.Echo
	suggestPath = "/suggestions/" // POST <issue>/<item>?version=, []desk.SuggestedEdit: desk.Suggested
	picturePath = "/picture/"     // POST <issue>?name=, a file: desk.PictureAdded
	importPath  = "/import/"      // POST <publication>?name=, a file: desk.ImportedIssue
)

// The most that is taken, in bytes. Copy may be more than an issue may hold: it
// is kept all the same, and the page says what to do about it.
const (
	maxCopy  = 8 << 20
	maxEdits = 2 << 20 // what one person may suggest on an item, in JSON
	maxFile  = 32 << 20
)

type mediaDesk interface {
	// Media gives a picture's bytes and its media type by the hash of the
	// bytes; Cover by the hash of those that it was made from.
	Media(hash string) (data []byte, mime string, ok bool)
	Cover(hash string) (data []byte, mime string, ok bool)
}

// assets answers what Wails cannot find among the page's files.
type assets struct {
	desk Desk
	log  *log
}

// Assets serves pictures, and to the page what is too large for a bound call.
func Assets(d Desk, l *log) http.Handler { return &assets{desk: d, log: l} }

// ServeHTTP answers one request. An error has a status of 400 or more and
// [Shown] for a body.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if hash, ok := strings.CutPrefix(r.URL.Path, mediaPath); ok {
		picture(w, r, hash, a.desk.Media)
		return
	}
	if hash, ok := strings.CutPrefix(r.URL.Path, coverPath); ok {
		picture(w, r, hash, a.desk.Cover)
		return
	}
	answer, err := a.answer(w, r)
	switch {
	case err != nil:
		refuse(w, err)
	case answer == nil:
		http.NotFound(w, r)
	default:
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if text, isText := answer.([]byte); isText {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			_, _ = w.Write(text) //nolint:gosec // G705: plain text by its Content-Type, and nosniff keeps it so
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer) // an error says that the page has gone: nobody is left to tell
	}
}

// answer gives what the page asked for: text as bytes, anything else to be
// JSON, nil for an address that is none.
func (a *assets) answer(w http.ResponseWriter, r *http.Request) (answer any, err error) {
	defer a.log.caught(&err)
	ctx, path, name := r.Context(), r.URL.Path, r.URL.Query().Get("name")
	get, post := r.Method == http.MethodGet, r.Method == http.MethodPost
	if path == beginPath && get {
		return a.desk.Begin(ctx)
	}
	if id, ok := strings.CutPrefix(path, draftPath); ok && get {
		return a.desk.OpenDraft(ctx, id)
	}
	if id, ok := strings.CutPrefix(path, pagePath); ok && get {
		return a.desk.Page(ctx, id)
	}
	if id, ok := strings.CutPrefix(path, flightPath); ok && get {
		return a.desk.Flight(ctx, id)
	}
	if id, ok := strings.CutPrefix(path, reviewPath); ok && get {
		return a.desk.Review(id)
	}
	if id, ok := strings.CutPrefix(path, comparePath); ok && get {
		ask := r.URL.Query()
		c, err := a.desk.Compare(ctx, id, ask.Get("item"), ask.Get("from"), ask.Get("to"))
		if err != nil && fault.Of(err).Code == fault.NotFound { // nobody looked yet, say: an answer, and no failure of the page
			return map[string]Shown{"none": show(err)}, nil
		}
		return c, err
	}
	if id, ok := strings.CutPrefix(path, textPath); ok && get {
		return a.desk.TextPart(id)
	}
	if id, ok := strings.CutPrefix(path, simulated); ok && get {
		return a.desk.Simulate(ctx, id, r.URL.Query().Get("client"))
	}
	if ids, ok := strings.CutPrefix(path, copyPath); ok && post {
		issue, item, _ := strings.Cut(ids, "/")
		copy, err := body(w, r, maxCopy)
		if err != nil {
			return nil, err
		}
		return a.desk.Retype(issue, item, string(copy), pasted(r.URL.Query().Get("pasted"))...)
	}
	if ids, ok := strings.CutPrefix(path, suggestPath); ok && post {
		return a.suggest(w, r, ids)
	}
	if id, ok := strings.CutPrefix(path, picturePath); ok && post {
		data, err := body(w, r, maxFile)
		if err != nil {
			return nil, err
		}
		return a.desk.AddPicture(ctx, id, name, data)
	}
	if id, ok := strings.CutPrefix(path, importPath); ok && post {
		data, err := body(w, r, maxFile)
		if err != nil {
			return nil, err
		}
		return a.desk.TakeInText(ctx, id, name, data)
	}
	return nil, nil
}

// suggest takes suggestions that are too many for a bound call.
func (a *assets) suggest(w http.ResponseWriter, r *http.Request, ids string) (answer any, err error) {
	issue, item, _ := strings.Cut(ids, "/")
	data, err := body(w, r, maxEdits)
	if err != nil {
		return nil, err
	}
	version, bad := strconv.Atoi(r.URL.Query().Get("version"))
	var edits []desk.SuggestedEdit
	if err := errors.Join(bad, json.Unmarshal(data, &edits)); err != nil {
		return nil, fault.Wrap(err, fault.BadInput, "These suggestions cannot be read.", "They stay in the copy; type on, and they are sent again.")
	}
	return a.desk.Suggest(issue, item, version, edits)
}

// pasted reads which units of a copy were pasted: 3-40,50-60. What cannot be read
// is left out: the words are worth more than how they came.
func pasted(spans string) []desk.Origin {
	var all []desk.Origin
	for span := range strings.SplitSeq(spans, ",") {
		from, to, _ := strings.Cut(span, "-")
		start, err := strconv.Atoi(from)
		end, bad := strconv.Atoi(to)
		if err == nil && bad == nil {
			all = append(all, desk.Origin{From: start, To: end, How: issue.HowPasted})
		}
	}
	return all
}

// body reads what was sent, up to a limit in bytes.
func body(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, fault.Wrap(err, fault.BadInput, "That is too much at once.", "Galley takes files of up to 32 MB, copy of up to 8 MB, and suggestions of up to 2 MB.")
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Internal, "What was sent did not arrive whole.", "Try again.")
	}
	return data, nil
}

// refuse answers with an error in words.
func refuse(w http.ResponseWriter, err error) {
	shown := show(err)
	status := http.StatusInternalServerError
	switch shown.Code {
	case fault.BadInput:
		status = http.StatusUnprocessableEntity
	case fault.NotFound:
		status = http.StatusNotFound
	case fault.Exists, fault.Busy, fault.Mismatch:
		status = http.StatusConflict
	case fault.Denied:
		status = http.StatusForbidden
	case fault.Full:
		status = http.StatusInsufficientStorage
	case fault.Cancelled, fault.Internal:
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(shown)
}
