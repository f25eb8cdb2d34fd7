package testserver

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Servers are all that there are; the first one is good.
var Servers = []Server{
	{"good", "answers well, in pieces or in one", func(t *talk) { t.say(Words) }},
	{"able", "holds to a schema, and sees pictures", func(t *talk) {
		switch asked := t.text(); {
		case t.ask.Schema != nil && strings.Contains(asked, "ebb"):
			t.say(`{"tide":"flood"}`)
		case strings.Contains(asked, "image_url"):
			t.say("Red.")
		default:
			t.say(Words)
		}
	}},
	{"thinks", "thinks aloud before it answers", func(t *talk) {
		if t.ask.Stream {
			t.begin()
			t.raw(`data: {"choices":[{"index":0,"delta":{"reasoning_content":"They ask for the tide."},"finish_reason":null}]}` + "\n\n")
			if t.pieces(Words) {
				t.end()
			}
			return
		}
		t.say(Words)
	}},
	{"desk", "writes what a newsletter’s desk asks for: drafts that differ, claims, a picture in words", desk},
	{"hangs-up", "takes the question and hangs up", func(*talk) { panic(http.ErrAbortHandler) }},
	{"never", "never answers", (*talk).hang},
	{"late", "answers after 90 seconds", func(t *talk) {
		if t.wait(t.pace.Late) {
			t.say(Words)
		}
	}},
	{"falls-silent", "says two words and nothing more", func(t *talk) {
		t.half()
		t.hang()
	}},
	{"unauthorized", "401, and repeats the key", func(t *talk) {
		key := strings.TrimPrefix(t.r.Header.Get("Authorization"), "Bearer ")
		t.status(http.StatusUnauthorized, fmt.Sprintf(`{"error":{"message":"Incorrect API key provided: %s. You can find your key at https://example.com.","type":"invalid_request_error","code":"invalid_api_key"}}`, key))
	}},
	{"forbidden", "403", func(t *talk) {
		t.status(http.StatusForbidden, `{"error":{"message":"This project has no access to the model."}}`)
	}},
	{"not-found", "404 with an error that is a text", func(t *talk) {
		t.status(http.StatusNotFound, `{"error":"model 'tide-1' not found, try pulling it first"}`)
	}},
	{"too-many", "429 without Retry-After", func(t *talk) {
		t.status(http.StatusTooManyRequests, `{"error":{"message":"Rate limit reached."}}`)
	}},
	{"too-many-once", "429 with Retry-After, then it answers", func(t *talk) {
		if t.turn == 0 {
			t.w.Header().Set("Retry-After", fmt.Sprint(int(t.pace.After/time.Second)))
			t.status(http.StatusTooManyRequests, `{"error":{"message":"Rate limit reached."}}`)
			return
		}
		t.say(Words)
	}},
	{"too-many-long", "429 with a Retry-After of an hour", func(t *talk) {
		t.w.Header().Set("Retry-After", "3600")
		t.status(http.StatusTooManyRequests, `{"error":{"message":"Quota exceeded."}}`)
	}},
	{"trouble-once", "500, then it answers", func(t *talk) {
		if t.turn == 0 {
			t.status(http.StatusInternalServerError, "oh no")
			return
		}
		t.say(Words)
	}},
	{"trouble", "500 every time", func(t *talk) { t.status(http.StatusInternalServerError, "<h1>Internal Server Error</h1>") }},
	{"loading", "503 while it loads the model", func(t *talk) {
		t.status(http.StatusServiceUnavailable, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`)
	}},
	{"cut", "breaks off without an end", func(t *talk) { t.half() }},
	{"cut-connection", "breaks off, and the connection with it", func(t *talk) { t.half(); t.cut() }},
	{"cut-json", "breaks off inside its JSON", func(t *talk) {
		if !t.ask.Stream {
			whole := completion(t.ask.Model, Words, "stop")
			t.raw(whole[:len(whole)/2])
			return
		}
		t.half()
		t.raw(`data: {"id":"c1","choices":[{"index":0,"delta":{"cont`)
	}},
	{"done-only", "says [DONE] and not why it stopped", func(t *talk) {
		if !t.ask.Stream {
			t.raw(strings.Replace(completion(t.ask.Model, Words, "stop"), `"finish_reason":"stop"`, `"finish_reason":null`, 1))
			return
		}
		t.half()
		t.raw("data: [DONE]\n\n")
	}},
	{"web-page", "a web page with status 200", func(t *talk) {
		t.w.Header().Set("Content-Type", "text/html; charset=utf-8")
		t.raw("<!doctype html><title>Sign in</title><p>Welcome to the hotel’s network.")
	}},
	{"web-page-unsaid", "a web page that says it is JSON", func(t *talk) {
		t.w.Header().Set("Content-Type", "application/json")
		t.raw("\n  <html><body>It works!</body></html>")
	}},
	{"error-200", "an error with status 200", func(t *talk) {
		t.status(http.StatusOK, `{"error":{"message":"The context is too long.","code":400}}`)
	}},
	{"error-midway", "an error in the middle of a stream", func(t *talk) {
		if !t.ask.Stream {
			t.status(http.StatusOK, `{"error":"CUDA out of memory"}`)
			return
		}
		t.half()
		t.raw(`data: {"error":{"message":"CUDA out of memory","type":"server_error"}}` + "\n\n")
		t.raw("data: [DONE]\n\n")
	}},
	{"flood", "one line of 40 MB", func(t *talk) {
		if t.ask.Stream {
			t.begin()
		}
		t.raw(`data: {"choices":[{"index":0,"delta":{"content":"`)
		t.much(40)
	}},
	{"keep-alive", "500 comments to keep the line alive, then it answers", func(t *talk) {
		if !t.ask.Stream {
			t.say(Words)
			return
		}
		t.begin()
		for range 500 {
			t.raw(": keep-alive\n\n")
		}
		if t.pieces(Words) {
			t.end()
		}
	}},
	{"only-comments", "comments for ever", func(t *talk) {
		t.begin()
		for t.wait(t.pace.Gap) {
			t.raw(": keep-alive\n\n")
		}
	}},
	{"no-choices", "an answer without a choice", func(t *talk) {
		if !t.ask.Stream {
			t.status(http.StatusOK, `{"id":"c1","object":"chat.completion","choices":[]}`)
			return
		}
		t.begin()
		t.raw(`data: {"id":"c1","choices":[]}` + "\n\ndata: [DONE]\n\n")
	}},
	{"empty", "an answer without a word", func(t *talk) { t.say("") }},
	{"three", "three choices where one was asked for, and no JSON where a schema was", func(t *talk) {
		if !t.ask.Stream {
			another := `,{"index":1,"message":{"role":"assistant","content":"Another."},"finish_reason":"stop"}]`
			t.status(http.StatusOK, strings.Replace(completion(t.ask.Model, Words, "stop"), "]", another, 1))
			return
		}
		t.begin()
		for _, word := range strings.SplitAfter(Words, " ") {
			t.piece(word)
			t.raw(`data: {"choices":[{"index":1,"delta":{"content":"Another. "},"finish_reason":null}]}` + "\n\n")
		}
		t.end()
	}},
	{"options", "refuses a question with stream_options or a schema", func(t *talk) {
		if t.ask.Options != nil || t.ask.Schema != nil {
			t.status(http.StatusBadRequest, `{"error":{"message":"Unrecognized request argument supplied: stream_options"}}`)
			return
		}
		t.say(Words)
	}},
	{"no-streams", "answers in one piece, whatever was asked", func(t *talk) {
		t.status(http.StatusOK, completion(t.ask.Model, Words, "stop"))
	}},
	{"wrong-type", "a good answer called text/plain", func(t *talk) {
		t.w.Header().Set("Content-Type", "text/plain")
		if !t.ask.Stream {
			t.raw(completion(t.ask.Model, Words, "stop"))
			return
		}
		if t.pieces(Words) {
			t.end()
		}
	}},
	{"echo", "says what it was asked, as HTML with a script", func(t *talk) {
		t.say("<script>alert(1)</script><b>" + t.text() + "</b>")
	}},
	{"other-language", "answers in another language", func(t *talk) {
		t.say("Die Flut hält seit vier Milliarden Jahren ihre Termine ein. Davon könnten unsere Kalender etwas lernen.")
	}},
	{"too-long", "three times as much as was asked for", func(t *talk) { t.say(strings.Repeat(Words+" ", 12)) }},
	{"stops-short", "stops at the limit of tokens", func(t *talk) {
		if !t.ask.Stream {
			t.status(http.StatusOK, completion(t.ask.Model, "The tide has kept", "length"))
			return
		}
		t.begin()
		t.pieces("The tide has kept")
		t.raw("data: " + chunk(t.ask.Model, "", "length") + "\n\ndata: [DONE]\n\n")
	}},
	{"filtered", "will not say it", func(t *talk) {
		if !t.ask.Stream {
			t.status(http.StatusOK, completion(t.ask.Model, "", "content_filter"))
			return
		}
		t.begin()
		t.raw("data: " + chunk(t.ask.Model, "", "content_filter") + "\n\ndata: [DONE]\n\n")
	}},
	{"endless", "a stream that never ends", func(t *talk) {
		t.begin()
		for t.wait(t.pace.Gap) {
			t.piece("and on ")
		}
	}},
	{"after-the-end", "goes on after its end", func(t *talk) {
		if !t.ask.Stream {
			t.say(Words)
			return
		}
		t.begin()
		if t.pieces(Words) {
			t.raw("data: " + chunk(t.ask.Model, "", "stop") + "\n\n")
			t.hang()
		}
	}},
	{"elsewhere", "sends the question to another host", func(t *talk) {
		http.Redirect(t.w, t.r, "http://127.0.0.1:9/v1/chat/completions", http.StatusTemporaryRedirect)
	}},
}

// half says the first words of an answer.
func (t *talk) half() {
	if !t.ask.Stream {
		t.w.Header().Set("Content-Type", "application/json")
		t.raw(`{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"The tide has`)
		return
	}
	t.begin()
	t.piece("The tide ")
	t.piece("has ")
}

// much sends so many megabytes without a line's end, as long as somebody reads.
func (t *talk) much(megabytes int) {
	block := strings.Repeat("tide ", 1<<20/5)
	for range megabytes {
		if _, err := t.w.Write([]byte(block)); err != nil {
			return
		}
	}
}
