package desk

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"
)

// Restores that follow one another, as of somebody who goes back and forth: each
// leaves what it brought, whatever the mirror is doing meanwhile.
func TestRestoresInQuickSuccession(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(4, 2))
	d, _ := begun(t, t.TempDir(), filepath.Join(t.TempDir(), "Galley"))
	defer d.Close() //nolint:errcheck // its tests are elsewhere
	card, err := d.OpenSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	words := func() string {
		view, err := d.OpenDraft(t.Context(), card.ID)
		if err != nil {
			t.Fatal(err)
		}
		return view.Copies[0].Copy
	}
	view, err := d.OpenDraft(t.Context(), card.ID)
	if err != nil {
		t.Fatal(err)
	}
	c := view.Copies[0]
	copy, version := typeOn(t, d, card.ID, c.ID, c.Copy, c.Version)
	first := words()
	b, err := d.BackUp(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	typeOn(t, d, card.ID, c.ID, copy, version)
	second := words()
	if first == second {
		t.Fatal("nothing was typed")
	}
	name := b.Name
	for n := range 12 {
		r, err := d.RestoreBackup(t.Context(), name, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := first
		if n%2 == 1 {
			want = second
		}
		if got := words(); got != want {
			t.Fatalf("restore %d of %s brought the other text", n, name)
		}
		time.Sleep(time.Duration(random.IntN(200)) * time.Millisecond)
		if got := words(); got != want {
			t.Fatalf("after restore %d the other text came back", n)
		}
		name = r.Before
	}
}
