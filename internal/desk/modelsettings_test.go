package desk

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/secrets"
)

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
	if v := set("localhost:11434/v1"); v.Address != "http://localhost:11434/v1" || !v.Local {
		t.Errorf("%+v", v)
	}
	if v := set("api.example.com/v1"); v.Address != "https://api.example.com/v1" {
		t.Errorf("%+v", v)
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
	for _, address := range []string{"file:///etc/passwd", "ftp://a.example", "http://user:pw@a.example/v1", "javascript:alert(1)", "http://"} {
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

// watchedKeys counts who looks for a key.
type watchedKeys struct {
	inMemory
	gets *int
}

func (k watchedKeys) Get(name string) (string, secrets.Where) {
	*k.gets++
	return k.inMemory.Get(name)
}

// Nobody looks into the keychain to show what would be sent, and a question goes where
// the card said or nowhere.
func TestWhatIsToldHolds(t *testing.T) {
	d, id, item := modelOf(t, "desk")
	gets := 0
	d.Secrets = watchedKeys{inMemory{}, &gets}
	ask := ThoughtAsk{Issue: id, Item: item, Offer: "closer", Count: 1}
	plan, err := d.PlanThought(ask)
	if err != nil || gets > 0 {
		t.Fatalf("the keychain was asked %d times, %v", gets, err)
	}
	w := &watched{}
	d.Dial, ask.Address = w.dial, plan.Address
	if _, err := d.SetModel(ModelForm{Address: "http://127.0.0.1:9/v1", Model: "tide-1"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Think(t.Context(), ask, func(int, string) {}); fault.Of(err) == nil || fault.Of(err).Code != fault.Mismatch || len(w.dials) > 0 {
		t.Errorf("%v, dialled %q", err, w.dials)
	}
}

// The environment's key without an address of its own goes to no strange host.
func TestKeyOfTheEnvironment(t *testing.T) {
	d, _, _ := modelOf(t, "")
	d.Env = func(name string) string { return map[string]string{EnvModelKey: "sk-canary-3"}[name] }
	for address, want := range map[string]bool{"http://stranger.example/v1": false, "https://api.openai.com.evil.example/v1": false, "https://api.openai.com/v1": true, "http://localhost:11434/v1": true} {
		if key, _ := d.modelKey(address); (key != "") != want {
			t.Errorf("%s: %v", address, key != "")
		}
	}
}
