package issue_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"galley/internal/fault"
	"galley/internal/issue"
)

// canonicalSidecar holds something that this Galley does not know at each
// level, with numbers and characters that a careless copy would change.
const canonicalSidecar = `{
  "galley": 1,
  "people": {
    "Ada": "AL"
  },
  "items": {
    "k3f9": {
      "waivers": [
        {
          "check": "alt.long",
          "words": "A buoy & its <shadow>",
          "reason": "The map needs it.",
          "who": "Ada",
          "date": "2026-11-20",
          "until": 1e400
        }
      ],
      "signed": {
        "hash": "9f2c",
        "who": "Ada",
        "date": "2026-11-22",
        "on": "paper"
      },
      "machine": [
        {
          "words": "The tide & the town",
          "model": "quay-2",
          "date": "2026-11-19",
          "asked": [
            1.0
          ]
        }
      ],
      "authorship": [
        {
          "from": 12345678901234567890
        }
      ],
      "state": "ready"
    },
    "zz22": {
      "comments": [
        {
          "id": "c4mm",
          "anchor": {
            "words": "the <tide>",
            "before": "over ",
            "after": " wall",
            "at": 12,
            "lost": true,
            "line": 3
          },
          "who": "Ada",
          "time": "2026-11-22T08:00:00Z",
          "text": "Which one? @Mo",
          "edited": "2026-11-22T08:01:00Z",
          "replies": [
            {
              "id": "r3pl",
              "who": "Mo",
              "time": "2026-11-22T09:00:00Z",
              "text": "The spring tide.",
              "edited": "2026-11-22T09:01:00Z",
              "deleted": "2026-11-22T09:02:00Z",
              "mood": 1.0
            }
          ],
          "resolved": {
            "yes": true,
            "who": "Ada",
            "time": "2026-11-22T10:00:00Z",
            "how": null
          },
          "deleted": "2026-11-22T11:00:00Z",
          "pinned": false
        }
      ],
      "suggestions": [
        {
          "id": "s5gg",
          "anchor": {
            "words": "",
            "at": 0
          },
          "new": "Well, ",
          "reason": "Warmer.",
          "who": "Ada",
          "model": "quay-2",
          "both": true,
          "time": "2026-11-22T08:00:00Z",
          "answer": {
            "yes": false,
            "who": "Mo",
            "time": "2026-11-22T08:30:00Z"
          },
          "score": 0.50
        }
      ],
      "steps": [
        {
          "state": "in-review",
          "who": "Mo",
          "time": "2026-11-22T07:00:00Z",
          "note": "Please.",
          "auto": true,
          "via": "tram"
        }
      ],
      "marginalia": []
    }
  },
  "waivers": [
    {
      "check": "picture.home",
      "words": "",
      "reason": "They are on the old server.",
      "who": "Ada",
      "date": "2026-11-21"
    }
  ],
  "comments": [
    {
      "id": "wh0l",
      "who": "Mo",
      "time": "2026-11-22T07:00:00Z",
      "text": "A good one."
    }
  ],
  "signed": {
    "hash": "77aa",
    "who": "Ada",
    "date": "2026-11-23"
  },
  "later": {
    "b": null,
    "a": 1.50
  }
}
`

func TestSidecarIsKeptWhole(t *testing.T) {
	s, err := issue.ReadSidecar("issue.galley.json", []byte(canonicalSidecar))
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != canonicalSidecar {
		t.Errorf("written:\n%s", got)
	}
	if r := s.Items["k3f9"]; r.Signed == nil || r.Signed.Hash != "9f2c" || r.Signed.Who != "Ada" || len(r.Machine) != 1 || r.Machine[0].Words != "The tide & the town" || r.Machine[0].Model != "quay-2" {
		t.Errorf("signed: %+v, by machine: %+v", r.Signed, r.Machine)
	}
	all := s.AllWaivers()
	if len(all) != 2 || all[0].Item != "" || all[1].Item != "k3f9" || all[1].Reason != "The map needs it." {
		t.Errorf("waivers: %+v", all)
	}
}

