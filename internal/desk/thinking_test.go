package desk

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/internal/change"
	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/secrets"
	"galley/internal/thinking"
	"galley/internal/thinking/testserver"
)

// quick are limits of a test: nothing that answers reaches them.
var quick = thinking.Limits{Connect: 20 * time.Second, First: 60 * time.Second, Silence: 60 * time.Second, All: 5 * time.Minute, Body: 1 << 20, Pause: time.Millisecond, Patience: time.Second}

// inMemory keeps keys as a keychain does; that of whoever runs the tests is theirs.
type inMemory map[string]string

func (k inMemory) Get(name string) (string, secrets.Where) {
	if key := k[name]; key != "" {
		return key, secrets.Keychain
	}
	return "", secrets.Nowhere
}

func (k inMemory) Set(name, value string, _ bool) (secrets.Where, error) {
	k[name] = value
	return secrets.Keychain, nil
}

func (inMemory) HasKeychain() bool { return true }

// modelOf gives a desk a model that behaves in one of its ways, and the issue of the
// sample with its first story.
func modelOf(t *testing.T, server string) (d *Desk, id, item string) {
	t.Helper()
	d = deskOf(t, "Mira Sand")
	card, err := d.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Limits, d.Secrets = quick, inMemory{}
	if server != "" {
		model := httptest.NewServer(testserver.Handler(server, testserver.Pace{}))
		t.Cleanup(model.Close)
		if _, err := d.SetModel(ModelForm{Address: model.URL + "/v1", Model: "tide-1"}); err != nil {
			t.Fatal(err)
		}
	}
	return d, card.ID, draftOf(t, d, card.ID).Copies[1].ID
}

func versionOf(t *testing.T, d *Desk, id, item string) int {
	t.Helper()
	dr, err := d.lock(id)
	if err != nil {
		t.Fatal(err)
	}
	defer dr.mu.Unlock()
	return dr.texts[item].version
}

