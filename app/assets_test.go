package app

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"galley/internal/desk"
	"galley/internal/fault"
)

func ask(t *testing.T, d Desk, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	Assets(d, &log{to: io.Discard}).ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body)))
	return answer
}

func TestAssetsAnswer(t *testing.T) {
	d := oneDesk{opened: func(id string) (desk.DraftView, error) { return desk.DraftView{Issue: id}, nil }}
	answer := ask(t, d, http.MethodGet, "/draft/k3f9", "")
	var view desk.DraftView
	if err := json.Unmarshal(answer.Body.Bytes(), &view); err != nil || view.Issue != "k3f9" {
		t.Errorf("status %d, %s, %v", answer.Code, answer.Body, err)
	}
	answer = ask(t, d, http.MethodGet, "/simulated/k3f9?client=gmail", "")
	var simulated desk.Simulated
	if err := json.Unmarshal(answer.Body.Bytes(), &simulated); err != nil || simulated.HTML != "k3f9 in gmail" {
		t.Errorf("status %d, %s, %v", answer.Code, answer.Body, err)
	}
	answer = ask(t, d, http.MethodGet, "/compare/k3f9?item=a2b3&from=signed&to=now", "")
	var compared desk.Comparison
	if err := json.Unmarshal(answer.Body.Bytes(), &compared); err != nil || compared.HTMLTo != "a2b3 of k3f9, signed to now" {
		t.Errorf("status %d, %s, %v", answer.Code, answer.Body, err)
	}
	answer = ask(t, d, http.MethodPost, "/copy/k3f9/a2b3", "Dear friends")
	var echo desk.Echo
	if err := json.Unmarshal(answer.Body.Bytes(), &echo); err != nil || echo.Version != 4+4+12 {
		t.Errorf("status %d, %s, %v", answer.Code, answer.Body, err)
	}
	answer = ask(t, d, http.MethodPost, "/copy/k3f9/a2b3?pasted=0-4,x-9,7,5-12", "Dear friends")
	if err := json.Unmarshal(answer.Body.Bytes(), &echo); err != nil || echo.Version != 4+4+12+100*(4+7) {
		t.Errorf("what was pasted: status %d, %s, %v", answer.Code, answer.Body, err)
	}
	var suggested desk.Suggested
	for version, stale := range map[string]bool{"7": true, "1": false} {
		answer = ask(t, d, http.MethodPost, "/suggestions/k3f9/a2b3?version="+version, `[{"id":"s1","start":3,"end":5,"insert":"x"}]`)
		if err := json.Unmarshal(answer.Body.Bytes(), &suggested); err != nil || suggested.Stale != stale {
			t.Errorf("suggested on %s: status %d, %s, %v", version, answer.Code, answer.Body, err)
		}
	}
}

func TestAssetsRefuseInWords(t *testing.T) {
	d := oneDesk{opened: func(string) (desk.DraftView, error) {
		return desk.DraftView{}, fault.New(fault.NotFound, "There is no such issue.", "Open another.")
	}}
	answer := ask(t, d, http.MethodGet, "/draft/none", "")
	if want := `{"code":"not-found","message":"There is no such issue.","hint":"Open another."}`; answer.Code != http.StatusNotFound || strings.TrimSpace(answer.Body.String()) != want {
		t.Errorf("status %d, %s", answer.Code, answer.Body)
	}
	answer = ask(t, d, http.MethodPost, "/copy/k3f9/a2b3", strings.Repeat("a", maxCopy+1))
	if answer.Code != http.StatusUnprocessableEntity || !strings.Contains(answer.Body.String(), "too much") {
		t.Errorf("status %d, %s", answer.Code, answer.Body)
	}
	for _, body := range []string{"", "{", `[{"start":"x"}]`, strings.Repeat(" ", maxEdits+1)} {
		if answer := ask(t, d, http.MethodPost, "/suggestions/k3f9/a2b3?version=1", body); answer.Code != http.StatusUnprocessableEntity {
			t.Errorf("%.10q: status %d, %s", body, answer.Code, answer.Body)
		}
	}
	if answer := ask(t, d, http.MethodPost, "/suggestions/k3f9/a2b3", "[]"); answer.Code != http.StatusUnprocessableEntity {
		t.Errorf("no version: status %d, %s", answer.Code, answer.Body)
	}
	for path, method := range map[string]string{"/draft/x": http.MethodPost, "/copy/x/y": http.MethodGet, "/": http.MethodGet, "/other": http.MethodPost} {
		if answer := ask(t, d, method, path, ""); answer.Code != http.StatusNotFound {
			t.Errorf("%s %s: status %d", method, path, answer.Code)
		}
	}
}

// TestShapes holds the types that are written by hand for the page, because no
// bound call carries them, against Go's.
func TestShapes(t *testing.T) {
	var text []byte
	for _, name := range []string{"backend", "compare"} {
		part, err := os.ReadFile("../frontend/src/lib/" + name + "/shapes.ts")
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, part...)
	}
	field := regexp.MustCompile(`(?m)^  (\w+)\??: `)
	for name, shape := range map[string]any{
		"DraftView": desk.DraftView{}, "Grammar": desk.Grammar{}, "KindView": desk.KindView{}, "Page": desk.Page{}, "PageItem": desk.PageItem{}, "MendedView": desk.MendedView{},
		"Flight": desk.Flight{}, "FlightFinding": desk.FlightFinding{}, "FlightFix": desk.FlightFix{}, "FlightEdit": desk.FlightEdit{}, "LinksView": desk.LinksView{},
		"Simulated":   desk.Simulated{},
		"VersionView": desk.VersionView{}, "Compared": desk.Comparison{}, "ComparedItem": desk.ComparedItem{}, "ComparedPicture": desk.PictureChange{},
		"HeadChange": desk.FieldChange{}, "TextChange": desk.ComparedRange{},
	} {
		_, body, found := strings.Cut(string(text), "export interface "+name+" {")
		body, _, _ = strings.Cut(body, "\n}")
		var got, want []string
		for _, m := range field.FindAllStringSubmatch(body, -1) {
			got = append(got, m[1])
		}
		for i := range reflect.TypeOf(shape).NumField() {
			tag, _, _ := strings.Cut(reflect.TypeOf(shape).Field(i).Tag.Get("json"), ",")
			want = append(want, tag)
		}
		if !found || !reflect.DeepEqual(got, want) {
			t.Errorf("shapes.ts has %s with %q, and Go has %q", name, got, want)
		}
	}
}
