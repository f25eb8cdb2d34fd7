package issue_test

import (
	"testing"

	"galley/internal/issue"
)

func TestLangAndDir(t *testing.T) {
	for tag, want := range map[string][2]string{
		"":              {"en", "ltr"},
		"English (UK)":  {"en", "ltr"},
		"he":            {"he", "rtl"},
		"ar-EG":         {"ar-EG", "rtl"},
		"ar-Latn":       {"ar-Latn", "ltr"},
		"pa-Arab-PK":    {"pa-Arab-PK", "rtl"},
		"ha-arab":       {"ha-arab", "rtl"},
		"de-1996":       {"de-1996", "ltr"},
		"sr-Latn-RS":    {"sr-Latn-RS", "ltr"},
		"arabic-orient": {"arabic-orient", "ltr"},
	} {
		e := issue.Edition{Publication: issue.Publication{Lang: tag}}
		if got := [2]string{e.Lang(), e.Dir()}; got != want {
			t.Errorf("%q is %v, want %v", tag, got, want)
		}
	}
	e := issue.Edition{Publication: issue.Publication{Lang: "he", Dir: "ltr"}}
	if e.Dir() != "ltr" {
		t.Error("the language stands over what the publication says")
	}
}

// filled is an edition of a publication that says everything.
func filled(kind issue.SlotKind, v issue.SlotValue) *issue.Edition {
	v.Kind = kind
	slots := map[string]issue.SlotValue{}
	for _, name := range issue.SlotNames {
		slots[name] = v
	}
	return &issue.Edition{
		Issue:       &issue.Issue{Number: "74"},
		Publication: issue.Publication{Address: "4 Quay Road", WebURL: " https://a.example/{number} ", UnsubscribeURL: "javascript:x"},
		Profile:     issue.Profile{Name: "p", Slots: slots},
	}
}

func TestFill(t *testing.T) {
	name := issue.SlotValue{Value: "[name]", Fallback: "[name,{fallback}]", Unsafe: ","}
	for _, c := range []struct {
		what           string
		e              *issue.Edition
		slot, fallback string
		want           issue.Filled
	}{
		{"text", filled(issue.SlotText, name), issue.SlotFirstName, "", issue.Filled{Kind: issue.SlotText, Value: "[name]", Text: "[name]"}},
		{"fallback", filled(issue.SlotText, name), issue.SlotFirstName, "there", issue.Filled{Kind: issue.SlotText, Value: "[name,there]", Text: "[name,there]"}},
		{"unsafe word", filled(issue.SlotText, name), issue.SlotFirstName, "a,b", issue.Filled{Kind: issue.SlotText, Value: "[name]", Text: "[name]", Lost: true}},
		{"own text", filled(issue.SlotElement, issue.SlotValue{Value: "<u>{words}</u>", Text: "[u]"}), issue.SlotUnsubscribe, "", issue.Filled{Kind: issue.SlotElement, Value: "<u>{words}</u>", Text: "[u]"}},
		{"literal", filled(issue.SlotLiteral, issue.SlotValue{}), issue.SlotWebVersion, "", issue.Filled{Kind: issue.SlotURL, Value: "https://a.example/74", Text: "https://a.example/74", Plain: true}},
		{"address", filled(issue.SlotLiteral, issue.SlotValue{}), issue.SlotAddress, "", issue.Filled{Kind: issue.SlotText, Value: "4 Quay Road", Text: "4 Quay Road", Plain: true}},
		{"word", filled(issue.SlotFallback, issue.SlotValue{}), issue.SlotFirstName, "there", issue.Filled{Kind: issue.SlotText, Value: "there", Text: "there", Plain: true}},
	} {
		if got := c.e.Fill(c.slot, c.fallback); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, got, c.want)
		}
	}
	for what, f := range map[string]issue.Filled{
		"no such slot":    filled(issue.SlotText, name).Fill("shoe_size", ""),
		"left out":        filled(issue.SlotNone, issue.SlotValue{Why: "It has none."}).Fill(issue.SlotAddress, ""),
		"no word":         filled(issue.SlotFallback, issue.SlotValue{}).Fill(issue.SlotFirstName, ""),
		"unsafe address":  filled(issue.SlotLiteral, issue.SlotValue{}).Fill(issue.SlotUnsubscribe, ""),
		"nothing to say":  filled(issue.SlotLiteral, issue.SlotValue{}).Fill(issue.SlotFirstName, ""),
		"empty profile":   (&issue.Edition{}).Fill(issue.SlotAddress, ""),
		"profile is bare": (&issue.Edition{Profile: issue.Profile{Name: "x"}}).Fill(issue.SlotAddress, "a"),
	} {
		if f.Kind != issue.SlotNone || f.Why == "" || f.Value != "" {
			t.Errorf("%s: %+v", what, f)
		}
	}
}

func TestTitleAndFooter(t *testing.T) {
	e := issue.Edition{Issue: &issue.Issue{}, House: &issue.House{Parts: issue.Parts{Footer: "house’s"}}}
	if e.Title() != "Issue" || e.Footer() != "house’s" {
		t.Error(e.Title(), e.Footer())
	}
	e.Issue.Subject, e.Publication.Footer = "The tide", "publication’s"
	if e.Title() != "The tide" || e.Footer() != "publication’s" {
		t.Error(e.Title(), e.Footer())
	}
	e.Publication.Name = "Tidewater"
	e.House.Kinds = []issue.KindStyle{{Name: "colophon", Like: issue.KindFooter}}
	e.Issue.Items = []issue.Item{{Kind: "colophon"}}
	if e.Title() != "Tidewater" || e.Footer() != "" {
		t.Error(e.Title(), e.Footer())
	}
}

func TestWithNumber(t *testing.T) {
	e := issue.Edition{Issue: &issue.Issue{Number: "74/75 ½&?", Date: "2026-11-25"}}
	if got, want := e.WithNumber("https://a.example/{number}/{date}/?n={number}"), "https://a.example/74%2F75%20%C2%BD%26%3F/2026-11-25/?n=74%2F75%20%C2%BD%26%3F"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
