package preflight

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// deskNotes are what editors write to each other in the copy: in square brackets,
// in a few forms in round ones, and behind an arrow. Square brackets also hold what
// an editor put into somebody’s words ([sic], [the keeper], [laughter]), notes
// for readers ([NB: …], [Ed. note: …]) and stage directions, so each form wants a
// word that only the desk uses.
var deskNotes = []mark{
	// [check this], [please confirm w/ Dana], [à vérifier], [bitte prüfen]
	{"[", regexp.MustCompile(`(?i)\[(?:(?:please|pls|plz)[, ])?(?:(?:double-?|re-?|fact-?| fact )?check|confirm|verify)(?:[!?]+|[ /](?:this|that|these|it|with|w/|spelling|sp|` +
		`name|names|dates?|figures?|numbers?|again|quote|source|link|facts?|price|title|photo|caption|all|before|if|whether)\b[^\]\n]{0,150})?\]|` +
		`\[(?:(?:noch |bitte |zu |à |da |por |a )+(?:prüfen|klären|ergänzen|vérifier|confirmer|compléter|verificare|confermare|completare|confirmar|revisar|comprobar|verificar|completar)|` +
		`prüfen|nachfragen|comprobar|vérifier|verificare|controllare|nagaan|checken)(?:[:,! ][^\]\n]{0,150})?\]`), inQuotation, toDo},
	// [source?], [sp?], [which one?]
	{"?", regexp.MustCompile(`(?i)\[(?:sources?|sp|spelling|dates?|names?|year|title|figures?|numbers?|links?|url|photo|image|pic|caption|quote|cite|byline|headline|price|cut|` +
		`correct|which one|how many|quelle|datum|fuente|fecha|fonte|bron)\s?\?+\]|\((?:source|sp|spelling|cite|check|link|tk|tbc|quelle|fuente)\s?\?+\)`), nil, toDo},
	// (check!), (pls check spelling)
	{"check", regexp.MustCompile(`\((?i:(?:fact-?)?check!+|(?:(?:pls|plz) )?(?:double-?|fact-?)?check (?:this|spelling|sp|name|figure|quote|source|date)(?:\?|!)?|(?:pls|plz) check[^()\n]{0,60})\)`), nil, toDo},
	// [photo here], [map of the pier goes here], [pic]
	{"[", regexp.MustCompile(`(?i)\[(?:[^\[\]\n]{1,40} )?(?:photos?|images?|pictures?|pics?|charts?|graphs?|maps?|video|gif|logo|screenshot|illustration|ad|quote|caption|headline|button|` +
		`bio|byline|embed|copy|text|table|foto|bild|grafik|imagen|imagem|immagine|afbeelding)(?: [^\[\]\n]{1,40})?(?: (?:goes|to go|comes))? here\]|\[(?:photo|image|picture|pic|chart|caption|headline|byline) ?(?:to come)?\]`), tagged, toCome},
	// [add the price], [fix this], [cut if too long]
	{"[", regexp.MustCompile(`(?i)\[add (?:[^\[\]\n]{1,40} )?(?:links?|photos?|images?|pics?|pictures?|charts?|graphs?|maps?|quotes?|captions?|alt|sources?|credits?|dates?|time|names?|figures?|numbers?|` +
		`prices?|address|details?|info|bio|byline|lines?|sentences?|para|paragraphs?|graf|intro|headline|title|cta|button|logo|text|copy|here|stats?|examples?|url|references?|context|something|section)\b[^\]\n]{0,60}\]|` +
		`\[(?:needs?|awaiting|waiting (?:for|on)) [^\[\]\n]{1,60}\]|\[(?:fix|update|replace|rewrite|rephrase|expand|trim|shorten|tighten|cut|delete|remove|move|reword)(?: (?:this|that|these|if|para|the (?:date|link|photo|quote|line|name|number|figure|end|intro)s?)\b[^\]\n]{0,100})\]`), inQuotation, toDo},
	// [PRIYA pls confirm], [Dana to check], [LUCÍA: ¿no eran dos?], [ed: who says so]
	{"[", regexp.MustCompile(`\[@?\p{L}[\p{L}-]{1,14}(?:, | ?: ?| )[^\[\]\n]{1,200}\]`), notAddressed, toDo},
	// (Jonas, is this still true?? – P)
	{"??", regexp.MustCompile(`\(\p{Lu}\p{L}{1,14}, [^()\n]{3,150}\?\?+[^()\n]{0,12}\)|\([^()\n]{3,150}\?\?+ ?[–—-] ?\p{Lu}{1,3}\.?\)`), nil, toDo},
	// [note to self: …], [DRAFT], [test]
	{"[", regexp.MustCompile(`(?i)\[(?:note to (?:self|ed|editors?|desk|subs?|design)\b[^\]\n]{0,200})\]|\[(?-i:DRAFT|draft|ENTWURF|NOT FINAL|not final|WIP|wip)\]`), inQuotation, toDo},
	// <-- Dana, can we check this??
	{"<-", regexp.MustCompile(`<-{1,3}[ ]?[^\n\x{2028}]{2,200}`), noRemark, toDo},
	{"←", regexp.MustCompile(`←[ ]?[^\n\x{2028}]{2,200}`), noRemark, toDo},
}

