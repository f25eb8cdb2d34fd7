package testserver

import (
	"encoding/json"
	"strings"
)

// Drafts are what the server “desk” writes as closers, one after the other: the second
// says what no story holds.
var Drafts = []string{
	"Whoever listens long enough hears the same thing twice. Most of us stop after the first time, and call it news.",
	"In 2019 Canada gave its harbours ears, and 4,000 people wrote to ask whether they might have them back.",
	"A patient ear is cheaper than a deep well, and it makes better company.",
}

// Claimed is the sentence in which the server “desk” finds a claim, when a story
// holds it.
const Claimed = "Sea level is a slow story"

// desk answers as a newsletter's desk would like it: what was asked for, and drafts
// that differ.
func desk(t *talk) {
	asked := t.text()
	switch {
	case t.ask.Schema != nil && strings.Contains(asked, "ebb"):
		t.say(`{"tide":"flood"}`)
	case strings.Contains(asked, "Which colour"):
		t.say("Red.")
	case strings.Contains(asked, "as a fact checker does"):
		claim, _ := json.Marshal(map[string]any{"claims": []map[string]string{
			{"words": Claimed, "kind": "source", "why": "Nothing here leads to who says so."},
			{"words": "These words are in no story.", "kind": "contradiction", "why": "Nor is this."},
		}})
		t.say(string(claim))
	case strings.Contains(asked, "image_url"):
		t.say("A lamp hangs over a harbour at night, and its light lies on the water.")
	case strings.Contains(asked, "You write the headline"):
		t.say([]string{"Ear to the Pier", "What the Tide Said", "Sounding Out the Sea"}[t.turn%3])
	case strings.Contains(asked, "You write the subject line"):
		t.say([]string{"A pier that listens", "The tide, overheard", "Deep listening in the harbour, at a price that a small town can pay"}[t.turn%3])
	case strings.Contains(asked, "You write the preheader"):
		t.say("What it hears, who pays for it, and why the old well stays.")
	case strings.Contains(asked, "You write the standfirst"):
		t.say([]string{"An ear under the pier does what a well did, for less.", "The harbour has learned to listen.", "It took a well a century; it takes an ear a rucksack."}[t.turn%3])
	case strings.Contains(asked, "You tighten a passage"):
		t.say(tightened(asked))
	default:
		t.say(Drafts[t.turn%len(Drafts)])
	}
}

// tightened takes every tenth word out of the passage that was asked about.
func tightened(asked string) string {
	var content string
	for _, line := range strings.Split(asked, "\n") {
		if json.Unmarshal([]byte(line), &content) == nil && strings.Contains(content, "\nPASSAGE>>>") {
			break
		}
	}
	_, passage, _ := strings.Cut(content, "<<<PASSAGE\n")
	passage, _, _ = strings.Cut(passage, "\nPASSAGE>>>")
	words := strings.Split(passage, " ")
	kept := words[:0]
	for n, word := range words {
		if n%10 != 4 || strings.ContainsAny(word, "\n*[]()") {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}
