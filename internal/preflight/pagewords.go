package preflight

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"galley/internal/dom"
)

// pageHere are words that say nothing of where a link leads (WCAG 2.4.4), in
// lower case and without their stops.
var pageHere = strings.Split("click here|here|click|this link|link|press here|tap here|"+
	"hier|hier klicken|klicken sie hier|klick hier|klicke hier|ici|cliquez ici|cliquer ici|clique ici|"+
	"aquí|haz clic aquí|haga clic aquí|clic aquí|pulsa aquí|qui|clicca qui|fai clic qui|aqui|clique aqui|clica aqui|"+
	"klik hier|här|klicka här|her|klik her|klikk her|tästä|klikkaa tästä|tutaj|kliknij tutaj|zde|klikněte zde|"+
	"buraya tıklayın|здесь|тут|нажмите здесь|εδώ|κάντε κλικ εδώ|こちら|こちらをクリック|ここをクリック|点击这里|点击此处|這裡|여기|여기를 클릭|"+
	"هنا|اضغط هنا|انقر هنا|לחצו כאן|כאן", "|")

// pageMore are words that say it only beside one story.
var pageMore = strings.Split("read more|more|learn more|continue reading|find out more|see more|view more|details|"+
	"weiterlesen|mehr|mehr lesen|mehr erfahren|lire la suite|en savoir plus|plus|leer más|más|seguir leyendo|leggi di più|leggi tutto|"+
	"continua a leggere|leia mais|saiba mais|lees meer|lees verder|läs mer|les mer|læs mere|lue lisää|czytaj więcej|więcej|devamını oku|"+
	"читать далее|подробнее|続きを読む|もっと見る|阅读更多|查看更多|더 보기|اقرأ المزيد|קרא עוד|קראו עוד", "|")

// pageLinkText finds links whose words do not say where they lead: here, an
// address spelt out, nothing at all, or “Read more” on several pages. A link on a
// picture that only decorates is in order where the same address is linked in
// words, too.
func pageLinkText(r *round, d *dom.Document) {
	spoken := map[string]bool{}              // addresses that have words somewhere
	more := map[string]map[string]bool{}     // where the links of the same vague words lead
	links := make(map[*dom.Node]string, 100) // what each says
	for n, href := range pageLinksOf(d) {
		words := pageLinkWords(d, n)
		links[n] = words
		spoken[href] = spoken[href] || words != ""
		if plain := pagePlain(words); slices.Contains(pageMore, plain) {
			if more[plain] == nil {
				more[plain] = map[string]bool{}
			}
			more[plain][href] = true
		}
	}
	for n, href := range pageLinksOf(d) {
		words, plain := links[n], pagePlain(links[n])
		switch {
		case words == "" && !spoken[href] && n.Name == "a":
			r.tag(d, n, "There are no words in this link, so a screen reader can only read out its address: give it words, or its picture an alt text.")
		case slices.Contains(pageHere, plain):
			r.tag(d, n, "The words of this link do not say where it leads, and a screen reader lists links by their words: link the words that name the page.")
		case len(more[plain]) > 1:
			r.tag(d, n, "Several links on this page have these words and lead to different pages: let each name its own.")
		case pageSpelt(words):
			r.tag(d, n, "This link shows its address, which a screen reader spells out: link words that name the page.").warn()
		}
	}
}

// pageLinkWords gives what a link says.
func pageLinkWords(d *dom.Document, n *dom.Node) string {
	for _, name := range []string{"aria-label", "title", "alt"} {
		if v, _ := n.Attr(name); strings.TrimSpace(v) != "" && (name != "title" || d.Inner(n) == "") {
			return strings.TrimSpace(v)
		}
	}
	return d.Inner(n)
}

// pagePlain gives words in lower case without the stops and arrows around them.
func pagePlain(words string) string {
	if len(words) > 100 {
		return ""
	}
	return strings.ToLower(strings.TrimFunc(words, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }))
}

// pageSpelt reports whether words are a web address with a path. A host alone
// (example.org) is a name that people say.
func pageSpelt(words string) bool {
	if strings.ContainsFunc(words, unicode.IsSpace) {
		return false
	}
	u, err := url.Parse(words)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" ||
		strings.HasPrefix(strings.ToLower(words), "www.") && strings.ContainsAny(strings.TrimSuffix(words, "/"), "/?")
}

// pageHostWords is a text that is an address: with its scheme, or a host in
// small letters. “Node.js” and “Booking.com” are names.
var pageHostWords = regexp.MustCompile(`^(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,24}))(?:[/?#]\S*)?$`)

// pageDomains are the endings that a text without a scheme has to have for a
// host.
var pageDomains = strings.Fields("com net org edu gov info biz app dev news blog shop online site example " +
	"eu de at ch fr be nl lu uk ie es pt it gr pl cz sk hu ro bg se no dk fi is ee lv lt us ca mx br ar au nz jp cn kr in za tr ua il")

// pageMismatch finds links that show one address and lead to another, as
// phishing does: filters go by that. Words that are no address are let be, and so
// is an address of the same owner.
func pageMismatch(r *round, d *dom.Document) {
	for n, href := range pageLinksOf(d) {
		words := d.Inner(n)
		if to, ok := strings.CutPrefix(strings.ToLower(href), "mailto:"); ok {
			to, _, _ = strings.Cut(to, "?")
			if name, err := url.PathUnescape(to); mailAddress.MatchString(words) && (err != nil || !strings.EqualFold(name, words)) {
				r.tag(d, n, "This link shows one mail address and writes to another: let both be the same.")
			}
			continue
		}
		m := pageHostWords.FindStringSubmatch(words)
		if m == nil || pageHost(href) == "" || !strings.HasPrefix(words, "http") && !strings.HasPrefix(words, "www.") && !slices.Contains(pageDomains, m[2]) {
			continue
		}
		if pageSite(m[1]) != pageSite(pageHost(href)) {
			r.tag(d, n, "This link shows one address and leads to another, which is what filters take for fraud: show the one that it leads to, or words.")
		}
	}
}
