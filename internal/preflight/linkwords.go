package preflight

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"galley/internal/issue"
)

// linkWords: what the words of a link promise.
var linkWords = []check{
	{"link.text", issue.SeverityWarning, linkText},
	{"link.mismatch", issue.SeverityWarning, linkMismatch},
	{"link.http", issue.SeverityWarning, linkHTTP},
}

// Words that say nothing of where a link leads (WCAG 2.4.4, 2.4.9): on their
// own, and when a second link has them for another page.
var (
	saysNothing = listed("here|click here|click|click this link|this link|the link|link|this page|tap here|follow this link|" +
		"hier|hier klicken|klicke hier|klick hier|klicken sie hier|diesem link|dieser link|ici|cliquez ici|cliquer ici|clique ici|ce lien|" +
		"aquí|haz clic aquí|haga clic aquí|pulsa aquí|clic aquí|este enlace|aqui|clique aqui|clica aqui|este link|qui|clicca qui|clic qui|questo link|" +
		"klik hier|deze link|här|klicka här|her|klikk her|klik her|tästä|klikkaa tästä|tutaj|kliknij tutaj|zde|klikněte zde|ide|kattintson ide|" +
		"buraya tıklayın|burada|buradan|здесь|тут|нажмите здесь|сюда|εδώ|κάντε κλικ εδώ|هنا|اضغط هنا|انقر هنا|من هنا|اینجا|اینجا کلیک کنید|כאן|לחצו כאן|" +
		"यहाँ|यहां|यहाँ क्लिक करें|这里|点击这里|点这里|此处|這裡|點擊這裡|こちら|ここ|ここをクリック|여기|여기를 클릭|tại đây|di sini|klik di sini")
	saysMore = listed("read more|learn more|more|see more|find out more|continue reading|keep reading|more info|more information|details|full story|read on|" +
		"weiterlesen|mehr lesen|mehr erfahren|mehr|mehr dazu|lire la suite|en savoir plus|plus d'informations|lire plus|leer más|saber más|más información|ver más|" +
		"ler mais|saiba mais|leggi tutto|leggi di più|scopri di più|continua a leggere|lees meer|lees verder|meer lezen|läs mer|les mer|læs mere|lue lisää|" +
		"czytaj dalej|czytaj więcej|więcej|číst dál|více|читать дальше|подробнее|читать далее|اقرأ المزيد|المزيد|ادامه مطلب|קראו עוד|devamını oku|daha fazla|" +
		"阅读更多|了解更多|查看更多|続きを読む|詳細はこちら|더 보기|자세히 보기|xem thêm|selengkapnya")
)

func listed(names string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.SplitSeq(names, "|") {
		set[name] = true
	}
	return set
}

// bareWords gives the words of a link as they are compared: in lower case,
// without arrows, stops and marks around them.
func bareWords(words string) string {
	words = strings.Join(strings.Fields(strings.ToLower(straight(words))), " ")
	return strings.TrimFunc(words, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r)
	})
}

// wordsOf gives the place of a link's words, else of the link.
func (p *piece) wordsOf(l *issue.LinkAt) issue.Span {
	at, _ := p.inside(l.Span, l.Words)
	return at
}

// linkText finds words that tell nobody where a link leads: whoever listens to
// an email, or skims it, has the links alone. A short host without its scheme
// is how people say an address, and stays.
func linkText(r *round) {
	first := r.firstTargets()
	for _, p := range r.everywhere() {
		for i := range p.Reading.Links {
			l := &p.Reading.Links[i]
			words := bareWords(l.Words)
			switch {
			case words == "":
			case saysNothing[words]:
				r.at(p, p.wordsOf(l), fmt.Sprintf("“%s” does not say where this link leads, and whoever listens to the links alone hears nothing else: link the words that name the page.", cut(l.Words, 40)))
			case saysMore[words] && first[words] != "" && first[words] != l.URL:
				r.at(p, p.wordsOf(l), fmt.Sprintf("Another link says “%s” and leads elsewhere, so readers cannot tell the two apart: say what is to be read.", cut(l.Words, 40)))
			case strings.Contains(l.Words, "://") && !strings.ContainsAny(strings.TrimSpace(l.Words), " \n"):
				r.at(p, p.wordsOf(l), "This link shows its address, which is read out letter by letter and breaks on a phone: link words that name the page.")
			}
		}
	}
}

