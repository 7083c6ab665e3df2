// The lab's stand-in for Rainbond: a test double, not Rainbond. One binary plays its operator and every component, so that
// an installer can be shown on a small machine without Rainbond's images. See ../README.md for what is real in it.
package main

import (
	"fmt"
	"net"
	"os"
	"time"
)

const usage = `standin operator
standin component NAME [--delay SECONDS] [--crash] [--eat-memory]
standin provisioner CLASS PROVISIONER FOLDER shared|local
standin env-check`

func main() {
	args := os.Args[1:]
	switch {
	case len(args) == 1 && args[0] == "operator":
		runOperator(inCluster())
	case len(args) >= 2 && args[0] == "component":
		runComponent(args[1], args[2:])
	case len(args) == 5 && args[0] == "provisioner":
		runProvisioner(inCluster(), args[1], args[2], args[3], args[4] == "shared")
	case len(args) == 1 && args[0] == "env-check":
		envCheck()
	default:
		fail(usage)
	}
}

// envCheck is what 5.17's chart runs before it installs: it wants the Internet, and fails without.
func envCheck() {
	c, err := net.DialTimeout("tcp", "www.rainbond.com:443", 5*time.Second)
	if err != nil {
		fail("network check failed: %v", err)
	}
	c.Close()
}

func say(format string, a ...any) {
	fmt.Printf("%s %s\n", time.Now().UTC().Format("15:04:05.000"), fmt.Sprintf(format, a...))
}

func fail(format string, a ...any) {
	say(format, a...)
	os.Exit(1)
}

func env(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}
