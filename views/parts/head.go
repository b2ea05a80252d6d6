package parts

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// htmxConfig keeps htmx inside the strict policy: no styles of its own, no
// evaluation of text, no scripts from answers, no request to another host,
// and no copy of a page in the browser's storage.
const htmxConfig = `{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true}`

// jsonLD is the description of the page for programs. A data block is not a
// script: the policy lets it stand and no browser runs it.
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