func use(t *testing.T, d *Desk, u ThoughtUse) ThoughtUsed {
	t.Helper()
	u.Version = versionOf(t, d, u.Issue, u.Item)
	used, err := d.UseThought(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	return used
}

// typedOver changes words as an editor does: the least stretch, in UTF-16 units.
func typedOver(t *testing.T, d *Desk, id, item, old, words string) {
	t.Helper()
	copy := copyAt(t, d, id, item)
	at := strings.LastIndex(copy, old)
	for old != "" && words != "" && old[0] == words[0] {
		old, words, at = old[1:], words[1:], at+1
	}
	if at < 0 {
		t.Fatalf("%q is not there", old)
	}
	text, _ := json.Marshal(strings.Split(words, "\n"))
	length := change.Units(copy) - change.Units(old) + change.Units(words)
	changes := fmt.Sprintf("[%d,[%d,%s],%d]", change.Units(copy[:at]), change.Units(old), text[1:len(text)-1], change.Units(copy[at+len(old):]))
	changes = strings.NewReplacer("[0,[", "[[", ",0]", "]").Replace(changes)
	echo, err := d.Type(Typed{Issue: id, Item: item, Base: versionOf(t, d, id, item), Changes: changes, Length: length})
	if err != nil || echo.Stale {
		t.Fatalf("%s: %+v, %v", changes, echo.Stale, err)
	}
}

// unconfirmed gives the words of preflight's findings.
func unconfirmed(t *testing.T, d *Desk, id string) (words []string) {
	t.Helper()
	f, err := d.Flight(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range f.Findings {
		if one.Check == "machine.unconfirmed" {
			words = append(words, one.Words)
		}
	}
	return words
}

// Three drafts come in pieces, are weighed against the story, and one of them goes
// into the copy: known as a model's until somebody confirms it.
func TestThink(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	ask := ThoughtAsk{Issue: id, Item: item, Offer: "closer", Count: 3}
	plan, err := d.PlanThought(ask)
	if err != nil || plan.Host == "" || !plan.Local || plan.Words == 0 || plan.Label != "We’re thinking" || plan.Replaces == 0 || !strings.Contains(plan.Request, "tide-1") || plan.Last == "" || plan.Dismissed {
		t.Fatalf("%+v, %v", plan, err)
	}
	var mu sync.Mutex
	heard := map[int]string{}
	all, err := d.Think(t.Context(), ask, func(n int, piece string) {
		mu.Lock()
		defer mu.Unlock()
		heard[n] += piece
	})
	if err != nil || len(all.Drafts) != 3 {
		t.Fatalf("%+v, %v", all, err)
	}
	var made, clean *Thought
	for i := range all.Drafts {
		one := &all.Drafts[i]
		if heard[i] != one.Text || one.Words == 0 || one.Asked != 120 || !one.Whole {
			t.Errorf("%d: heard %q of %+v", i, heard[i], one)
		}
		if one.Text == testserver.Drafts[1] {
			made = one
		} else {
			clean = one
		}
	}
	if made == nil || len(made.Marks) != 3 || clean == nil || len(clean.Marks) != 0 {
		t.Fatalf("%+v", all.Drafts)
	}
	for _, m := range made.Marks {
		if got := made.Text[m.Start:m.End]; got != m.Words { // it is ASCII
			t.Errorf("%q is marked at %q", m.Words, got)
		}
	}
	before := copyAt(t, d, id, item)
	used := use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Draft: clean.Text, Text: clean.Text, Model: clean.Model})
	after := copyAt(t, d, id, item)
	if len(used.Items) != 1 || used.Items[0].Copy != after || !strings.HasSuffix(after, "**We’re thinking:** "+clean.Text) || strings.Contains(after, "Any couple") {
		t.Fatalf("%q", after)
	}
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{clean.Text}) {
		t.Errorf("preflight finds %q", words)
	}
	was := before[strings.Index(before, "**We’re thinking:**")+len("**We’re thinking:**"):]
	typedOver(t, d, id, item, " "+clean.Text, was) // undo
	if words := unconfirmed(t, d, id); len(words) != 0 {
		t.Errorf("after undo %q", words)
	}
	typedOver(t, d, id, item, was, " "+clean.Text) // redo: nobody typed this
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{clean.Text}) {
		t.Errorf("after redo %q", words)
	}
	receipt := machineWords(t, d, id)
	if receipt != issue.CountWords(clean.Text) {
		t.Errorf("the receipt counts %d", receipt)
	}
	v := versionOf(t, d, id, item)
	if n, err := d.ConfirmMachine(id, item, v, 0, change.Units(after)); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if words := unconfirmed(t, d, id); len(words) != 0 || machineWords(t, d, id) != receipt {
		t.Errorf("after confirming %q, %d", words, machineWords(t, d, id))
	}
	if _, err := d.ConfirmMachine(id, item, v, -1, 0); fault.Of(err).Code != fault.NotFound {
		t.Error(err)
	}
	runs, err := d.Authors(id, item, v)
	if err != nil || !slices.ContainsFunc(runs, func(r AuthorRun) bool {
		return r.How == "confirmed" && r.Model == "tide-1" && r.Who == "Mira Sand"
	}) {
		t.Errorf("%+v, %v", runs, err)
	}
}

func machineWords(t *testing.T, d *Desk, id string) int {
	t.Helper()
	o, _, err := d.finished(t.Context(), id, "")
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Print(o, d.now())
	if err != nil {
		t.Fatal(err)
	}
	return p.Receipt.Machine
}

