package cli

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// peakFile names the issue in the environment of the process that is measured.
const peakFile = "GALLEY_PEAK"

// TestPeakMemory checks copy that fills one bound to the brim, each in a process
// of its own: whether it is printed or refused, it stays far below 200 MB.
func TestPeakMemory(t *testing.T) {
	if path := os.Getenv(peakFile); path != "" {
		checkPeak(t, path)
		return
	}
	if raceEnabled {
		t.Skip("the race detector’s memory is not Galley’s")
	}
	for name, copy := range map[string]string{
		"addresses": strings.Repeat("http://a.example ", 29_000),
		"code":      strings.Repeat("`a` ", 14_900),
		"links":     strings.Repeat("[a](http://b.c/) ", 14_900),
		"pictures":  strings.Repeat("![a](b.png)\n", 29_000),
		"quotes":    strings.Repeat(strings.Repeat("> ", 40)+"a\n\n", 740),
		"tables":    strings.Repeat(strings.Repeat("a|", 9)+"a\n"+strings.Repeat("-|", 9)+"-\n"+strings.Repeat("a|a|a|a|a\n", 20)+"\n", 290),
		"words":     strings.Repeat("a ", 320_000),
		"marks":     strings.Repeat(`"`, 640_000),
		"items":     strings.Repeat("<!-- jobs -->\na\n", 14_900),
		"too much":  strings.Repeat("`a`", 340_000),
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, t.TempDir(), "issue.md", "---\ngalley: 1\nunsubscribe_url: https://a.example/out\nweb_url: https://a.example/\n---\n\n"+copy)
			measurePeak(t, path)
		})
	}
}

// TestPeakMail does the same with mail that was made elsewhere.
func TestPeakMail(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector’s memory is not Galley’s")
	}
	head := "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=latin1\r\n"
	for name, mail := range map[string]string{
		"encoded":    head + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.Repeat("=E4=E4=E4 =\r\n", 2_300_000),
		"elements":   head + "\r\n" + strings.Repeat("<b>", 10<<20),
		"attributes": head + "\r\n" + strings.Repeat("<p a=b c=d style='color:red;background:#fff'>x", 600_000),
		"picture":    strings.Replace(head, "text/html", "image/png", 1) + "Content-Transfer-Encoding: base64\r\n\r\n" + strings.Repeat("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\r\n", 820_000),
		"fields":     strings.Repeat("Subject: "+strings.Repeat("é", 30_000)+"\r\n", 500),
		"line ends":  head + "\r\n" + strings.Repeat("\n", 31<<20),
	} {
		t.Run(name, func(t *testing.T) { measurePeak(t, write(t, t.TempDir(), "mail.eml", mail)) })
	}
}

// measurePeak checks a file in a process of its own.
func measurePeak(t *testing.T, path string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPeakMemory$", "-test.v")
	cmd.Env = append(os.Environ(), peakFile+"="+path)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var taken int
	_, line, _ := strings.Cut(string(out), "taken from the system:")
	if _, err := fmt.Sscan(line, &taken); err != nil {
		t.Fatalf("no figure in %q", out)
	}
	t.Logf("%d MB taken from the system", taken>>20)
	if most := 180; taken>>20 > most {
		t.Errorf("%d MB are taken from the system, and %d may be", taken>>20, most)
	}
}

// checkPeak says how much memory the process has taken from the system, which
// is never given back and so is its peak.
func checkPeak(t *testing.T, path string) {
	status, _, stderr := galley(t, "check", path, "--json")
	if status == statusDone || strings.Contains(stderr, "mistake") {
		t.Fatalf("exit %d: %s", status, stderr)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("exit %d; taken from the system: %d", status, m.Sys)
}
