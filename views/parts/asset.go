package parts

import (
	"encoding/json"
	"io/fs"

	"consultations/views/static"
)

// manifest maps the name of a source file to its file in static, whose name
// contains the fingerprint of its content.
var manifest = func() map[string]string {
	m := map[string]string{}
	b, err := fs.ReadFile(static.Files, "manifest.json")
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		return nil // pages are plain but complete without styles
	}
	return m
}()

// Asset returns the path of a bundled file by the name of its source, such as
// "app.css"; the empty string if the program was built without it. The
// content at the path never changes and may be cached for ever.
func Asset(name string) string {
	if file := manifest[name]; file != "" {
		return "/assets/" + file
	}
	return ""
}

// Static is the folder served at /assets/.
func Static() fs.FS { return static.Files }
