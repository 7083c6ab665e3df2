// What components serve: each its real ports, most with a line of text.
package main

import (
	"crypto/sha1"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"html"
	"net/http"
	"os"
	"slices"
	"strconv"
	"time"
)

func runComponent(name string, flags []string) {
	if i := slices.Index(flags, "--delay"); i >= 0 && i+1 < len(flags) {
		n, _ := strconv.Atoi(flags[i+1])
		say("slow: %d s", n)
		time.Sleep(time.Duration(n) * time.Second)
	}
	if slices.Contains(flags, "--crash") {
		fail("panic: %s: switched to crash (stand-in)", name)
	}
	if slices.Contains(flags, "--eat-memory") {
		var eaten [][]byte
		for {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = 1
			}
			eaten = append(eaten, b)
			time.Sleep(20 * time.Millisecond)
		}
	}
	series := env("STANDIN_SERIES", "6")
	if host := os.Getenv("MYSQL_HOST"); host != "" {
		// the real ones bring their tables up to date first, and end when they cannot
		db := envDatabase()
		if _, err := db.query("SELECT 1"); err != nil {
			fail("%s: database %s at %s:%d: %v", name, db.name, db.host, db.port, err)
		}
	}
	switch name {
	case "rbd-gateway":
		runGateway(inCluster(), series)
	case "rbd-app-ui":
		runConsole()
	case "rbd-api":
		runAPI()
	case "ingress-apisix":
		serve(name, 7080)
	default:
		serve(name, parts[series][name].ports...)
	}
	select {}
}

func hello(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "stand-in for %s, pod %s\n", name, os.Getenv("POD_NAME"))
	}
}

func serve(name string, ports ...int) {
	for _, port := range ports {
		listen(port, hello(name))
	}
	say("stand-in for %s serves %v", name, ports)
}

func listen(port int, h http.Handler) {
	go func() { fail("%v", http.ListenAndServe(fmt.Sprintf(":%d", port), h)) }()
}

func envDatabase() *database {
	port, _ := strconv.Atoi(env("MYSQL_PORT", "3306"))
	return &database{os.Getenv("MYSQL_HOST"), os.Getenv("MYSQL_USER"), os.Getenv("MYSQL_PASS"), os.Getenv("MYSQL_DB"), port}
}

// runConsole answers with its pod's name, after a write and a read in the console's database.
func runConsole() {
	db := envDatabase()
	pod := os.Getenv("POD_NAME")
	if db.host != "" {
		for _, s := range []string{
			"CREATE TABLE IF NOT EXISTS standin_visits (id INT PRIMARY KEY, n BIGINT NOT NULL)",
			"INSERT IGNORE INTO standin_visits VALUES (1, 0)",
		} {
			if _, err := db.query(s); err != nil {
				fail("migrations: %v", err)
			}
		}
	}
	if err := os.WriteFile("/app/data/"+pod, []byte(now()+"\n"), 0o644); err != nil {
		say("%v", err)
	}
	listen(7070, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visits := "no"
		if db.host != "" {
			_, err := db.query("UPDATE standin_visits SET n = n + 1 WHERE id = 1")
			if err == nil {
				visits, err = db.query("SELECT n FROM standin_visits WHERE id = 1")
			}
			if err != nil {
				say("%v", err)
				http.Error(w, "the console's database does not answer", http.StatusServiceUnavailable)
				return
			}
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("X-Standin-Pod", pod)
		fmt.Fprintf(w, "<!doctype html><title>Rainbond (stand-in)</title><h1>Stand-in for Rainbond's console</h1>\n<p>pod %s on %s, %s visits counted in the database</p>\n<ul>", pod, os.Getenv("NODE_NAME"), visits)
		files, _ := os.ReadDir("/app/data")
		for _, f := range files {
			fmt.Fprintf(w, "<li>%s has written to the shared volume</li>\n", html.EscapeString(f.Name()))
		}
		fmt.Fprintln(w, "</ul>")
	}))
	say("stand-in for the console serves 7070")
}

func runAPI() {
	const ssl = "/etc/goodrain/region.goodrain.me/ssl/"
	ca, err := os.ReadFile(ssl + "ca.pem")
	if err != nil {
		fail("%v", err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	mux := http.NewServeMux()
	answer := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintln(w, body)
		}
	}
	mux.HandleFunc("/v2/health", answer(`{"bean":{"status":"health","info":"api service health"}}`))
	mux.HandleFunc("/v2/show", answer(fmt.Sprintf(`{"bean":{"stand-in":true,"pod":%q}}`, os.Getenv("POD_NAME"))))
	listen(8888, mux)
	listen(8889, mux)
	listen(6060, http.HandlerFunc(websocket))
	s := &http.Server{Addr: ":8443", Handler: mux, TLSConfig: &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool}}
	say("stand-in for rbd-api serves 8443, 8888, 8889, 6060")
	fail("%v", s.ListenAndServeTLS(ssl+"server.pem", ssl+"server.key.pem"))
}

// websocket shakes hands and says one line; without the upgrade it refuses, as real websocket ports do.
func websocket(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("Sec-WebSocket-Key")
	if key == "" {
		http.Error(w, "Bad Request", http.StatusBadRequest)
		return
	}
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	c, b, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer c.Close()
	text := "stand-in " + os.Getenv("POD_NAME")
	fmt.Fprintf(b, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", base64.StdEncoding.EncodeToString(sum[:]))
	b.Write(append([]byte{0x81, byte(len(text))}, text...))
	b.Flush()
	c.SetReadDeadline(time.Now().Add(time.Minute))
	b.ReadByte()
}
