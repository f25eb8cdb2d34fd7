package thinking

// Preset is a kind of server with the address that its program has by itself.
type Preset struct {
	Name    string `json:"name"`
	Address string `json:"address"`
	Key     bool   `json:"key"`   // it wants one
	Azure   string `json:"azure"` // the API version; empty for all others
}

// Presets are the servers that a person may choose from, those on this machine
// first: with them nothing leaves it. Addresses are the programs' own defaults, by
// their documentation in November 2026.
var Presets = []Preset{
	{Name: "Ollama", Address: "http://localhost:11434/v1"},
	{Name: "LM Studio", Address: "http://localhost:1234/v1"},
	{Name: "llama.cpp", Address: "http://localhost:8080/v1"},
	{Name: "vLLM", Address: "http://localhost:8000/v1"},
	{Name: "OpenAI", Address: "https://api.openai.com/v1", Key: true},
	{Name: "Azure OpenAI", Address: "https://NAME.openai.azure.com", Key: true, Azure: "2024-06-01"},
}
