package preflight

import (
	"fmt"
	"strings"

	"galley/internal/issue"
)

// Words that say where a figure goes.
var (
	goesUp   = listed("up|rose|rises|rising|risen|grew|grows|growing|grown|climbed|climbs|climbing|jumped|jumps|jumping|increased|increases|increasing|soared")
	goesDown = listed("down|fell|falls|falling|fallen|dropped|drops|dropping|declined|declines|declining|shrank|shrinks|shrunk|slipped|decreased|decreases|decreasing|plunged|sank")
	hedges   = listed("just|only|about|around|roughly|nearly|almost|some|over|under|more|less|than|a|an|mere|estimated|approximately|the|its|his|her|their|as|little|much")
	noThings = listed("last|year|years|then|when|before|during|earlier|previously|over|under|this|that|after|since|today|place|places|position|positions|spot|spots|rank|ranks|with|from|though")
)

// directions finds figures that go the other way than their sentence says: “91%,
// up from 97%”, “rose from $5 to $4”, “down to 97% from 91%”. It reads English,
// and stays silent on ranks, ordinals and other figures without a unit, on two
// units, on negative ones, and where another number stands between the two.
func (r *round) directions(p *piece, text string, list []amount) {
	for i := 0; i+1 < len(list); i++ {
		a, b := &list[i], &list[i+1]
		const reach = 80
		if b.Start-a.End > reach || strings.ContainsAny(text[a.End:b.Start], ".!?;\n|0123456789") || !sameThing(a, b) {
			continue
		}
		if a.unit+b.unit == "" && !strings.ContainsAny(text[a.End:b.Start], ",(—–") {
			continue // 300 metres up from the river’s 400
		}
		between := strings.Fields(strings.ToLower(text[a.End:b.Start]))
		earlier, later, up, known := way(between, wordsBefore(text, a.Start), a, b)
		if !known || up == (later.value > earlier.value) || earlier.value == later.value || !oneSentence(p.Copy, a.Span, b.Span) {
			continue
		}
		at := issue.Span{Start: a.Start, End: b.End}
		says := map[bool]string{true: "upwards", false: "downwards"}[up]
		r.at(p, at, fmt.Sprintf("From %s to %s is not %s: see which of the figures and the word is wrong.",
			asOneLine(p.Copy, earlier.Span), asOneLine(p.Copy, later.Span), says))
	}
}

// way gives which of two amounts was first, and where the sentence says that it
// went; known is false where it says nothing.
func way(between, before []string, a, b *amount) (earlier, later *amount, up, known bool) {
	for len(between) > 0 && hedges[between[len(between)-1]] {
		between = between[:len(between)-1]
	}
	for len(before) > 0 && hedges[before[len(before)-1]] {
		before = before[:len(before)-1]
	}
	if len(between) == 0 {
		return nil, nil, false, false
	}
	last, lead := between[len(between)-1], ""
	if len(before) > 0 {
		lead = before[len(before)-1]
	}
	if n := len(between); last == "from" && n > 1 && (between[n-2] == "up" || between[n-2] == "down") {
		return b, a, between[n-2] == "up", true // 91%, up from 97%
	}
	if last == "from" && lead == "to" || last == "to" && lead == "from" {
		up, known = moved(before[:len(before)-1])
		if last == "from" {
			return b, a, up, known // rose to 97% from 91%
		}
		return a, b, up, known
	}
	return nil, nil, false, false
}

// moved gives where the last few words say that a figure went.
func moved(before []string) (up, known bool) {
	const few = 5
	for i := len(before) - 1; i >= max(0, len(before)-few); i-- {
		word := strings.Trim(before[i], "*_(“\"—–")
		if goesUp[word] || goesDown[word] {
			return goesUp[word], true
		}
		if strings.ContainsAny(before[i], ".,;:!?0123456789") {
			return false, false
		}
	}
	return false, false
}

// wordsBefore gives the words of the sentence before an offset, in lower case.
func wordsBefore(text string, at int) []string {
	const reach = 80
	before := text[max(0, at-reach):at]
	if i := strings.LastIndexAny(before, "!?;\n|"); i >= 0 {
		before = before[i+1:]
	}
	return strings.Fields(strings.ToLower(before))
}

// sameThing reports whether two amounts are of one unit, or count the same.
func sameThing(a, b *amount) bool {
	if a.unit != "" || b.unit != "" {
		return a.unit == b.unit && (a.scale == b.scale || a.scale > 1 && b.scale > 1 || a.value >= 1e3 && b.value >= 1e3) ||
			a.unit == "" && b.unit == "%" && a.noun == "to" || a.unit == "" && b.unit == "%" && noThings[a.noun]
	}
	noun := len(a.noun) >= 4 && !noThings[a.noun]
	return noun && a.scale == b.scale && (b.noun == a.noun || len(b.noun) < 4 || noThings[b.noun])
}
