package main

import (
	"os"
	"strings"
)

// standalone is a model of what `astro dev start --standalone` makes of .env. The Astro CLI cannot be had as a module, so
// these are its rules in other words, as read in version 1.45 (pkg/airflowrt, LoadEnvFile and StripQuotes):
//
//   - Each line counts by itself; blanks of any kind at its ends go, and with them the line ends of Windows.
//   - An empty line, a line that starts with "#" and a line without "=" set nothing.
//   - The key is all that stands before the first "=", blanks and "export" among it.
//   - The value is all that stands behind it. If its first and its last character are the same quote, both go.
//   - Nothing else has a meaning: no backslash, no "$", no "#" behind a value. No file is refused.
//   - The last of several lines of a key wins.
func standalone(file string) ([]string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var set []string
	for raw := range strings.SplitSeq(string(content), "\n") {
		key, value, isSet := strings.Cut(strings.TrimSpace(raw), "=")
		if !isSet || strings.HasPrefix(key, "#") {
			continue
		}
		for _, quote := range []string{`"`, `'`} {
			if inner, opens := strings.CutPrefix(value, quote); opens && strings.HasSuffix(inner, quote) {
				value = strings.TrimSuffix(inner, quote)
				break
			}
		}
		set = append(set, key+"="+value)
	}
	return set, nil
}