// placeholders of figures and of words.
var deskDummies = []mark{
	// XX minutes, $XX, XX%, XX,000, XX:XX. Numerals stand before or behind other
	// words (Part XX, le XXe siècle, Super Bowl XX).
	{"xx", regexp.MustCompile(`[$€£¥] ?XX\b(?:[.,]X+|[.,]\d+)*|\bXX(?:[.,](?:000|XX+))+\b|\bXX[:/]XX\b|\bXX ?[%€£$]|\bXX (?:minutes?|mins?|hours?|days?|weeks?|months?|words|euros?|dollars?|pounds?|per ?cent|` +
		`miles|km|million|billion|thousand|subscribers|readers|points|am|pm|Uhr|Minuten|Stunden|Tage|Prozent|Millionen|heures|jours|minutos|horas|días|dias|minuti|ore|giorni)\b`), chromosomes, toCome},
	// [NAME], [DATE]: a gap that somebody's template had.
	{"[", regexp.MustCompile(`\[(?:(?:FIRST|LAST|FULL|YOUR|COMPANY|EVENT) ?)?(?:NAME|DATE|TIME|TITLE|CITY|PLACE|VENUE|COMPANY|NUMBER|AMOUNT|PRICE|LINK|URL|E-?MAIL|ADDRESS|MONTH|YEAR|TOPIC|SPONSOR|HEADLINE|QUOTE|SOURCE)\]`), inQuotation, toCome},
	{"asdf", regexp.MustCompile(`(?i)\basdf(?:gh?j?k?l?)?(?:asdf)*\b`), keyboardTalk, toCome},
	{"sdfsdf", regexp.MustCompile(`(?i)\b\w{0,20}sdfsdf\w{0,20}\b`), keyboardTalk, toCome},
	{"dsfdsf", regexp.MustCompile(`(?i)\b\w{0,20}dsfdsf\w{0,20}\b`), keyboardTalk, toCome},
	{"dfgdfg", regexp.MustCompile(`(?i)\b\w{0,20}dfgdfg\w{0,20}\b`), keyboardTalk, toCome},
	{"asdasd", regexp.MustCompile(`(?i)\b\w{0,20}asdasd\w{0,20}\b`), keyboardTalk, toCome},
	{"fghfgh", regexp.MustCompile(`(?i)\b\w{0,20}fghfgh\w{0,20}\b`), keyboardTalk, toCome},
	{"jkljkl", regexp.MustCompile(`(?i)\b\w{0,20}jkljkl\w{0,20}\b`), keyboardTalk, toCome},
	{"fdsafdsa", regexp.MustCompile(`(?i)\b\w{0,20}fdsafdsa\w{0,20}\b`), keyboardTalk, toCome},
	{"qwert", regexp.MustCompile(`^qwert[zy](?:ui?o?p?)?$`), nil, toCome},
}

