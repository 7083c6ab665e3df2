// rbd-gateway on a host: 80 and 443 by Ingress, 7070, 8443 and 6060 to console and region API.
package main

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type route struct {
	host, path, backend string // host empty: every host; backend: namespace/service:port
}

type gateway struct {
	k         *kube
	series    string
	mu        sync.RWMutex
	routes    []route
	endpoints map[string][]string // backend: addresses of ready pods
	tls       map[string]*tls.Certificate
	own       tls.Certificate
	turn      atomic.Uint32
	ns        string
	bad       sync.Map // address: when a pod didn't answer
}

func runGateway(k *kube, series string) {
	g := &gateway{k: k, series: series, ns: env("POD_NAMESPACE", "rbd-system")}
	ca, err := newAuthority()
	if err != nil {
		fail("%v", err)
	}
	cert, key, err := ca.issue(nil, "gateway.standin")
	if err == nil {
		g.own, err = tls.X509KeyPair(cert, key)
	}
	if err != nil {
		fail("%v", err)
	}
	last := ""
	look := func() {
		text := ""
		if err := g.look(); err != nil {
			text = err.Error()
		}
		if text != "" && text != last {
			say("%s", text) // what was known stays
		}
		last = text
	}
	look()
	go func() {
		for range time.Tick(time.Second) {
			look()
		}
	}()
	streams := map[int]string{7070: "rbd-app-ui:7070", 8443: "rbd-api-api:8443", 6060: "rbd-api-websocket:6060"}
	if series == "6" {
		streams[8889] = "rbd-api-healthz:8889"
		serve("apisix", 9180, 8099)
	} else {
		serve("rbd-gateway", 10254, 18080, 18081)
	}
	for port, backend := range streams {
		go g.stream(port, g.ns+"/"+backend)
	}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetXForwarded()
			r.Out.URL.Scheme, r.Out.URL.Host = "http", r.In.Header.Get("X-Standin-Backend")
			r.Out.Header.Del("X-Standin-Backend")
			r.Out.Host = r.In.Host
		},
		Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, at string) (net.Conn, error) {
			return g.dial(backendOf(at))
		}},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			http.Error(w, "no pod answers: "+err.Error(), http.StatusBadGateway)
		},
		ErrorLog: log.New(io.Discard, "", 0),
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		backend := g.match(r.Host, r.URL.Path)
		if backend == "" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprintln(w, `{"error_msg":"404 Route Not Found"}`)
			return
		}
		r.Header.Set("X-Standin-Backend", hostOf(backend))
		proxy.ServeHTTP(w, r)
	})
	listen(80, handler)
	s := &http.Server{Addr: ":443", Handler: handler, ErrorLog: log.New(io.Discard, "", 0), TLSConfig: &tls.Config{GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
		g.mu.RLock()
		defer g.mu.RUnlock()
		if c := g.tls[h.ServerName]; c != nil {
			return c, nil
		}
		return &g.own, nil
	}}}
	fail("%v", s.ListenAndServeTLS("", ""))
}

// a backend travels through the proxy as the host of a URL: port.service.namespace
func hostOf(backend string) string {
	ns, rest, _ := strings.Cut(backend, "/")
	name, port, _ := strings.Cut(rest, ":")
	return port + "." + name + "." + ns
}

func backendOf(host string) string {
	host, _, _ = strings.Cut(host, ":")
	port, rest, _ := strings.Cut(host, ".")
	name, ns, _ := strings.Cut(rest, ".")
	return ns + "/" + name + ":" + port
}

func (g *gateway) match(host, path string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(host)
	g.mu.RLock()
	defer g.mu.RUnlock()
	best, found := -1, ""
	for _, r := range g.routes {
		score := 0
		switch {
		case r.host == host:
			score = 1 << 20
		case strings.HasPrefix(r.host, "*.") && strings.HasSuffix(host, r.host[1:]):
			score = 1 << 19
		case r.host != "":
			continue
		}
		if !strings.HasPrefix(path, r.path) {
			continue
		}
		if score += len(r.path); score > best {
			best, found = score, r.backend
		}
	}
	return found
}

// dial tries the pods of a backend in turn, half a second each. One that didn't answer comes last for ten seconds.
func (g *gateway) dial(backend string) (net.Conn, error) {
	g.mu.RLock()
	all := g.endpoints[backend]
	g.mu.RUnlock()
	err := errors.New("no endpoints for " + backend)
	start := int(g.turn.Add(1))
	var good, late []string
	for i := range all {
		at := all[(start+i)%len(all)]
		if since, ok := g.bad.Load(at); ok && time.Since(since.(time.Time)) < 10*time.Second {
			late = append(late, at)
		} else {
			good = append(good, at)
		}
	}
	for _, at := range append(good, late...) {
		var c net.Conn
		if c, err = net.DialTimeout("tcp", at, 500*time.Millisecond); err == nil {
			g.bad.Delete(at)
			return c, nil
		}
		g.bad.Store(at, time.Now())
	}
	return nil, err
}

