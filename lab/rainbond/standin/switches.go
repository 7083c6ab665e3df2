// Failure switches: STANDIN_FAIL of the operator ("image=rbd-api,slow=20"), and over it ConfigMap standin-switches, so that
// a fault can be mended while everything runs.
package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
)

// what a switch is about when nothing is said: a component, or seconds
var switchDefaults = map[string]string{
	"image":    "rbd-api",
	"probe":    "rbd-app-ui",
	"crash":    "rbd-worker",
	"memory":   "rbd-chaos",
	"selector": "rbd-mq",
	"pvc":      "rbd-app-ui",
	"dns":      "on",
	"slow":     "10",
}

type switches map[string]string

func (s switches) set(name, value string) {
	switch value {
	case "off":
		delete(s, name)
	case "", "on":
		s[name] = switchDefaults[name]
	default:
		s[name] = value
	}
}

// hits tells if the switch is on for this component.
func (s switches) hits(name, component string) bool {
	return slices.Contains(strings.FieldsFunc(s[name], func(r rune) bool { return r == ' ' || r == '+' }), component)
}

func (s switches) slow() int { n, _ := strconv.Atoi(s["slow"]); return n }

func readSwitches(k *kube, ns string) switches {
	s := switches{}
	for _, one := range strings.Split(os.Getenv("STANDIN_FAIL"), ",") {
		if name, value, _ := strings.Cut(strings.TrimSpace(one), "="); name != "" {
			s.set(name, value)
		}
	}
	if cm, err := k.get(core + "/namespaces/" + ns + "/configmaps/standin-switches"); err == nil {
		data, _ := cm["data"].(object)
		for name, value := range data {
			s.set(name, strings.TrimSpace(value.(string)))
		}
	}
	return s
}
