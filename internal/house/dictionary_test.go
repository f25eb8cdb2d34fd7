package house

import (
	"slices"
	"strings"
	"testing"
)

func TestAddWord(t *testing.T) {
	const head = "galley = 1\nname = \"x\" # ours\n"
	for name, c := range map[string]struct{ text, want string }{
		"no table":          {head, head + "\n[words]\ndictionary = ['tidewrack']\n"},
		"empty list":        {head + "[words]\ndictionary = [] # names\n", head + "[words]\ndictionary = ['tidewrack'] # names\n"},
		"no list":           {head + "[words] # ours\navoid = [\"very\"]\n", head + "[words] # ours\ndictionary = ['tidewrack']\navoid = [\"very\"]\n"},
		"one line":          {head + "[words]\ndictionary = [\"fax\", 'a]b']\n", head + "[words]\ndictionary = [\"fax\", 'a]b', 'tidewrack']\n"},
		"one line, a comma": {head + "[words]\ndictionary = [\"fax\",]\n", head + "[words]\ndictionary = [\"fax\", 'tidewrack']\n"},
		"lines": {
			head + "[words]\ndictionary = [\n  \"fax\", # of course, ]\n  \"lockful\",\n]\n[words.prefer]\na = \"b\"\n",
			head + "[words]\ndictionary = [\n  \"fax\", # of course, ]\n  \"lockful\",\n  'tidewrack',\n]\n[words.prefer]\na = \"b\"\n",
		},
		"lines, no comma at the end": {
			head + "[words]\ndictionary = [\n\t\"fax\",\n\t\"lock\\\"ful\" # why\n]\n",
			head + "[words]\ndictionary = [\n\t\"fax\",\n\t\"lock\\\"ful\",\n\t'tidewrack' # why\n]\n",
		},
		"there already":        {head + "[words]\ndictionary = ['tidewrack']\n", head + "[words]\ndictionary = ['tidewrack']\n"},
		"only preferred words": {head + "[words.prefer]\na = \"b\"\n", head + "[words.prefer]\na = \"b\"\n\n[words]\ndictionary = ['tidewrack']\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := AddWord([]byte(c.text), "tidewrack")
			if err != nil || string(got) != c.want {
				t.Errorf("AddWord() = %v\n%s\nwant\n%s", err, got, c.want)
			}
		})
	}
}

// However the dictionary is written, the word is in it afterwards and the rest
// means what it meant.
func TestAddWordAnyForm(t *testing.T) {
	for _, text := range []string{
		"galley = 1\nname = \"x\"\nwords = { dictionary = [\"fax\"], avoid = [\"very\"] }\n",
		"galley = 1\nname = \"x\"\nwords.dictionary = [\"fax\"]\nwords.avoid = [\"very\"]\n",
		"galley = 1\nname = \"x\"\n[words]\navoid = [\"very\"]\n\"dictionary\" = [\"fax\"]\n",
		"galley = 1\nname = \"x\"\n[words]\navoid = [\"very\"]\ndictionary = [\"\"\"fax\"\"\"]\n",
	} {
		got, err := AddWord([]byte(text), `l’été "1"`)
		if err != nil {
			t.Fatal(err)
		}
		h, err := Read("house.toml", got)
		if err != nil || !slices.Equal(h.Words.Dictionary, []string{"fax", `l’été "1"`}) || !slices.Equal(h.Words.Avoid, []string{"very"}) {
			t.Errorf("%s\nbecame\n%s\n%v", text, got, err)
		}
	}
	for _, name := range Names {
		text, _ := Builtin(name)
		got, err := AddWord(text, "tidewrack")
		if err != nil || strings.Replace(string(got), "'tidewrack'", "", 1) != string(text) {
			t.Errorf("%s: more than the word was written: %v", name, err)
		}
	}
}

func TestAddWordKeepsOffWhatItCannotRead(t *testing.T) {
	if _, err := AddWord([]byte("galley = 99\n"), "fax"); err == nil {
		t.Error("a house style of a newer Galley was written over")
	}
}