func TestSidecarWaiverAdded(t *testing.T) {
	s, err := issue.ReadSidecar("issue.galley.json", []byte(canonicalSidecar))
	if err != nil {
		t.Fatal(err)
	}
	record := s.Items["zz22"]
	record.Waivers = append(record.Waivers, issue.Waiver{Check: "label.order", Words: "Results", Reason: "On purpose."})
	s.Items["zz22"] = record
	data, err := s.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := issue.ReadSidecar("issue.galley.json", data)
	if err != nil {
		t.Fatal(err)
	}
	if w := again.Items["zz22"].Waivers; len(w) != 1 || w[0].Words != "Results" {
		t.Errorf("waivers of zz22: %+v", w)
	}
	if _, kept := again.Items["zz22"].More["marginalia"]; !kept {
		t.Error("adding a waiver lost what stood beside it")
	}
}

func TestSidecarNothing(t *testing.T) {
	for _, data := range []string{"", "\n", "\ufeff{}", "{}", "null", `{"galley":1}`, `{"items":null,"waivers":null}`} {
		s, err := issue.ReadSidecar("issue.galley.json", []byte(data))
		if err != nil {
			t.Errorf("%q: %v", data, err)
			continue
		}
		if len(s.AllWaivers()) != 0 {
			t.Errorf("%q: waivers out of nothing: %+v", data, s.AllWaivers())
		}
	}
	if (*issue.Sidecar)(nil).AllWaivers() != nil {
		t.Error("no sidecar has waivers")
	}
}

func TestSidecarErrors(t *testing.T) {
	cases := []struct{ name, data, want string }{
		{"a newer version", `{"galley":2,"items":[]}`, "is of version 2, and this Galley reads up to version 1."},
		{"cut off", canonicalSidecar[:200], "issue.galley.json is cut off: its end is missing."},
		{"no JSON", "{\n\"galley\": 1,\n\"items\": {,}\n}", "line 3: this is no JSON."},
		{"a list", "[]", "the whole is of the wrong kind: array."},
		{"a number for words", `{"items":{"k3f9":{"waivers":[{"check":7}]}}}`, "“items.waivers.check” is of the wrong kind: number."},
		{"a name for a sign-off", `{"items":{"k3f9":{"signed":"Ada"}}}`, "“items.signed” is of the wrong kind: string."},
		{"a word for the version", `{"galley":"one"}`, "“galley” is of the wrong kind: string."},
		{"too deep", `{"x":` + strings.Repeat("[", 200_000), "issue.galley.json"},
		{"too large", strings.Repeat(" ", issue.MaxSidecar+1), "is too large"},
		{"too many", `{"waivers":[` + strings.Repeat("{},", 60_000) + "{}]}", "is too large: 60002 records"},
		{"too many in all", `{"items":{"a":{"waivers":[` + strings.Repeat("{},", 40_000) + `{}]},"b":{"waivers":[` + strings.Repeat("{},", 40_000) + "{}]}}}", "is too large: 80006 records"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := issue.ReadSidecar("issue.galley.json", []byte(c.data))
			var f *fault.Error
			if !errors.As(err, &f) {
				t.Fatalf("error is %T: %v", err, err)
			}
			if f.Code != fault.BadInput || f.Hint == "" || !strings.Contains(f.Message, c.want) {
				t.Errorf("%s: %q, hint %q; want %q", f.Code, f.Message, f.Hint, c.want)
			}
		})
	}
}

// FuzzReadSidecar holds that whatever is read is written in a form that is read
// as the same, byte for byte.
func FuzzReadSidecar(f *testing.F) {
	f.Add([]byte(canonicalSidecar))
	f.Add([]byte(`{"items":{"":{"waivers":[null]}},"galley":0}`))
	f.Add([]byte(`{"items":{"a":{"signed":null,"machine":null},"b":{"signed":{},"machine":[{},null]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := issue.ReadSidecar("issue.galley.json", data)
		if err != nil {
			return
		}
		once, err := s.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := issue.ReadSidecar("issue.galley.json", once)
		if err != nil {
			t.Fatalf("%v\n%s", err, once)
		}
		twice, err := again.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once, twice) {
			t.Errorf("once\n%s\ntwice\n%s", once, twice)
		}
	})
}
