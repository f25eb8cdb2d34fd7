package intake_test

import (
	"slices"
	"strings"
	"testing"

	"galley/internal/issue"
	"galley/internal/markdown"
)

// story is a story with that headline.
func story(headline string) string {
	return headline + "\n\nIt was a day like any other in the harbour.\nWhat’s new: It opened.\nWhy it matters: It had never.\n"
}

const call = "Learn to read water in two evenings. Sign up\n"

// TestRundown: where items begin and end. Each is given as its kind, story kind
// and headline, or its first words when it has none.
func TestRundown(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"letter, story": {"Dear friends,\nhello.\n\n" + story("The Lock"), []string{"letter: Dear friends,", "news: The Lock"}},
		"a sign-off, and something else below": {
			"Dear friends,\nhello.\nYours,\nInes\n\n\nThe town hall is closed on Monday and on Tuesday.\n\n\n" + story("The Lock"),
			[]string{"letter: Dear friends,", "unplaced: The town hall is closed on Monday and on Tuesday.", "news: The Lock"},
		},
		"a call that is no sign-off": {"Dear friends,\nLook!\nThe lock is open.\n\n" + story("The Lock"), []string{"letter: Dear friends,", "news: The Lock"}},
		"a promo below the letter":   {"Dear friends,\nhello to all of you.\n\n\n\n" + call + "\n\n" + story("The Lock"), []string{"letter: Dear friends,", "promo: " + strings.TrimSpace(call), "news: The Lock"}},
		"a promo with a headline": {
			story("The Lock") + "\n\n\nThe Harbour School\n\n" + call + "\n\n\n" + story("The Gauge"),
			[]string{"news: The Lock", "promo: The Harbour School", "news: The Gauge"},
		},
		"a promo far below its headline": {
			story("The Lock") + "\n\n\nThe Harbour School\n\n\n\n" + call + "\n\n\n" + story("The Gauge"),
			[]string{"news: The Lock", "promo: The Harbour School", "news: The Gauge"},
		},
		"many short lines above the footer": {
			story("The Lock") + "\n\nFrom our archive:\n" + strings.Repeat("A short line\n", 8) + "\n\nUnsubscribe\n",
			[]string{"news: The Lock", "unplaced: From our archive:", "footer: Unsubscribe"},
		},
		"a promo one line below": {
			story("The Lock") + "\nThe Harbour School\n\n" + call + "\n" + story("The Gauge"),
			[]string{"news: The Lock", "promo: The Harbour School", "news: The Gauge"},
		},
		"a standfirst without a full stop": {
			"The Lock\n\nHow it opened on a day like any other\n\nWhat’s new: It did.\n",
			[]string{"news: The Lock"},
		},
		"a short line inside a story": {
			"The Lock\n\nIt opened.\n\nWhat’s new: It did.\n\nThe keeper\n\nWhy it matters: It had never.\n",
			[]string{"news: The Lock"},
		},
		"two stories of one label": {
			"The Lock\n\nIt opened.\n\nWhat’s new: It did.\n\n\n\nThe Gauge\n\nIt listened.\n\nWhy it matters: It heard.\n",
			[]string{"news: The Lock", "news: The Gauge"},
		},
		"a headline not found": {
			story("The Lock") + "What’s new: It closed again.\nWhy it matters: The ferry.\n",
			[]string{"news: The Lock", "news: What’s new: It closed again."},
		},
		"labels in a letter": {
			"Dear friends,\nResults: none this week.\nYours,\nInes\n",
			[]string{"letter: Dear friends,"},
		},
		"jobs": {
			story("The Lock") + "\nWork with us\n\nKeeper: You open the lock and close it again.\n\nClerk: You read the gauge every single morning.\n",
			[]string{"news: The Lock", "jobs: Work with us"},
		},
		"one colon is no job": {
			story("The Lock") + "\n\n\nA correction\n\nGauges: The figure in our last letter was wrong by ten.\n",
			[]string{"news: The Lock", "unplaced: A correction"},
		},
		"a picture below everything": {story("The Lock") + "\nlock.png\n", []string{"news: The Lock"}},
		"a footer with its logo":     {story("The Lock") + "\n\n\nlogo.png\n\nUnsubscribe\n", []string{"news: The Lock", "footer: ![logo.png](logo.png)"}},
		"an address above the footer": {
			story("The Lock") + "\n\n\nTidewater\n3 Harbour Street\n\nUnsubscribe\n",
			[]string{"news: The Lock", "footer: Tidewater"},
		},
		"a word of footers in a story": {
			"The Lock\n\nIt opened.\nWhat’s new: You can unsubscribe from it.\n",
			[]string{"news: The Lock"},
		},
		"nothing but a footer word that proves nothing": {story("The Lock") + "\nSend us your feedback, please, on a card.\n", []string{"news: The Lock"}},
		"a text without labels": {
			"The Lock Opens\n\nNobody had asked for it, and yet it opened at noon.\n\nThe Gauge\nListens\n\nIt hears what the satellites have missed for years.\n",
			[]string{"news: The Lock Opens", "news: The Gauge"},
		},
		"no blank line at all": {
			"Dear friends,\nhello.\nYours!\n" + strings.ReplaceAll(story("The Lock"), "\n\n", "\n") + "promo.gif\n" + call + strings.ReplaceAll(story("The Gauge"), "\n\n", "\n") + "Unsubscribe\n",
			[]string{"letter: Dear friends,", "news: The Lock", "promo: ![promo.gif](promo.gif)", "news: The Gauge", "footer: Unsubscribe"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := analysis(t)
			r := mustRead(t, "a.txt", c.text, h)
			markdown.New(h).ReadItems(h, r.Issue.Items)
			if got := rundown(r.Issue); !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
			if err := checkLaws(t, "a.txt", []byte(c.text), h); err != nil {
				t.Error(err)
			}
		})
	}
}

func rundown(is *issue.Issue) []string {
	var out []string
	for i := range is.Items {
		item := &is.Items[i]
		kind := item.Kind
		if item.Story != "" {
			kind = item.Story
		}
		words := item.Reading.Headline.Words
		if words == "" {
			words, _, _ = strings.Cut(item.Copy, "\n")
			words = strings.ReplaceAll(words, "**", "")
		}
		out = append(out, kind+": "+words)
	}
	return out
}
