// Package locales holds the texts of the interface in six languages.
package locales

import "embed"

// Files has a folder per language; all files of a folder together are the
// catalogue of that language.
//
//go:embed */*.toml
var Files embed.FS
