package dom

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRead reads a page of the size that Gmail clips, and computes it.
func BenchmarkRead(b *testing.B) {
	var page strings.Builder
	page.WriteString(`<!doctype html><html lang=en><head><style>.p{background:#fff}.t{color:#111}a{color:#00f}@media (prefers-color-scheme:dark){.p{background:#111!important}.t{color:#eee!important}a{color:#9cf!important}}` +
		`[data-ogsc] .t{color:#eee!important}@media (max-width:480px){.g{padding:0!important}}</style></head><body class=p>`)
	for i := range 250 {
		fmt.Fprintf(&page, `<table role="presentation" cellpadding="0" cellspacing="0" width="100%%" style="table-layout:fixed"><tr><td class="i t" style="padding:0 40px 24px;font-family:Georgia,serif;font-size:17px;line-height:27px;color:#111">`+
			`<p style="margin:0 0 16px"><strong>What’s new:</strong> Words and <a href="https://a.example/%d" style="color:#00f">a link</a> &amp; more words.</p></td></tr></table>`+"\n", i)
	}
	b.SetBytes(int64(page.Len()))
	for b.Loop() {
		d := Read([]byte(page.String()))
		d.Style(d.Root, Dark)
	}
}
