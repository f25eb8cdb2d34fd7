package intake

import (
	"testing"

	"galley/internal/issue"
	"galley/internal/markdown"
)

func TestPictureLine(t *testing.T) {
	for _, s := range []string{
		"Artboard 1 – 1", "Artboard 1", "Artboard 12 copy 3", "Screen Shot 2026-01-13 at 10.56.40 AM copy", "Screenshot 2026-01-13 105640",
		"Screenshot_20260113-105640_Chrome", "Bildschirmfoto 2026-01-13 um 10.56.40", "Capture d’écran 2026-01-13 à 10.56.40", "Gif 1-1", "IMG_2041",
		"IMG_2041.jpg", "DSC01234", "PXL_20260113_105640123", "image1.png", "image 3", "Untitled-1", "Layer 4 copy", "Frame 12", "chart final (2).PNG",
		"pictures/lock.webp", "[image: A harbour at night]", "[cid:image001.png@01D]", "Facebook icon", "Behance tw link", "Tidewater on Mastodon logo",
	} {
		if !isPictureLine(s) {
			t.Errorf("%q is a picture's name", s)
		}
	}
	for _, s := range []string{
		"", "png", "A picture of the lock", "Image of the year", "Screenshots of 3 pages are below.", "Screen Shot", "Frame by frame", "Photo finish at 12",
		"Please open the file that is called lock-of-the-harbour-final.png now or never at all or tomorrow.png", "https://tidewater.example/lock.png",
		"The link", "Follow us on Facebook", "Layer cake for 12", "Chart: votes by state", "[1]", "IMG", "Untitled",
	} {
		if isPictureLine(s) {
			t.Errorf("%q is no picture's name", s)
		}
	}
}

func TestOneOffLabel(t *testing.T) {
	for s, label := range map[string]string{
		"Deep water, too: It rose there.":                   "Deep water, too",
		"Yes: “It rose.”":                                   "Yes",
		"كيف يعمل: الماء السريع":                            "كيف يعمل",
		"Le bruit :\u00a0Il monte.":                         "Le bruit ",
		"TensorFlow: advanced techniques for all":           "",
		"Course 2 of our Harbour School: Advanced Tides":    "",
		"At 10:30 It rose":                                  "",
		"See https://a.example/ It rose":                    "",
		"One two three four five: It rose.":                 "",
		"it rose: It rose.":                                 "",
		"It rose. Then: It fell.":                           "",
		"It rose:It fell.":                                  "",
		"Step 2: It rose.":                                  "",
		"It rose:":                                          "",
		": It rose":                                         "",
		"Senior Engineer (contractor): It rose.":            "",
		"A sentence that goes on for long, and then: So so": "",
	} {
		got := ""
		if colon := oneOffLabel(s); colon > 0 {
			got = s[:colon]
		}
		if got != label {
			t.Errorf("%q: label %q, want %q", s, got, label)
		}
	}
}

func TestEndsInCall(t *testing.T) {
	for _, s := range []string{
		"It begins on 1 May. Enroll now", "It begins. Learn more", "It begins! Sign up today →", "Learn more", "Learn more.", "Es beginnt bald. Jetzt anmelden",
		"It begins. Read the survey: https://tidewater.example/survey", "It begins. Register here <https://tidewater.example/r>", "يبدأ قريبًا. سجل الآن", "“It begins.” Save your seat",
		"It begins soon. Zum Programm",
	} {
		if !endsInCall(s) {
			t.Errorf("%q ends in a call", s)
		}
	}
	for _, s := range []string{
		"", "It begins.", "It begins. It ends.", "The town slept", "A wonder. (61)", "It begins. And then it ends, which nobody had thought of before",
		"https://tidewater.example/", "Nobody drowned.",
	} {
		if endsInCall(s) {
			t.Errorf("%q ends in no call", s)
		}
	}
}

func TestHeadlineShaped(t *testing.T) {
	shaped := func(s string) bool {
		c := newCutter(&issue.House{}, []block{{kind: paragraph, text: s}})
		return c.headlineShaped(0)
	}
	for _, s := range []string{
		"The Lock", "Who Pays?", "It Rose!", "Open Sea vs. Closed Harbour", "“The Lock”", "U.S. Locks Open", "Lock & Sons Inc. Sold", "2026 was dry", "المقياس الذي أصغى",
	} {
		if !shaped(s) {
			t.Errorf("%q could be a headline", s)
		}
	}
	for _, s := range []string{
		"", "…", "The lock opened.", "Come and see. Sign up", "Three things:", "Dear friends,", "Two evenings on the pier. Bring a coat", "https://tidewater.example/",
		"A line that goes on and on, for many more words than any headline ever had before", "“It opened.”",
	} {
		if shaped(s) {
			t.Errorf("%q could be no headline", s)
		}
	}
}

func TestGreetingAndSignOff(t *testing.T) {
	for _, s := range []string{"Dear friends,", "Hi {{first_name|there}},", "Hello", "Guten Morgen!", "Liebe Leserinnen und Leser,", "Chers amis,", "أصدقاءنا الأعزاء،", "大家好！", "Hi all, this week we look at the lock that opened twice, and why."} {
		if !isGreeting(s) {
			t.Errorf("%q greets", s)
		}
	}
	for _, s := range []string{"The lock", "Dearest of all locks", "High water", "Hello is what the keeper said to the ferry on the morning when the lock opened"} {
		if isGreeting(s) {
			t.Errorf("%q greets nobody", s)
		}
	}
	for _, s := range []string{"Keep watching!", "Best,", "Yours", "Until next week,", "Herzliche Grüße", "Watch the water!"} {
		if !isSignOff(s) {
			t.Errorf("%q signs off", s)
		}
	}
	for _, s := range []string{"The lock opened.", "Keep the lock closed until the ferry has gone by, as always.", "Bester Deich"} {
		if isSignOff(s) {
			t.Errorf("%q does not sign off", s)
		}
	}
}

// TestUnwrap: lines are joined only where most of them were broken, and never
// with a label or a bullet.
func TestUnwrap(t *testing.T) {
	const full = "This line has nearly as many letters as the others around it" // 60
	lines := func(texts ...string) []line {
		var out []line
		for _, s := range texts {
			out = append(out, line{text: s})
		}
		return out
	}
	d := markdown.New(&issue.House{Labels: []issue.LabelStyle{{Name: "Yes, but"}}})
	for _, c := range []struct {
		lines []line
		want  int
	}{
		{lines(full, full, full, full, "end."), 1},
		{lines(full, full, "end."), 3}, // too few to be sure
		{lines(full, full, full, full, "Yes, but: no."), 2},
		{lines(full, full, full, full, "• a"), 2},
		{lines(full, full, full, full, "IMG_2041.jpg"), 2},
		{lines(full, full, full, full, "", "end."), 3},
		{lines(full, full, full, full, "– end."), 1},
		{lines("• "+full[2:], full, full, full, "– end."), 2},
		{append(lines(full, full, full, full), line{text: full}, line{text: "end.", indent: 2}), 2},
		{append(lines(full, full, full, full, ""), line{text: full}, line{text: "end.", indent: 2}), 4}, // an indented paragraph
		{lines("Roses", "are red", "violets", "are blue", full, "and so", "on it", "goes"), 8},
		{lines(full+full, full+full, full+full, full+full), 4},
	} {
		if got, _ := unwrap(c.lines, d); len(got) != c.want {
			t.Errorf("%d lines became %d, want %d: %+v", len(c.lines), len(got), c.want, got)
		}
	}
}
