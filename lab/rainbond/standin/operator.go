// The operator: RbdComponents become workloads, RainbondCluster gets its conditions. It looks every second instead of watching.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

type operator struct {
	k       *kube
	ns      string
	series  string // 6 or 5.17
	cluster object
	on      switches
	applied map[string]appliedAt
	settled map[string]string // component: uid and generation with which it was Ready
	pods    []object
	claims  map[string]object
	nodes   []object
}

const pullSecretName = "rbd-hub-credentials"

type appliedAt struct {
	what string
	when time.Time
}

func runOperator(k *kube) {
	o := &operator{k: k, ns: env("RBD_NAMESPACE", "rbd-system"), series: env("STANDIN_SERIES", "6"),
		applied: map[string]appliedAt{}, settled: map[string]string{}}
	ok := func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") }
	http.HandleFunc("/healthz", ok)
	http.HandleFunc("/readyz", ok)
	go func() { fail("%v", http.ListenAndServe(":8081", nil)) }()
	say("stand-in for Rainbond's operator, series %s, namespace %s", o.series, o.ns)
	last := ""
	var conditions time.Time
	for ; ; time.Sleep(time.Second) {
		err := o.look(&conditions)
		if err != nil && err.Error() != last {
			say("%v", err)
		}
		last = ""
		if err != nil {
			last = err.Error()
		}
	}
}

func (o *operator) path(collection string) string {
	group := core
	switch collection {
	case "deployments", "daemonsets", "statefulsets":
		group = apps
	case "rbdcomponents", "rainbondclusters":
		group = rainb
	}
	return group + "/namespaces/" + o.ns + "/" + collection
}

func (o *operator) look(conditions *time.Time) error {
	var err error
	if o.cluster, err = o.k.get(o.path("rainbondclusters") + "/rainbondcluster"); err != nil {
		return fmt.Errorf("RainbondCluster: %w", err)
	}
	o.on = readSwitches(o.k, o.ns)
	components, err := o.k.list(o.path("rbdcomponents"))
	if err != nil {
		return err
	}
	if o.pods, err = o.k.list(o.path("pods")); err != nil {
		return err
	}
	if o.nodes, err = o.k.list(core + "/nodes?resourceVersion=0"); err != nil {
		return err
	}
	claims, err := o.k.list(o.path("persistentvolumeclaims"))
	if err != nil {
		return err
	}
	o.claims = map[string]object{}
	for _, c := range claims {
		o.claims[str(c, "metadata", "name")] = c
	}
	if changed, err := o.complete(); err != nil || changed {
		return err
	}
	var errs []string
	for _, c := range components {
		if err := o.component(c); err != nil {
			errs = append(errs, str(c, "metadata", "name")+": "+err.Error())
		}
	}
	if time.Since(*conditions) > 3*time.Second {
		*conditions = time.Now()
		if err := o.writeConditions(components); err != nil {
			errs = append(errs, err.Error())
		}
	}
	if errs != nil {
		return fmt.Errorf("%s", strings.Join(errs, "; "))
	}
	return nil
}

// complete fills what the chart leaves out of RainbondCluster's spec.
func (o *operator) complete() (bool, error) {
	add := object{}
	if dig(o.cluster, "spec", "imageHub") == nil {
		add["imageHub"] = object{"domain": "goodrain.me", "username": "admin", "password": "admin1234"}
	}
	if str(o.cluster, "spec", "suffixHTTPHost") == "" {
		add["suffixHTTPHost"] = "grapps.cn" // what 5.17 falls back to without the Internet
		if o.series == "6" {
			add["suffixHTTPHost"] = o.entry() + ".nip.io"
		}
	}
	if len(add) == 0 {
		return false, o.pullSecret()
	}
	return true, o.k.merge(o.path("rainbondclusters")+"/rainbondcluster", object{"spec": add})
}

// pullSecret has the registry's login for the pods, as the real one makes it.
func (o *operator) pullSecret() error {
	hub := dig(o.cluster, "spec", "imageHub")
	user, password := str(hub, "username"), str(hub, "password")
	if user == "" || password == "" {
		return nil
	}
	auth := base64.StdEncoding.EncodeToString([]byte(user + ":" + password))
	config, _ := json.Marshal(object{"auths": object{str(hub, "domain"): object{"username": user, "password": password, "auth": auth}}})
	return o.ensure("secrets", object{
		"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/dockerconfigjson",
		"metadata": object{"name": pullSecretName, "namespace": o.ns, "ownerReferences": []any{object{
			"apiVersion": "rainbond.io/v1alpha1", "kind": "RainbondCluster", "name": "rainbondcluster", "uid": str(o.cluster, "metadata", "uid"), "controller": true}}},
		"data": object{".dockerconfigjson": base64.StdEncoding.EncodeToString(config)},
	})
}

// entry is the address people use; innerEntry the one that goodrain.me has inside the cluster.
func (o *operator) entry() string {
	if ips := texts(o.cluster, "spec", "gatewayIngressIPs"); len(ips) > 0 {
		return ips[0]
	}
	return o.innerEntry()
}

func (o *operator) innerEntry() string {
	if nodes := items(o.cluster, "spec", "nodesForGateway"); len(nodes) > 0 {
		return str(nodes[0], "internalIP")
	}
	if ips := texts(o.cluster, "spec", "gatewayIngressIPs"); len(ips) > 0 {
		return ips[0]
	}
	return ""
}

func (o *operator) entries() []string {
	if ips := texts(o.cluster, "spec", "gatewayIngressIPs"); len(ips) > 0 {
		return ips
	}
	var ips []string
	for _, n := range items(o.cluster, "spec", "nodesForGateway") {
		ips = append(ips, str(n, "internalIP"))
	}
	return ips
}

