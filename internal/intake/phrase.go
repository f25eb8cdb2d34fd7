package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/issue"
)

// Words by which people open, close and frame a letter, in the languages that
// newsletters are most often written in. They only ever help a shape: a text
// in any other language is still cut by its headlines and labels.
var (
	greeting = lazily(`(?i)^(?:dear|hi|hello|hey|greetings|welcome|good (?:morning|afternoon|evening|day)` +
		`|liebe[rs]?|hallo|guten (?:morgen|tag|abend)|sehr geehrte[rs]?|moin|servus|grüezi` +
		`|chers?|chères?|bonjour|salut|madame|hola|querid[oa]s?|estimad[oa]s?|buen[oa]s` +
		`|cari|care|car[oa]|ciao|gentil[ei]|olá|prezad[oa]s?|beste|geachte|hej|kära|kære|kjære|hei` +
		`|дорог\p{L}+|здравствуйте|привет|уважаем\p{L}+|عزيز\p{L}*|أعزائ\p{L}*|أصدقاء\p{L}*|مرحبا\p{L}*|السلام|שלום|יקר\p{L}*` +
		`|亲爱的|親愛的|大家好|こんにちは|みなさん|안녕하세요)(?:[\s,!.:،，、！：]|$)`)

	signOff = lazily(`(?i)^(?:best|regards|(?:kind|best|warm|warmest|many) (?:regards|wishes|thanks)|yours|sincerely|cheers|thanks|thank you|love|warmly|until (?:next|then|soon)|see you|take care|keep [\p{L}’' ]+` +
		`|herzlich\p{L}*|viele grüße|(?:mit )?(?:freundlichen|besten|herzlichen|lieben) grüßen|(?:beste|liebe|schöne) grüße|ihre?|euer|eure|bis (?:bald|dann|nächste\p{L}* \p{L}+)` +
		`|cordialement|amicalement|bien à vous|à bientôt|saludos|un abrazo|atentamente|hasta (?:pronto|luego)|cordiali saluti|a presto|atenciosamente|abraços|met vriendelijke groet|groeten|vänliga hälsningar|med vänlig hilsen|с уважением|до встречи|مع (?:التحية|التحيات|خالص \p{L}+)|تحياتي|إلى اللقاء)(?:[\s,!.،]|$)`)

	postscript = lazily(`^(?:P\.? ?P?\.? ?S\b|N\.? ?B\b)`)

	call = lazily(`(?i)^(?:enrol\p{L}*|learn more|sign up|register|read (?:more|on|the)|join|apply|get|buy|order|book|reserve|save (?:your|my)|start|try|download|watch|listen|subscribe|discover|find out|donate|shop|see (?:the|more|all)|explore|take (?:the|part)|click|visit|rsvp|pre-?order` +
		`|jetzt|hier|mehr (?:erfahren|dazu|lesen|infos?)|weiterlesen|zum|zur|anmelden|inscri\p{L}+|en savoir|lire la|découvr\p{L}+|réserv\p{L}+|más información|leer más|regístr\p{L}+|apúnt\p{L}+|saiba mais|scopri|iscrivi\p{L}*|meer (?:lezen|weten)|läs mer|подробнее|узнать|читать|اشترك\p{L}*|سجّ?ل\p{L}*|اعرف|اقرأ|المزيد)(?:[\s!.»→]|$)`)
)

const (
	closers  = "”\"’'»“)]›「」』"
	sentence = ".!?…。！？؟۔"
)

// lastRune gives the last character but for closing quotation marks and
// brackets.
func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, closers))
	return r
}

// endsSentence reports whether text ends in a full stop or its like.
func endsSentence(text string) bool {
	return strings.ContainsRune(sentence, lastRune(text))
}

// isGreeting reports whether a paragraph opens a letter.
func isGreeting(text string) bool {
	if !greeting().MatchString(text) {
		return false
	}
	first, _, _ := strings.Cut(text, ",")
	return issue.CountWords(first) <= 6 || issue.CountWords(text) <= 8
}

// isSignOff reports whether a paragraph could close a letter: a phrase that
// does, or a few words that call out.
func isSignOff(text string) bool {
	n := issue.CountWords(text)
	return n <= 7 && (signOff().MatchString(text) || n <= 6 && lastRune(text) == '!')
}

// maxTail is how many words the linked words at the end of a promo may have.
const maxTail = 5

// endsInCall reports whether text ends by calling to act: in words that do, or
// in a few words without a full stop after a sentence, which is what a button
// leaves behind in any language.
func endsInCall(text string) bool {
	text = strings.TrimRight(dropAddresses(text), " →»›>:")
	tail, after := lastSentence(text)
	n := issue.CountWords(tail)
	if n == 0 {
		return false
	}
	if call().MatchString(tail) && n <= maxTail+3 {
		return true
	}
	return after && n <= maxTail && !endsSentence(tail) && strings.ContainsFunc(tail, unicode.IsLetter)
}

var anyAddress = lazily(`<?https?://[^\s<>]+>?`)

func dropAddresses(text string) string {
	return strings.TrimSpace(anyAddress().ReplaceAllString(text, ""))
}

// lastSentence gives what follows the last full stop that has anything after
// it, and whether there is such a stop.
func lastSentence(text string) (tail string, after bool) {
	const window = 200 // bytes; nothing longer is a button
	start := max(0, len(text)-window)
	for i := len(text) - 1; i > start; i-- {
		if text[i] != ' ' {
			continue
		}
		if endsSentence(text[:i]) {
			return text[i+1:], true
		}
	}
	if start > 0 {
		return "", false
	}
	return text, false
}