// draftForms are what a copied or a half-finished issue has for its subject.
// DRAFT beer and a TEST of something are subjects; so is a copy of a painting.
var draftForms = []*regexp.Regexp{
	regexp.MustCompile(`^[\[(](?i:draft|entwurf|brouillon|borrador|bozza|rascunho|utkast|test|testing|do not send|copy)[^\]\)]{0,12}[\])]`),
	regexp.MustCompile(`^(?:DRAFT|ENTWURF|BROUILLON|BORRADOR|BOZZA|RASCUNHO|UTKAST)(?: ?(?:v ?)?\d+)?(?:\s?[-–—|:]|$)`),
	regexp.MustCompile(`^TEST(?: ?\d+)?\s[-–—|]`),
	regexp.MustCompile(`^(?:COPY OF\b|((?:Copy of|Kopie von|Copie de|Copia de|Copia di|Cópia de|Kopie van|Kopia av) [\p{Lu}\d].*))`),
	regexp.MustCompile(`[-–—] ?(?:DRAFT|ENTWURF|TEST|COPY)$|[\[(](?:DRAFT|draft|ENTWURF|TEST|test|copy)(?: ?\d+)?[\])]$`),
	regexp.MustCompile(`^(?i:test|testing|test ?\d+|test test|draft|subject(?: line)?(?: here)?|asdf\w*)$`),
}

const leftDraft = "The subject still says that this is a draft, a test or a copy, and so would the inbox: give it the words that readers should see."

// draftSubject reports a subject that is not one yet.
func (r *round) draftSubject() {
	subject := strings.TrimSpace(r.e.Issue.Subject)
	for _, form := range draftForms {
		if words := strings.TrimRight(form.FindString(subject), " -–—|:"); words != "" {
			r.whole(strings.TrimLeft(words, " -–—"), leftDraft).within(subject)
			return
		}
	}
}

var (
	// asked is how one editor speaks to another.
	asked = regexp.MustCompile(`(?i)(?:^|[\s,:¿])(?:pls|plz|please (?:check|confirm|fix|add|cut|verify|update|send|ask|look)|(?:double-?|fact-?)?check(?: this| that| with| w/|\?|!|$)?|confirm|verify|fix this|` +
		`can (?:you|we)|could (?:you|we)|should (?:we|this)|do we|are we sure|is this|needs? (?:a|to|an)\b|rewrite|rephrase|not sure|too long|tk|w/|` +
		`comprueba|confirma|revisa|puedes|podemos|bitte|prüf(?:e|en|st)?|stimmt das|vérifie[rz]?|peux-tu|pouvez-vous|controlla|puoi)(?:$|[\s.,:!?])`)
	// forReaders open notes in brackets that are printed.
	forReaders = strings.Fields(`nb ps ed note update correction photo image images video audio music sound spoiler warning source sources edit
		enter exit aside narrator scene listen watch read map chart podcast free breaking sponsored ad advert promo translation laughter
		applause spoiler trigger tw cw eds editor editors voiceover caption credit via from see more also who what when where why how
		uk us usa eu un tv uae faq rip bc ce bce am pm gmt est cet utc q a interviewer`)
)