// What a person changes of it is theirs, and the rest is not; letter by letter is no
// way around it either.
func TestMachineThroughEdits(t *testing.T) {
	d, id, item := modelOf(t, "")
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "A patient ear is cheaper than a deep well.", Model: "tide-1"})
	retyped(t, d, id, item, "cheaper", "dearer")
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is dearer than a deep well."}) {
		t.Errorf("%q", words)
	}
	const end = "than a deep well."
	for n := len(end); n > 0; n-- { // backspace
		typedOver(t, d, id, item, "dearer "+end[:n], "dearer "+end[:n-1])
	}
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is"}) {
		t.Errorf("%q", words)
	}
	typedOver(t, d, id, item, "dearer ", "dearer "+end) // undo, in one step
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is dearer than a deep well."}) {
		t.Errorf("%q", words)
	}
	// All of it cut, and put into another item.
	other := draftOf(t, d, id).Copies[2].ID
	retyped(t, d, id, item, "A patient ear is dearer than a deep well.", "")
	retyped(t, d, id, other, "\n\n", "\n\nA patient ear is dearer than a deep well.\n\n")
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"A patient ear is dearer than a deep well."}) {
		t.Errorf("%q", words)
	}
	retyped(t, d, id, other, "A patient ear is dearer than a deep well.", "Somebody wrote this by hand.")
	if words := unconfirmed(t, d, id); len(words) != 0 {
		t.Errorf("%q", words)
	}
	// Copied to another place, and taken away where it was.
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "An ear costs less than a well does.", Model: "tide-1"})
	retyped(t, d, id, other, "Somebody wrote this by hand.", "An ear costs less than a well does.")
	retyped(t, d, id, item, "An ear costs less than a well does.", "Mine.")
	if words := unconfirmed(t, d, id); !slices.Equal(words, []string{"An ear costs less than a well does."}) {
		t.Errorf("%q", words)
	}
	retyped(t, d, id, other, "An ear costs less than a well does.", "Somebody wrote this by hand, too.")
	// It is the same after a start.
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "An ear is an ear.", Model: "tide-1"})
	if err := d.Flush(time.Minute); err != nil {
		t.Fatal(err)
	}
	again := &Desk{Store: d.Store, Author: "Ines Vale"}
	if words := unconfirmed(t, again, id); !slices.Equal(words, []string{"An ear is an ear."}) {
		t.Errorf("%q", words)
	}
}

// Every offer goes to its place, and only there.
func TestOffers(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	for offer, holds := range map[string]string{
		"headline": "# ", "standfirst": "\n\n", "why": "**Why it matters:** ", "closer": "**We’re thinking:** ", "alt": "![",
	} {
		before := copyAt(t, d, id, item)
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: offer, Count: 1}, func(int, string) {})
		if err != nil || len(all.Drafts) != 1 || all.Drafts[0].Problem != "" {
			t.Fatalf("%s: %+v, %v", offer, all, err)
		}
		text := all.Drafts[0].Text
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: offer, Draft: text, Text: text, Model: "tide-1"})
		after := copyAt(t, d, id, item)
		if !strings.Contains(after, holds+text) || strings.Count(after, "\n\n") != strings.Count(before, "\n\n") {
			t.Errorf("%s:\n%s", offer, after)
		}
		if words := unconfirmed(t, d, id); !slices.Contains(words, text) {
			t.Errorf("%s: %q", offer, words)
		}
	}
	for _, offer := range []string{"subject", "preheader"} {
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: offer, Count: 1}, func(int, string) {})
		if err != nil {
			t.Fatal(err)
		}
		text := all.Drafts[0].Text
		used := use(t, d, ThoughtUse{Issue: id, Item: item, Offer: offer, Draft: text, Text: text, Model: "tide-1"})
		if used.Card == nil || !slices.Contains([]string{used.Card.Subject, used.Card.Preheader}, text) || !slices.Contains(unconfirmed(t, d, id), text) {
			t.Errorf("%s: %+v", offer, used.Card)
		}
	}
	if n, err := d.ConfirmMachine(id, "", 0, -1, 0); err != nil || n != 7 {
		t.Errorf("%d, %v", n, err)
	}
	if words := unconfirmed(t, d, id); len(words) > 0 {
		t.Errorf("%q", words)
	}
}

// A story without the label gets it, in the house's order; an empty one gets the words.
func TestPlaces(t *testing.T) {
	d, id, item := modelOf(t, "")
	for copy, want := range map[string]string{
		"# Tide\n\n**What’s new:** It turns.\n":                                        "# Tide\n\n**What’s new:** It turns.\n\n**Why it matters:** W.\n",
		"# Tide\n\n**What’s new:** It turns.\n\n**We’re thinking:** T.":                "# Tide\n\n**What’s new:** It turns.\n\n**Why it matters:** W.\n\n**We’re thinking:** T.",
		"# Tide\n\n**Why it matters:**\n\n**We’re thinking:** T.":                      "# Tide\n\n**Why it matters:** W.\n\n**We’re thinking:** T.",
		"# Tide\n\n**Why it matters:** Old.\n\n- one\n- two\n\n**We’re thinking:** T.": "# Tide\n\n**Why it matters:** W.\n\n**We’re thinking:** T.",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "why", Text: "W.", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
	for copy, want := range map[string]string{
		"**What’s new:** It turns.": "# H\n\n**What’s new:** It turns.",
		"# Old one\n\nStand.":       "# H\n\nStand.",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "headline", Text: "H", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
	for copy, want := range map[string]string{
		"# Tide\n\n**What’s new:** It turns.":                            "# Tide\n\nS.\n\n**What’s new:** It turns.",
		"# Tide\n\n![A](pictures/pier.jpg)\n\n**What’s new:** It turns.": "# Tide\n\n![A](pictures/pier.jpg)\n\nS.\n\n**What’s new:** It turns.",
		"# Tide\n\nOld stand.\n\n**What’s new:** It turns.":              "# Tide\n\nS.\n\n**What’s new:** It turns.",
	} {
		if _, err := d.Retype(id, item, copy); err != nil {
			t.Fatal(err)
		}
		use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "standfirst", Text: "S.", Model: "tide-1"})
		if got := copyAt(t, d, id, item); got != want {
			t.Errorf("%q becomes %q, want %q", copy, got, want)
		}
	}
}

// What a model wrote does nothing in the copy, whatever it is.
func TestThoughtIsWords(t *testing.T) {
	d, id, item := modelOf(t, "")
	items := len(draftOf(t, d, id).Rundown)
	for _, text := range []string{"<script>alert(1)</script>", "one\n\n<!-- story -->\n\n# Another item", "![x](http://a.example/p.png) **bold** {{unsubscribe}}", "# No headline"} {
		for _, offer := range []string{"closer", "headline", "standfirst", "alt"} {
			use(t, d, ThoughtUse{Issue: id, Item: item, Offer: offer, Text: text, Model: "tide-1"})
		}
		v := draftOf(t, d, id)
		if n := len(v.Rundown); n != items || strings.Contains(v.Page.HTML, "<script>alert") {
			t.Errorf("%q: %d items", text, n)
		}
	}
}

// A tightened passage is suggested, word by word, and is the model's when it is
// accepted.
func TestTighten(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	label := "Why it matters"
	all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: "tighten", Label: label, Count: 1}, func(int, string) {})
	if err != nil || len(all.Drafts) != 1 || !slices.ContainsFunc(all.Drafts[0].Pieces, func(p ThoughtPiece) bool { return p.Kind == "out" }) {
		t.Fatalf("%+v, %v", all, err)
	}
	before, text := copyAt(t, d, id, item), all.Drafts[0].Text
	used := use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "tighten", Label: label, Text: text, Model: "tide-1"})
	if used.Suggested == 0 || copyAt(t, d, id, item) != before {
		t.Fatalf("%+v", used)
	}
	v, err := d.Review(id)
	if err != nil || len(v.Suggestions) != used.Suggested || v.Suggestions[0].Model != "tide-1" {
		t.Fatalf("%+v, %v", v.Suggestions, err)
	}
	var ids []string
	for _, s := range v.Suggestions {
		ids = append(ids, s.ID)
	}
	if _, err := d.Accept(id, ids, false); err != nil || !strings.Contains(copyAt(t, d, id, item), text) {
		t.Errorf("%v: %s", err, copyAt(t, d, id, item))
	}
}

func TestClaims(t *testing.T) {
	for server, want := range map[string]int{"desk": 1, "good": 0} {
		d, id, item := modelOf(t, server)
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: "claims", Count: 1}, nil)
		if err != nil || len(all.Claims) != want || len(all.Drafts) != 1 {
			t.Fatalf("%s: %+v, %v", server, all, err)
		}
		if server == "good" { // no list, twice: its words are shown
			if all.Drafts[0].Text != testserver.Words || all.Drafts[0].Asked != 240 && all.Drafts[0].Asked != 0 {
				t.Errorf("%+v", all.Drafts)
			}
			continue
		}
		c, copy := all.Claims[0], copyAt(t, d, id, item)
		start, _ := change.Bytes(copy, c.Start)
		end, _ := change.Bytes(copy, c.End)
		if copy[start:end] != testserver.Claimed {
			t.Errorf("%q", copy[start:end])
		}
	}
}

// Stet is remembered for that text: of a draft, and of the offer.
func TestStet(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	ask := ThoughtAsk{Issue: id, Item: item, Offer: "closer", Count: 3}
	if err := d.StetThought(ask, testserver.Drafts[1]); err != nil {
		t.Fatal(err)
	}
	if err := d.StetThought(ask, ""); err != nil {
		t.Fatal(err)
	}
	all, err := d.Think(t.Context(), ask, func(int, string) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all.Drafts {
		if one.Stetted != (one.Text == testserver.Drafts[1]) {
			t.Errorf("%+v", one)
		}
	}
	if plan, err := d.PlanThought(ask); err != nil || !plan.Dismissed {
		t.Errorf("%+v, %v", plan, err)
	}
	retyped(t, d, id, item, "hydrophone", "hydrophone, or two")
	if plan, err := d.PlanThought(ask); err != nil || plan.Dismissed {
		t.Errorf("of another text: %+v, %v", plan, err)
	}
	for range mostStet + 5 {
		if err := d.StetThought(ask, newID()); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(d.stets()); n != mostStet {
		t.Errorf("%d are kept", n)
	}
}

// Whatever a server does, the draft is as it was.
func TestBadServersLeaveTheDraft(t *testing.T) {
	for _, server := range []string{"unauthorized", "web-page", "cut", "empty", "error-200", "echo", "too-long", "three"} {
		d, id, item := modelOf(t, server)
		before := copyAt(t, d, id, item)
		all, err := d.Think(t.Context(), ThoughtAsk{Issue: id, Item: item, Offer: "closer", Count: 3}, func(int, string) {})
		if fails := !slices.Contains([]string{"echo", "too-long", "three"}, server); fails != (err != nil) || fails && fault.Of(err).Hint == "" {
			t.Errorf("%s: %+v, %v", server, all, err)
		}
		if copyAt(t, d, id, item) != before {
			t.Errorf("%s: the copy is another one", server)
		}
	}
}

// The request that is shown is the one that is sent, but for the key.
func TestWhatIsShownIsSent(t *testing.T) {
	for _, azure := range []string{"", "2024-06-01"} {
		d, id, item := modelOf(t, "")
		var path string
		var body map[string]any
		var auth http.Header
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			data, _ := io.ReadAll(r.Body)
			path, auth = r.URL.Path, r.Header
			_ = json.Unmarshal(data, &body)
			w.WriteHeader(http.StatusForbidden)
		}))
		t.Cleanup(server.Close)
		if _, err := d.SetModel(ModelForm{Address: server.URL + "/v1/", Model: "tide-1", Azure: azure}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.SetModelKey("sk-canary-77aa", false); err != nil {
			t.Fatal(err)
		}
		ask := ThoughtAsk{Issue: id, Item: item, Offer: "closer", Tone: "wry", Count: 1, Written: []string{"One draft."}}
		plan, err := d.PlanThought(ask)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = d.Think(t.Context(), ask, func(int, string) {})
		var shown map[string]any
		if err := json.Unmarshal([]byte(plan.Request), &shown); err != nil || !reflect.DeepEqual(shown, body) || plan.Address != server.URL+path {
			t.Errorf("%v; %s to %s, sent to %s: %v", err, plan.Request, plan.Address, path, body)
		}
		if strings.Contains(plan.Request+plan.Address, "canary") || !strings.Contains(strings.Join(auth["Authorization"], "")+strings.Join(auth["Api-Key"], ""), "canary") {
			t.Errorf("the key: %v", auth)
		}
	}
}

// A key is one host's: another address does not get it.
func TestKeyIsOfItsHost(t *testing.T) {
	d, _, _ := modelOf(t, "")
	set := func(address string) ModelView {
		t.Helper()
		v, err := d.SetModel(ModelForm{Address: address, Model: "tide-1"})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	set("https://api.example.com/v1")
	v, err := d.SetModelKey("sk-canary-1", false)
	if err != nil || v.Key != "keychain" || v.Local {
		t.Fatalf("%+v, %v", v, err)
	}
	if v := set("http://localhost:11434/v1"); v.Key != "" || !v.Local || v.Host != "localhost:11434" {
		t.Errorf("%+v", v)
	}
	if v := set("https://api.example.com/v2"); v.Key == "" {
		t.Errorf("%+v", v)
	}
	if _, err := d.SetModelKey("", false); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"file:///etc/passwd", "ftp://a.example", "http://user:pw@a.example/v1", "localhost:11434", "http://"} {
		if _, err := d.SetModel(ModelForm{Address: address, Model: "x"}); fault.Of(err) == nil || fault.Of(err).Hint == "" {
			t.Errorf("%s: %v", address, err)
		}
	}
	d.Env = func(name string) string {
		return map[string]string{EnvModelURL: "http://127.0.0.1:9/v1", EnvModel: "quay", EnvModelKey: "sk-canary-2"}[name]
	}
	if v, err := d.ModelSettings(); err != nil || !v.Fixed || v.Model != "quay" || v.Key != "environment" {
		t.Errorf("%+v, %v", v, err)
	}
}

// Without a model there are the closers that the publication printed, those of the
// nearest stories first; and a draft that says one of them over again is told of.
func TestPastClosers(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	retyped(t, d, id, item, "Any couple could have told the harbour office", testserver.Drafts[0]+" Any couple could have told the harbour office")
	if err := d.Flush(time.Minute); err != nil {
		t.Fatal(err)
	}
	shelf, err := d.Shelf(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Now = func() time.Time { return time.Now().Add(time.Hour) }
	card, err := d.BeginIssue(t.Context(), shelf.Publications[0].ID, NewIssue{Number: "75", Date: "2026-12-02", Subject: "Next"})
	if err != nil {
		t.Fatal(err)
	}
	next := draftOf(t, d, card.ID).Rundown
	at := slices.IndexFunc(next, func(v ItemView) bool { return v.Like == "story" })
	if at < 0 {
		t.Fatalf("%+v", next)
	}
	story := next[at].ID
	if _, err := d.Retype(card.ID, story, "# Locks\n\n**What’s new:** A canal has put the locks and gates of its flight in the care of software, and boats wait for water."); err != nil {
		t.Fatal(err)
	}
	plan, err := d.PlanThought(ThoughtAsk{Issue: card.ID, Item: story, Offer: "closer", Count: 3})
	if err != nil || len(plan.Near) == 0 || len(plan.Near) > nearest || plan.Near[0].Headline != "Gate Expectations" || plan.Near[0].Number != "74" || plan.Past != len(plan.Near) {
		t.Fatalf("%+v, %v", plan.Near, err)
	}
	all, err := d.Think(t.Context(), ThoughtAsk{Issue: card.ID, Item: story, Offer: "closer", Count: 3}, func(int, string) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all.Drafts {
		if near := one.Near != nil; near != (one.Text == testserver.Drafts[0]) {
			t.Errorf("%q: %+v", one.Text, one.Near)
		}
	}
}
