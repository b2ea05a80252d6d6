// Package static holds the bundled CSS, scripts and fonts, when the program
// was built with them: a fresh checkout has none.
package static

import "embed"

// Files are the bundled files. The pattern leaves out this file and matches
// .gitkeep, so that the package compiles before anything is bundled.
//
//go:embed *[^o]
var Files embed.FS