// notAddressed reports that a bracket is no note to a colleague: it opens with
// none of their names, or says what a reader may well read. A name in capitals
// and a colon is a note when it asks or tells, or goes on in small letters; other
// openings only when they ask or tell as editors do.
func notAddressed(r *round, s *surroundings) bool {
	inside := strings.TrimPrefix(strings.Trim(s.words(), "[]"), "@")
	n := strings.IndexFunc(inside, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' })
	name, rest := inside[:n], inside[n:]
	colon := strings.HasPrefix(strings.TrimLeft(rest, " "), ":")
	said := strings.TrimLeft(rest, " :,")
	capitals := name == strings.ToUpper(name)
	first := strings.IndexFunc(said, unicode.IsLetter)
	switch {
	case colon && name == "ed":
		return false
	case inQuotation(r, s) && !asked.MatchString(said):
		return true
	case slices.Contains(forReaders, strings.ToLower(name)):
		return true
	case capitals && colon:
		return !(strings.ContainsAny(said, "?¿…") || asked.MatchString(said) || first == 0 && unicode.IsLower([]rune(said)[0]))
	case capitals:
		return !asked.MatchString(said)
	case !unicode.IsUpper([]rune(name)[0]) && !strings.HasPrefix(s.words(), "[@"):
		return true
	}
	return !asked.MatchString(said) || !strings.HasPrefix(s.words(), "[@") && !colon && !pleading.MatchString(said)
}

// pleading is what nobody says within a quotation’s brackets: [Priya pls confirm].
var pleading = regexp.MustCompile(`^(?i:pls|plz|please (?:check|confirm|fix|add|cut|verify|update)|(?:can|could) you (?:check|confirm|fix|add|verify)|check this|confirm this|to (?:check|confirm|verify)$)`)

// noRemark reports that what an arrow points from is no remark: it asks nobody
// anything. Arrows also lead back, and assign.
func noRemark(_ *round, s *surroundings) bool {
	said := strings.TrimLeft(s.words(), "<-← ")
	return !asked.MatchString(said) && !strings.HasSuffix(strings.TrimSpace(said), "??")
}

// inQuotation reports whether a bracket stands in somebody’s words, which editors
// complete in brackets: “You have to [check] it.”
func inQuotation(_ *round, s *surroundings) bool {
	before := s.before()
	before = before[max(0, len(before)-1000):]
	return strings.LastIndex(before, "“") > strings.LastIndex(before, "”") || strings.LastIndex(before, "«") > strings.LastIndex(before, "»") ||
		strings.LastIndex(before, "„") > max(strings.LastIndex(before, "“"), strings.LastIndex(before, "”")) || strings.Count(before, `"`)%2 == 1
}

// tagged knows the tags in front of a title: [picture] The Sea Wall.
func tagged(r *round, s *surroundings) bool {
	return inQuotation(r, s) || strings.TrimSpace(s.before()) == "" && strings.TrimSpace(s.after()) != "" && !strings.HasSuffix(s.words(), " here]")
}

// chromosomes knows what has an XX and an XY.
func chromosomes(_ *round, s *surroundings) bool {
	return strings.Contains(s.near(), "XY") || strings.Contains(strings.ToLower(s.near()), "chromosom")
}

// keyboardTalk knows the tool of that name, and those who write of keys.
func keyboardTalk(r *round, s *surroundings) bool {
	if quoted(r, s) || strings.HasPrefix(s.after(), "-") || strings.HasPrefix(s.after(), ".") && len(s.after()) > 1 && s.after()[1] != ' ' {
		return true
	}
	low := strings.ToLower(s.near())
	for _, word := range []string{"keyboard", "password", "version", "install", "plugin", "tool", "smash", "tastatur", "passwor", "clavier", "teclado", "type", "nvm", "mise", "layout", "subreddit", "movie"} {
		if strings.Contains(low, word) {
			return true
		}
	}
	return false
}

// meantLorem knows those who write about it: it is a template’s where it goes on
// in its Latin or is all that a passage says.
func meantLorem(r *round, s *surroundings) bool {
	after := strings.TrimSpace(s.after())
	next, _, _ := strings.Cut(after, " ")
	if strings.HasPrefix(strings.ToLower(after), "dolor") {
		return quoted(r, s)
	}
	if strings.TrimSpace(s.before()) != "" {
		return true
	}
	return next != "" && !slices.Contains(latinOfLorem, strings.ToLower(strings.Trim(next, ",.;:")))
}

// latinOfLorem are the words that lorem ipsum goes on with, also where dolor is
// left out.
var latinOfLorem = strings.Fields("sit amet consectetur adipiscing elit")
