package app

import (
	"path/filepath"
	"strconv"
	"strings"
)

// resumeArg is what Galley starts itself again with.
const resumeArg = "--resume="

// Asked is what a start of the window was asked for.
type Asked struct {
	Data   string // the data folder; empty for the system's own
	Sample bool   // open the sample issue
	Review string // a review file to take in, which somebody double-clicked; empty for none
	Resume int    // how often Galley has started itself again in the last minutes; 0 when a person started it
}

// Ask reads the arguments of a start of the window. Ok is false when they hold
// a word for the terminal.
func Ask(args []string) (asked Asked, ok bool) {
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--sample":
			asked.Sample = true
		case arg == "--data" && i+1 < len(args):
			i++
			asked.Data = args[i]
		case strings.HasPrefix(arg, "--data="):
			asked.Data = strings.TrimPrefix(arg, "--data=")
		case strings.HasPrefix(arg, resumeArg):
			n, err := strconv.Atoi(strings.TrimPrefix(arg, resumeArg))
			if err != nil || n < 1 {
				return Asked{}, false
			}
			asked.Resume = n
		case isForeign(arg):
		case asked.Review == "" && isReviewFile(arg):
			asked.Review = arg
		default:
			return Asked{}, false
		}
	}
	return asked, true
}

// isReviewFile reports whether an argument is the path of a review file.
func isReviewFile(arg string) bool {
	return strings.EqualFold(filepath.Ext(arg), ".galley") && !strings.HasPrefix(arg, "-")
}

// reviewFileIn gives the review file that a second start was given, which ran in
// another folder; empty for none.
func reviewFileIn(args []string, folder string) string {
	asked, ok := Ask(args)
	if !ok || asked.Review == "" || filepath.IsAbs(asked.Review) {
		return asked.Review
	}
	return filepath.Join(folder, asked.Review)
}

// isForeign reports whether an argument is somebody else's: the -psn_0_1234
// that macOS once added, or what the development server of Wails takes.
func isForeign(arg string) bool {
	for _, known := range []string{"-psn_", "-assetdir=", "-devserver=", "-frontenddevserverurl=", "-loglevel="} {
		if strings.HasPrefix(arg, known) {
			return true
		}
	}
	return false
}
