package desk

import (
	"strings"
	"testing"

	"galley/internal/house"
	"galley/internal/issue"
	"galley/internal/markdown"
	"galley/internal/thinking"
)

// What a closer may have is what its pair leaves over, and the one that is there is no
// part of the story.
func TestMaterial(t *testing.T) {
	h, err := house.Load(house.Default)
	if err != nil {
		t.Fatal(err)
	}
	it := issue.Item{Kind: issue.KindStory, Story: "news", Copy: "# Tide\n\n**What’s new:** It turns.\n\n**Why it matters:** " + strings.Repeat("word ", 50) + "\n\n**We’re thinking:** The old closer.\n"}
	it.Reading = markdown.New(h).Read(h.Like(it.Kind), it.Copy)
	m := materialOf(h, &it, thinking.Closer)
	if m.Label != "We’re thinking" || m.Most != 70 || strings.Contains(m.Story, "old closer") || !strings.Contains(m.Story, "It turns.") {
		t.Errorf("%+v", m)
	}
	if m = materialOf(h, &it, thinking.Headline); m.Label != "" || !strings.Contains(m.Story, "old closer") || m.Most == 0 {
		t.Errorf("%+v", m)
	}
	if m = materialOf(h, &it, thinking.Why); m.Label != "Why it matters" || strings.Contains(m.Story, "word word") {
		t.Errorf("%+v", m)
	}
}

func TestTidied(t *testing.T) {
	for text, want := range map[string]string{
		" Words. \n": "Words.", "“Words.”": "Words.", "\"Words.\"": "Words.", "“One,” he said, “two.”": "“One,” he said, “two.”", "": "", "“": "“",
	} {
		if got := tidied(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	for story, want := range map[string]string{
		"": "", "One.": "One.", "One. Two. Three.": "Two. Three.", "First.\n\nA 3.5 m wave. It came. It went.": "It came. It went.",
	} {
		if got := lastOf(story); got != want {
			t.Errorf("%q ends %q", story, got)
		}
	}
}
