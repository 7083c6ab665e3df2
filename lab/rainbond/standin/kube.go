// The Kubernetes API by its REST and JSON: objects are maps, changes are server-side applies.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

type object = map[string]any

const (
	core    = "/api/v1"
	apps    = "/apis/apps/v1"
	batch   = "/apis/batch/v1"
	storage = "/apis/storage.k8s.io/v1"
	rainb   = "/apis/rainbond.io/v1alpha1"
)

type kube struct {
	base   string
	folder string
	client *http.Client
}

type apiError struct {
	code    int
	message string
}

func (e *apiError) Error() string { return e.message }

func notFound(err error) bool {
	var e *apiError
	return errors.As(err, &e) && e.code == http.StatusNotFound
}

func inCluster() *kube {
	folder := env("STANDIN_ACCOUNT", "/var/run/secrets/kubernetes.io/serviceaccount")
	ca, err := os.ReadFile(folder + "/ca.crt")
	if err != nil {
		fail("no service account: %v", err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	return &kube{
		base:   "https://" + net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT")),
		folder: folder,
		client: &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: pool},
			DialContext:     (&net.Dialer{Timeout: 3 * time.Second}).DialContext,
		}},
	}
}

func (k *kube) do(method, path, kind string, body, out any) error {
	var reader io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return err
		}
		reader = bytes.NewReader(b)
	}
	r, err := http.NewRequest(method, k.base+path, reader)
	if err != nil {
		return err
	}
	token, err := os.ReadFile(k.folder + "/token") // it is changed under us now and then
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	r.Header.Set("Content-Type", kind)
	answer, err := k.client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		var status struct{ Message string }
		if json.Unmarshal(b, &status) != nil || status.Message == "" {
			status.Message = fmt.Sprintf("%s %s: %s", method, path, answer.Status)
		}
		return &apiError{answer.StatusCode, status.Message}
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(b, out)
}

func (k *kube) get(path string) (object, error) {
	var o object
	return o, k.do("GET", path, "", nil, &o)
}

func (k *kube) list(path string) ([]object, error) {
	var l struct{ Items []object }
	return l.Items, k.do("GET", path, "", nil, &l)
}

// apply makes the object what it should be. path is the collection's.
func (k *kube) apply(path string, o object) error {
	name := str(o, "metadata", "name")
	return k.do("PATCH", path+"/"+name+"?fieldManager=rainbond-operator&force=true", "application/apply-patch+yaml", o, nil)
}

func (k *kube) merge(path string, o object) error {
	return k.do("PATCH", path, "application/merge-patch+json", o, nil)
}

func (k *kube) create(path string, o object) error {
	return k.do("POST", path, "application/json", o, nil)
}

func (k *kube) remove(path string) error {
	err := k.do("DELETE", path, "application/json", object{"propagationPolicy": "Background"}, nil)
	if notFound(err) {
		return nil
	}
	return err
}

func dig(o any, path ...string) any {
	for _, p := range path {
		m, ok := o.(object)
		if !ok {
			return nil
		}
		o = m[p]
	}
	return o
}

func str(o any, path ...string) string { s, _ := dig(o, path...).(string); return s }

func num(o any, otherwise int, path ...string) int {
	if f, ok := dig(o, path...).(float64); ok {
		return int(f)
	}
	return otherwise
}

func items(o any, path ...string) []object {
	var out []object
	list, _ := dig(o, path...).([]any)
	for _, i := range list {
		if m, ok := i.(object); ok {
			out = append(out, m)
		}
	}
	return out
}

func texts(o any, path ...string) []string {
	var out []string
	list, _ := dig(o, path...).([]any)
	for _, i := range list {
		if s, ok := i.(string); ok && s != "" {
			out = append(out, s)
		}
	}
	return out
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }
