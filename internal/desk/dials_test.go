package desk

import (
	"context"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"galley/internal/linkcheck"
	"galley/internal/thinking"
	"galley/internal/thinking/testserver"
)

// watched counts the connections that a desk would open.
type watched struct {
	mu    sync.Mutex
	dials []string
}

func (w *watched) dial(ctx context.Context, network, address string) (net.Conn, error) {
	w.mu.Lock()
	w.dials = append(w.dials, address)
	w.mu.Unlock()
	return new(net.Dialer).DialContext(ctx, network, address)
}

// Check is for links.
func (w *watched) Check(_ context.Context, urls []string, _ map[string]linkcheck.Answer, _ func(done, total int)) map[string]linkcheck.Answer {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dials = append(w.dials, urls...)
	return nil
}

// allDay is what a person can do about a model's help, and a day's work around it.
func allDay(t *testing.T, d *Desk, id, item string) {
	t.Helper()
	for _, offer := range thinking.Offers {
		ask := ThoughtAsk{Issue: id, Item: item, Offer: string(offer), Label: "Why it matters", Count: 1}
		if _, err := d.PlanThought(ask); err != nil {
			t.Error(offer, err)
		}
		_, _ = d.Think(t.Context(), ask, func(int, string) {})
		_ = d.StetThought(ask, "", false)
	}
	_, _ = d.Models(t.Context())
	_, _ = d.TestModel(t.Context())
	_, _ = d.Model()
	use(t, d, ThoughtUse{Issue: id, Item: item, Offer: "closer", Text: "Words of an ear.", Model: "tide-1"})
	if _, err := d.ConfirmMachine(id, item, 0, -1, 0); err != nil {
		t.Error(err)
	}
	if _, err := d.Flight(t.Context(), id); err != nil {
		t.Error(err)
	}
	if _, err := d.ExportIssue(t.Context(), id, "", t.TempDir()); err != nil {
		t.Error(err)
	}
}

// Where no address is set nothing is dialled, whatever a person does; where one is,
// that host is and no other.
func TestEveryDial(t *testing.T) {
	d, id, item := modelOf(t, "")
	w := &watched{}
	d.Dial, d.Links = w.dial, w
	allDay(t, d, id, item)
	if len(w.dials) > 0 {
		t.Fatalf("dialled: %q", w.dials)
	}
	model := httptest.NewServer(testserver.Handler("desk", testserver.Pace{}))
	t.Cleanup(model.Close)
	if _, err := d.SetModel(ModelForm{Address: model.URL + "/v1", Model: "tide-1"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetModelKey("sk-canary-31", false); err != nil {
		t.Fatal(err)
	}
	allDay(t, d, id, item)
	host := strings.TrimPrefix(model.URL, "http://")
	if len(w.dials) < len(thinking.Offers) || slices.ContainsFunc(w.dials, func(to string) bool { return to != host }) {
		t.Errorf("dialled: %q", w.dials)
	}
	if _, err := d.SetModel(ModelForm{}); err != nil { // off again
		t.Fatal(err)
	}
	n := len(w.dials)
	allDay(t, d, id, item)
	if len(w.dials) != n {
		t.Errorf("dialled: %q", w.dials[n:])
	}
}

// Only two rooms of the house can open a connection at all: what talks to models, and
// what asks links. The test above watches both.
func TestWhoDials(t *testing.T) {
	may := []string{"internal/thinking", "internal/linkcheck"}
	root := filepath.Join("..", "..")
	for _, top := range []string{"internal", "app", "frontend/embed.go", "main.go", "window.go"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			name, _ := filepath.Rel(root, path)
			if slices.ContainsFunc(may, func(room string) bool { return strings.HasPrefix(filepath.ToSlash(name), room+"/") }) {
				return nil
			}
			text, err := os.ReadFile(path)
			for _, door := range []string{"net.Dial", "net.Dialer{", "http.Get(", "http.Post", "http.Head(", "http.DefaultClient", "http.Client{", "http.Transport{", "tls.Dial", "http.NewRequest", "net.Resolver", "net.Lookup"} {
				if strings.Contains(string(text), door) {
					t.Errorf("%s can open a connection: %s", name, door)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
