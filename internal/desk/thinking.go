package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"galley/internal/fault"
	"galley/internal/issue"
	"galley/internal/secrets"
	"galley/internal/thinking"
)

// Where a model answers is a setting; its key is none, and is with [Secrets]. What the
// environment says stands over both.

// Secrets keeps keys (internal/secrets).
type Secrets interface {
	Get(name string) (value string, where secrets.Where)
	Set(name, value string, mayFile bool) (secrets.Where, error)
	HasKeychain() bool
}

// The variables that say where a model answers.
const (
	EnvModelURL = "GALLEY_LLM_URL"
	EnvModel    = "GALLEY_LLM_MODEL"
	EnvModelKey = "GALLEY_LLM_KEY"
)

// modelSetting is the setting of the model's address.
const modelSetting = "model"

// maxAddress bounds what a person types as an address or a model's name, in bytes.
const maxAddress = 500

// ModelForm is where a model answers, as a person sets it.
type ModelForm struct {
	Address string `json:"address"`
	Model   string `json:"model"`
	Azure   string `json:"azure"` // the API version of an Azure-style address; empty for others
}

// ModelView is that, and what follows from it.
type ModelView struct {
	ModelForm
	Host     string            `json:"host"`  // empty while no model is set up
	Local    bool              `json:"local"` // it is this machine: nothing leaves it
	Fixed    bool              `json:"fixed"` // the environment says so, and the form cannot change it
	Key      string            `json:"key"`   // where the key is: environment, keychain, file, session; empty for none
	Keychain bool              `json:"keychain"`
	Presets  []thinking.Preset `json:"presets"`
}

// FoundView is what a test of a server found.
type FoundView struct {
	Host    string   `json:"host"`
	Models  []string `json:"models"`
	Streams bool     `json:"streams"`
	Schema  bool     `json:"schema"`
	Vision  bool     `json:"vision"`
}

func (d *Desk) env(name string) string {
	if d.Env != nil {
		return d.Env(name)
	}
	return ""
}

// modelForm gives where a model answers, and whether the environment says so.
func (d *Desk) modelForm() (f ModelForm, fixed bool) {
	if address := d.env(EnvModelURL); address != "" {
		return ModelForm{Address: address, Model: d.env(EnvModel)}, true
	}
	if d.hasStore() {
		if text, err := d.Store.Setting(modelSetting); err == nil && text != "" {
			_ = json.Unmarshal([]byte(text), &f) // of a later Galley, perhaps: then there is none
		}
	}
	f.Model = cmp.Or(d.env(EnvModel), f.Model)
	return f, false
}

// keyName is the name that a key goes by: it is one host's, and goes to no other.
func keyName(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return "model " + strings.ToLower(u.Scheme+"://"+u.Host)
}

// modelKey gives the key of an address, and where it is.
func (d *Desk) modelKey(address string) (thinking.Key, secrets.Where) {
	// The environment's key is for the environment's address, or where it names none for this machine
	// and the hosts that are known to want one: a strange address in the settings does not get it.
	if key := d.env(EnvModelKey); key != "" && (d.env(EnvModelURL) != "" || isLocal(address) || isKnown(address)) {
		return thinking.Key(key), secrets.Environment
	}
	name := keyName(address)
	if d.Secrets == nil || name == "" {
		return "", secrets.Nowhere
	}
	key, where := d.Secrets.Get(name)
	return thinking.Key(key), where
}

// client gives who asks the model that is set up; nil while none is.
func (d *Desk) client() *thinking.Client {
	c := d.keyless()
	if c != nil {
		c.Server.Key, _ = d.modelKey(c.Server.Address)
	}
	return c
}

// keyless is the same without its key: to show what would be sent wants none.
func (d *Desk) keyless() *thinking.Client {
	f, _ := d.modelForm()
	if f.Address == "" || f.Model == "" {
		return nil
	}
	return d.clientOf(&f)
}

func (d *Desk) clientOf(f *ModelForm) *thinking.Client {
	limits := thinking.Usual
	if d.Limits != (thinking.Limits{}) {
		limits = d.Limits
	}
	return &thinking.Client{Limits: limits, Dial: d.Dial, Server: thinking.Server{Address: f.Address, Model: f.Model, Azure: f.Azure}}
}

