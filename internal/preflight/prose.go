package preflight

import (
	"bytes"
	"slices"
	"strings"
)

// prose gives copy with the code in it blanked out: spaces for every byte of
// fenced and indented blocks and of code spans (CommonMark 4.4, 4.5, 6.1), line
// breaks kept, so that offsets stay true. What stands in code is meant as it
// stands. Where the rules are subtle (code inside lists) this errs towards
// prose.
func prose(copy string) string {
	if !strings.ContainsAny(copy, "`~\t") && !strings.Contains(copy, "    ") {
		return copy
	}
	out := []byte(copy)
	blankBlocks(copy, out)
	start := 0
	for start < len(out) { // paragraph by paragraph: a code span ends with its paragraph
		end := bytes.Index(out[start:], []byte("\n\n"))
		if end < 0 {
			end = len(out) - start
		}
		blankSpans(out[start : start+end])
		start += end + 2
	}
	return string(out)
}

// blankBlocks blanks code blocks, line by line.
func blankBlocks(copy string, out []byte) {
	var fence string           // the marks that opened a fenced block
	blank, list := true, false // the line above is blank; inside a list
	at := 0
	for line := range strings.SplitAfterSeq(copy, "\n") {
		body := strings.TrimLeft(line, " \t>")
		indent := len(line) - len(strings.TrimLeft(line, " "))
		empty := strings.TrimSpace(line) == ""
		switch marks := fenceOf(body); {
		case fence != "":
			if len(marks) >= len(fence) && marks[0] == fence[0] && strings.Trim(body, marks[:1]+" \t\n") == "" {
				fence = ""
			}
			blankOut(out[at : at+len(line)])
		case marks != "":
			fence = marks
			blankOut(out[at : at+len(line)])
		case !empty && blank && !list && (indent >= 4 || strings.HasPrefix(line, "\t")):
			blankOut(out[at : at+len(line)])
			at += len(line)
			continue // the next line may go on with it: “blank” stays
		case !empty && (indent == 0 || !list):
			list = bulletSize(body) > 0
		}
		blank = empty
		at += len(line)
	}
}

// fenceOf gives the run of backticks or tildes that opens or closes a fenced
// block.
func fenceOf(body string) string {
	if !strings.HasPrefix(body, "```") && !strings.HasPrefix(body, "~~~") {
		return ""
	}
	marks := body[:len(body)-len(strings.TrimLeft(body, body[:1]))]
	if body[0] == '`' && strings.Contains(body[len(marks):], "`") {
		return "" // a code span that opens a line
	}
	return marks
}

// bulletSize gives the length of the list marker that opens a line, space
// included; 0 when there is none.
func bulletSize(line string) int {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	rest := line[digits:]
	if len(rest) < 2 || rest[1] != ' ' {
		return 0
	}
	if digits == 0 && strings.IndexByte("-*+", rest[0]) >= 0 || digits > 0 && digits < 10 && (rest[0] == '.' || rest[0] == ')') {
		return digits + 2
	}
	return 0
}

// blankSpans blanks the code spans of one paragraph. A run of backticks is
// closed by the next run of the same length, which is looked up: hostile copy
// costs no more than its length.
func blankSpans(paragraph []byte) {
	type run struct{ start, end int }
	var runs []run
	ofSize := map[int][]int{} // the runs of each length, in order
	for i := 0; i < len(paragraph); i++ {
		if paragraph[i] != '`' {
			continue
		}
		start := i
		for i < len(paragraph) && paragraph[i] == '`' {
			i++
		}
		ofSize[i-start] = append(ofSize[i-start], len(runs))
		runs = append(runs, run{start, i})
	}
	for i := 0; i < len(runs); i++ {
		opens := runs[i]
		if escaped(paragraph[:opens.start]) {
			opens.start++ // only here: inside a code span a backslash is a backslash
		}
		same := ofSize[opens.end-opens.start]
		n, _ := slices.BinarySearch(same, i+1)
		if n == len(same) {
			continue
		}
		blankOut(paragraph[opens.start:runs[same[n]].end])
		i = same[n]
	}
}

// escaped reports whether a backslash in front of what follows counts.
func escaped(before []byte) bool {
	return (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 1
}

func blankOut(b []byte) {
	for i := range b {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
}