func (g *gateway) stream(port int, backend string) {
	l, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
	if err != nil {
		fail("%v", err)
	}
	for {
		in, err := l.Accept()
		if err != nil {
			fail("%v", err)
		}
		go func() {
			defer in.Close()
			out, err := g.dial(backend)
			if err != nil {
				return
			}
			defer out.Close()
			done := make(chan bool, 2)
			pipe := func(to, from net.Conn) {
				io.Copy(to, from)
				if t, ok := to.(*net.TCPConn); ok {
					t.CloseWrite()
				}
				done <- true
			}
			go pipe(out, in)
			go pipe(in, out)
			<-done
			<-done
		}()
	}
}

// mine tells if the real gateway of this series would serve the Ingress. See "Routes" in ../README.md.
func (g *gateway) mine(ingress object, services map[string]object) bool {
	if g.series == "6" {
		class := str(ingress, "metadata", "annotations", "kubernetes.io/ingress.class")
		if class == "" {
			class = str(ingress, "spec", "ingressClassName")
		}
		return class == "apisix"
	}
	for _, rule := range items(ingress, "spec", "rules") {
		for _, path := range items(rule, "http", "paths") {
			s := services[str(ingress, "metadata", "namespace")+"/"+str(path, "backend", "service", "name")]
			if str(s, "metadata", "labels", "name") == "" || str(s, "metadata", "labels", "name_with_port") == "" {
				return false
			}
		}
	}
	return true
}

func (g *gateway) look() error {
	list, err := g.k.list(core + "/services?resourceVersion=0")
	if err != nil {
		return err
	}
	slices, err := g.k.list("/apis/discovery.k8s.io/v1/endpointslices?resourceVersion=0")
	if err != nil {
		return err
	}
	ingresses, err := g.k.list("/apis/networking.k8s.io/v1/ingresses?resourceVersion=0")
	if err != nil {
		return err
	}
	services, endpoints := map[string]object{}, map[string][]string{}
	ports := map[string]int{} // namespace/service/port's name
	for _, s := range list {
		key := str(s, "metadata", "namespace") + "/" + str(s, "metadata", "name")
		services[key] = s
		for _, p := range items(s, "spec", "ports") {
			ports[key+"/"+str(p, "name")] = num(p, 0, "port")
		}
	}
	for _, s := range slices {
		key := str(s, "metadata", "namespace") + "/" + str(s, "metadata", "labels", "kubernetes.io/service-name")
		for _, p := range items(s, "ports") {
			backend := fmt.Sprintf("%s:%d", key, ports[key+"/"+str(p, "name")])
			for _, e := range items(s, "endpoints") {
				if ready, ok := dig(e, "conditions", "ready").(bool); ok && !ready {
					continue
				}
				for _, a := range texts(e, "addresses") {
					endpoints[backend] = append(endpoints[backend], net.JoinHostPort(a, fmt.Sprint(num(p, 0, "port"))))
				}
			}
		}
	}
	routes := []route{{"goodrain.me", "/", g.ns + "/rbd-hub:5000"}}
	certificates := map[string]*tls.Certificate{}
	for _, ingress := range ingresses {
		if !g.mine(ingress, services) {
			continue
		}
		ns := str(ingress, "metadata", "namespace")
		for _, rule := range items(ingress, "spec", "rules") {
			for _, path := range items(rule, "http", "paths") {
				key := ns + "/" + str(path, "backend", "service", "name")
				port := num(path, 0, "backend", "service", "port", "number")
				if name := str(path, "backend", "service", "port", "name"); name != "" {
					port = ports[key+"/"+name]
				}
				routes = append(routes, route{strings.ToLower(str(rule, "host")), str(path, "path"), fmt.Sprintf("%s:%d", key, port)})
			}
		}
		for _, t := range items(ingress, "spec", "tls") {
			if c := g.certificate(ns, str(t, "secretName")); c != nil {
				for _, host := range texts(t, "hosts") {
					certificates[host] = c
				}
			}
		}
	}
	g.mu.Lock()
	g.routes, g.endpoints, g.tls = routes, endpoints, certificates
	g.mu.Unlock()
	return nil
}

func (g *gateway) certificate(ns, name string) *tls.Certificate {
	secret, err := g.k.get(core + "/namespaces/" + ns + "/secrets/" + name)
	if err != nil {
		return nil
	}
	cert, _ := base64.StdEncoding.DecodeString(str(secret, "data", "tls.crt"))
	key, _ := base64.StdEncoding.DecodeString(str(secret, "data", "tls.key"))
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		say("secret %s/%s: %v", ns, name, err)
		return nil
	}
	return &pair
}