// Model gives where a model answers, without its key.
func (d *Desk) Model() (ModelView, error) {
	if err := d.needStore(); err != nil {
		return ModelView{}, err
	}
	f, fixed := d.modelForm()
	v := ModelView{ModelForm: f, Fixed: fixed, Presets: thinking.Presets}
	if f.Address != "" && f.Model != "" {
		v.Host = hostOf(f.Address)
	}
	v.Local = isLocal(f.Address)
	return v, nil
}

// ModelSettings gives the same with where its key is. A keychain may ask the person to
// unlock it, so nobody looks there before somebody wants the key, or this page.
func (d *Desk) ModelSettings() (ModelView, error) {
	v, err := d.Model()
	if err != nil || d.Secrets == nil {
		return v, err
	}
	_, where := d.modelKey(v.Address)
	v.Key, v.Keychain = string(where), d.Secrets.HasKeychain()
	return v, nil
}

// SetModel keeps where a model answers. An address that is none is refused; an empty
// one turns the help off.
func (d *Desk) SetModel(f ModelForm) (ModelView, error) {
	if err := d.needStore(); err != nil {
		return ModelView{}, err
	}
	f.Address, f.Model, f.Azure = withScheme(strings.TrimSpace(f.Address)), oneLine(strings.TrimSpace(f.Model)), oneLine(strings.TrimSpace(f.Azure))
	if len(f.Address)+len(f.Model)+len(f.Azure) > maxAddress {
		return ModelView{}, fault.New(fault.BadInput, "This address is too long.", "It is the one that the model’s program shows, such as http://localhost:11434/v1.")
	}
	server := thinking.Server{Address: f.Address, Model: cmp.Or(f.Model, "any"), Azure: f.Azure}
	if f.Address != "" {
		if err := server.Check(); err != nil {
			return ModelView{}, err
		}
	}
	text, err := json.Marshal(f)
	if err != nil {
		return ModelView{}, err
	}
	if err := d.Store.Keep(issue.Batch{Settings: map[string]string{modelSetting: string(text)}}); err != nil {
		return ModelView{}, err
	}
	return d.ModelSettings()
}

// SetModelKey keeps the key of the address that is set: in the system's keychain;
// where there is none in a file, if mayFile, or else until Galley is closed. An empty
// key takes it away.
func (d *Desk) SetModelKey(key string, mayFile bool) (ModelView, error) {
	f, _ := d.modelForm()
	name := keyName(f.Address)
	if name == "" || d.Secrets == nil {
		return ModelView{}, fault.New(fault.NotFound, "There is no address that this key is for.", "Give the model’s address first.")
	}
	if _, err := d.Secrets.Set(name, strings.TrimSpace(key), mayFile); err != nil {
		return ModelView{}, err
	}
	return d.ModelSettings()
}

// Models lists the models that the server has whose address is set.
func (d *Desk) Models(ctx context.Context) ([]string, error) {
	f, _ := d.modelForm()
	c := d.clientOf(&f)
	c.Server.Key, _ = d.modelKey(f.Address)
	list, err := c.Models(ctx)
	return some(list), err
}

// TestModel asks the server that is set four small questions.
func (d *Desk) TestModel(ctx context.Context) (FoundView, error) {
	c := d.client()
	if c == nil {
		return FoundView{}, noModel()
	}
	found, err := c.Test(ctx)
	return FoundView{found.Host, some(found.Models), found.Streams, found.Schema, found.Vision}, err
}

// withScheme gives an address as it was meant: localhost:11434 is http on this machine, and
// whatever else has no scheme is https.
func withScheme(address string) string {
	if address == "" || strings.Contains(address, "://") || !hostLike.MatchString(address) {
		return address
	}
	if local := "http://" + address; isLocal(local) {
		return local
	}
	return "https://" + address
}

// hostLike is a host with a port or a path, and no scheme of another kind.
var hostLike = regexp.MustCompile(`^[\w.-]+(:\d+)?(/.*)?$`)

func noModel() error {
	return fault.New(fault.NotFound, "No model is set up.", "Settings, “Model help”, takes an address and a model.")
}

// isKnown reports whether an address is one of the presets' own.
func isKnown(address string) bool {
	return slices.ContainsFunc(thinking.Presets, func(p thinking.Preset) bool { return p.Key && keyName(p.Address) == keyName(address) })
}

func hostOf(address string) string {
	server := thinking.Server{Address: address}
	return server.Host()
}

// isLocal reports whether an address is this machine's own.
func isLocal(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	name := strings.ToLower(u.Hostname())
	ip := net.ParseIP(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || ip != nil && ip.IsLoopback()
}
