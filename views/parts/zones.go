package parts

import (
	_ "embed"
	"strings"
)

// zoneNames are the time zones of zone.tab, one per inhabited place, with UTC
// before them.
//
//go:embed zones.txt
var zoneNames string

// ZoneOptions offers the time zones under their continents. A name that is
// not among them, such as an older one, stays what it is.
func ZoneOptions(chosen string) []Option {
	var options []Option
	known := chosen == ""
	for _, name := range strings.Fields(zoneNames) {
		area, _, found := strings.Cut(name, "/")
		if !found {
			area = ""
		}
		options = append(options, Option{Value: name, Label: strings.ReplaceAll(name, "_", " "), Group: area})
		known = known || name == chosen
	}
	if !known {
		options = append([]Option{{Value: chosen, Label: chosen}}, options...)
	}
	return options
}