// firstTargets gives, for words that say no more than “more”, where the first
// link of the whole issue with them leads.
func (r *round) firstTargets() map[string]string {
	first := map[string]string{}
	see := func(links []issue.LinkAt) {
		for i := range links {
			if words := bareWords(links[i].Words); saysMore[words] && first[words] == "" {
				first[words] = links[i].URL
			}
		}
	}
	for i := range r.e.Issue.Items {
		see(r.e.Issue.Items[i].Reading.Links)
	}
	see(r.in.Footer.Links)
	return first
}

// linkMismatch finds words that name one host while the address names another,
// which is how fraud looks, and how mail programs warn of it. It stays silent on
// the same site, on words that are no address (Node.js, report.pdf, a firm that
// writes itself DeepLearning.AI), on services that count clicks and lead on, and
// where the address hands the named host on.
func linkMismatch(r *round) {
	for _, p := range r.everywhere() {
		for i := range p.Reading.Links {
			l := &p.Reading.Links[i]
			if strings.Contains(l.URL, "{{") || len(issue.TagsIn(l.URL)) > 0 {
				continue
			}
			if named, other := mailMismatch(l); named != "" {
				r.at(p, p.wordsOf(l), fmt.Sprintf("The words say %s, and the link writes to %s: make them the same.", named, other))
				continue
			}
			named := namedHost(l.Words)
			u, err := url.Parse(strings.TrimSpace(l.URL))
			if named == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
				continue
			}
			host := strings.ToLower(u.Hostname())
			if site(named) == site(host) || leadsOn(host) || holdsHost(u, named, strings.TrimSpace(l.Words)) {
				continue
			}
			r.at(p, p.wordsOf(l), fmt.Sprintf("The words say %s, and the link leads to %s, which looks like a fraud and is treated as one: make them the same.", named, host))
		}
	}
}

// mailMismatch compares words that are a mail address with the one that a link
// writes to; both are empty when they agree.
func mailMismatch(l *issue.LinkAt) (named, other string) {
	words := strings.TrimSpace(l.Words)
	address, ok := strings.CutPrefix(strings.TrimSpace(l.URL), "mailto:")
	address, _, _ = strings.Cut(address, "?")
	if unescaped, err := url.PathUnescape(address); err == nil {
		address = unescaped
	}
	if !ok || !mailAddress.MatchString(words) || address == "" || strings.EqualFold(words, address) {
		return "", ""
	}
	return words, address
}

// linkHTTP finds addresses that a network in between can read and change.
func linkHTTP(r *round) {
	const why = "This address is not encrypted, so anybody in between can read and change the page, and browsers warn: use https, which nearly every site has."
	for _, p := range r.everywhere() {
		for i := range p.Reading.Links {
			l := &p.Reading.Links[i]
			rest, plain := withoutHTTP(l.URL)
			if !plain {
				continue
			}
			at, exact := p.address(l)
			if h := r.at(p, at, why); exact {
				h.fix("Write https://", at, "https://"+rest)
			}
		}
	}
	for _, s := range r.e.Publication.Social {
		if _, plain := withoutHTTP(s.URL); plain {
			r.whole(s.URL, why)
		}
	}
}

// withoutHTTP gives what follows http:// in an address that leads to a public
// host. Of the others link.target speaks.
func withoutHTTP(address string) (rest string, plain bool) {
	const scheme = "http://"
	if len(address) < len(scheme) || !strings.EqualFold(address[:len(scheme)], scheme) {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil || private(strings.ToLower(u.Hostname())) || !slices.Contains([]string{"", "80"}, u.Port()) || !strings.Contains(u.Hostname(), ".") {
		return "", false
	}
	return strings.Replace(address[len(scheme):], u.Host, strings.TrimSuffix(u.Host, ":80"), 1), true
}
