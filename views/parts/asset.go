package parts

import (
	"encoding/json"
	"io/fs"

	"consultations/views/static"
)

// manifest maps the name of a source file to its file in static, whose name
// carries the fingerprint of its content.
var manifest = func() map[string]string {
	m := map[string]string{}
	b, err := fs.ReadFile(static.Files, "manifest.json")
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		return nil // pages are plain but complete without their looks
	}
	return m
}()

// Asset gives the path of a bundled file by the name of its source, such as
// "app.css"; the empty string when the program was built without it. What the
// path answers never changes and may be kept for ever.
func Asset(name string) string {
	if file := manifest[name]; file != "" {
		return "/assets/" + file
	}
	return ""
}

// Static is the folder that /assets/ answers from.
func Static() fs.FS { return static.Files }
