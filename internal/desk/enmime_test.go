package desk_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jhillyerd/enmime/v2"

	"galley/internal/desk"
)

// TestEnmimeReadsTheSample: another program's reader finds no error in the
// message of the sample issue, and the same words and pictures.
func TestEnmimeReadsTheSample(t *testing.T) {
	d := desk.New()
	o, err := d.Load(context.Background(), desk.SampleSource{}, "")
	if err != nil {
		t.Fatal(err)
	}
	printed, err := d.Print(o, time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	envelope, err := enmime.ReadEnvelope(bytes.NewReader(printed.EML))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range envelope.Errors {
		t.Errorf("enmime: %v", e)
	}
	if got := unix(envelope.Text); got != string(printed.Text) {
		t.Errorf("enmime reads another text: %d bytes of %d", len(got), len(printed.Text))
	}
	pictures := len(envelope.Inlines) + len(envelope.OtherParts)
	if pictures == 0 || pictures != printed.Receipt.ReadBack.Pictures || len(envelope.Attachments) != 0 {
		t.Errorf("enmime finds %d pictures and %d attachments; %d were sent", pictures, len(envelope.Attachments), printed.Receipt.ReadBack.Pictures)
	}
	html := unix(envelope.HTML)
	for _, p := range append(envelope.Inlines, envelope.OtherParts...) {
		if len(p.Content) == 0 || !strings.Contains(html, `src="cid:`+p.ContentID+`"`) {
			t.Errorf("the picture %s (%s, %d bytes) is not in the HTML", p.FileName, p.ContentID, len(p.Content))
		}
	}
}

func unix(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