func names(nodes []object) []any {
	var out []any
	for _, n := range nodes {
		out = append(out, str(n, "name"))
	}
	return out
}

// ensure applies what differs from the last time, and everything now and then.
func (o *operator) ensure(collection string, obj object) error {
	path := o.path(collection)
	if collection == "storageclasses" {
		path = storage + "/storageclasses"
	}
	b, _ := json.Marshal(obj)
	key := collection + "/" + str(obj, "metadata", "name")
	if was := o.applied[key]; was.what == string(b) && time.Since(was.when) < 30*time.Second {
		return nil
	}
	if err := o.k.apply(path, obj); err != nil {
		return err
	}
	o.applied[key] = appliedAt{string(b), time.Now()}
	return nil
}

func (o *operator) component(c object) error {
	name := str(c, "metadata", "name")
	p, known := parts[o.series][name]
	if !known {
		return o.writeStatus(c, nil, 0, 0, "UnsupportedType", "only supports the following types of rbdcomponent: "+strings.Join(o.known(), ","))
	}
	if why := o.prerequisites(name, p); why != "" {
		delete(o.settled, name)
		return o.writeStatus(c, nil, 0, 0, "PrerequisitesFailed", why)
	}
	if err := o.build(c, name, p); err != nil {
		return err
	}
	replicas := num(c, 1, "spec", "replicas")
	switch {
	case p.everyone:
		replicas = len(o.nodes)
	case p.chaos && len(items(o.cluster, "spec", "nodesForChaos")) > 0:
		replicas = len(items(o.cluster, "spec", "nodesForChaos"))
	case p.gateway && p.kind == "DaemonSet":
		replicas = len(items(o.cluster, "spec", "nodesForGateway"))
	}
	// Like the real one, it looks at pods until the component is Ready, and not again before its spec changes.
	edition := fmt.Sprint(str(c, "metadata", "uid"), num(c, 0, "metadata", "generation"))
	if o.settled[name] == edition {
		return nil
	}
	var pods []object
	ready := 0
	for _, pod := range o.pods {
		if str(pod, "metadata", "labels", "name") != name || str(pod, "metadata", "labels", "belongTo") != "rainbond-operator" {
			continue
		}
		pods = append(pods, object{"name": str(pod, "metadata", "name")})
		for _, condition := range items(pod, "status", "conditions") {
			if str(condition, "type") == "Ready" && str(condition, "status") == "True" && dig(pod, "metadata", "deletionTimestamp") == nil {
				ready++
			}
		}
	}
	if err := o.writeStatus(c, pods, replicas, ready, "", ""); err != nil {
		return err
	}
	delete(o.settled, name)
	if ready == replicas {
		o.settled[name] = edition
	}
	return nil
}

func (o *operator) known() []string {
	var out []string
	for n := range parts[o.series] {
		out = append(out, n)
	}
	return out
}

// prerequisites tells why a component cannot be made yet.
func (o *operator) prerequisites(name string, p part) string {
	if p.etcd {
		if secret := str(o.cluster, "spec", "etcdConfig", "secretName"); secret != "" {
			if _, err := o.k.get(o.path("secrets") + "/" + secret); err != nil {
				return "failed to get etcd secret: " + err.Error()
			}
		}
	}
	if p.gateway && len(items(o.cluster, "spec", "nodesForGateway")) == 0 {
		return "nodesForGateway is empty"
	}
	return ""
}

// writeStatus makes condition Ready False for a reason, or True when enough pods are ready; True is never taken back by pods.
func (o *operator) writeStatus(c object, pods []object, replicas, ready int, reason, message string) error {
	old, status := "False", "False"
	since, was := now(), ""
	for _, condition := range items(c, "status", "conditions") {
		if str(condition, "type") == "Ready" {
			old, since, was = str(condition, "status"), str(condition, "lastTransitionTime"), str(condition, "message")
			if reason == "" {
				status, reason, message = old, str(condition, "reason"), was
			}
		}
	}
	if pods != nil && ready >= replicas {
		status, reason, message = "True", "Ready", ""
	}
	if status != old {
		since = now()
	}
	list := []any{
		object{"type": "ClusterConfigCompeleted", "status": "True", "reason": "ConfigCompleted", "lastTransitionTime": str(c, "metadata", "creationTimestamp")},
		object{"type": "Ready", "status": status, "reason": reason, "message": message, "lastTransitionTime": since},
	}
	next := object{"replicas": replicas, "readyReplicas": ready, "conditions": list, "pods": pods}
	b, _ := json.Marshal(next)
	key := "status/" + str(c, "metadata", "uid")
	if o.applied[key].what == string(b) {
		return nil
	}
	if status == "False" && reason != "" && message != was {
		o.event(c, reason, message)
	}
	err := o.k.merge(o.path("rbdcomponents")+"/"+str(c, "metadata", "name")+"/status", object{"status": next})
	if err == nil {
		o.applied[key] = appliedAt{string(b), time.Now()}
	}
	return err
}

func (o *operator) event(c object, reason, message string) {
	err := o.k.create(o.path("events"), object{
		"apiVersion": "v1", "kind": "Event", "type": "Warning", "reason": reason, "message": message, "count": 1,
		"metadata":       object{"generateName": str(c, "metadata", "name") + ".", "namespace": o.ns},
		"involvedObject": object{"apiVersion": "rainbond.io/v1alpha1", "kind": "RbdComponent", "namespace": o.ns, "name": str(c, "metadata", "name"), "uid": str(c, "metadata", "uid")},
		"source":         object{"component": "rbdcomponent"}, "firstTimestamp": now(), "lastTimestamp": now(),
	})
	if err != nil {
		say("event: %v", err)
	}
}
