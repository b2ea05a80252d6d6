package parts

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// htmxConfig keeps htmx within the content security policy: no styles of its
// own, no evaluation of text, no scripts from responses, no request to
// another host, and no copy of a page in the browser's storage.
const htmxConfig = `{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true}`

// jsonLD describes the page for programs. A data block is not a script: the
// policy permits it, and no browser runs it.
func jsonLD(f Frame) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		body, err := f.jsonLD()
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, `<script type="application/ld+json">`+body+`</script>`)
		return err
	})
}
