// RainbondCluster's conditions, each by what it says.
package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// looked is the outcome of a check: nil is True.
type looked struct{ reason, message string }

func failed(reason string, err error) *looked {
	if err == nil {
		return nil
	}
	return &looked{reason, err.Error()}
}

func (o *operator) writeConditions(components []object) error {
	old := map[string]object{}
	for _, c := range items(o.cluster, "status", "conditions") {
		old[str(c, "type")] = c
	}
	var list []any
	bad := ""
	check := func(name string, once bool, f func() *looked) {
		was := old[name]
		if once && str(was, "status") == "True" {
			list = append(list, was) // the real one doesn't look again
			return
		}
		c := object{"type": name, "status": "True", "lastHeartbeatTime": now()}
		if l := f(); l != nil {
			c["status"], c["reason"], c["message"] = "False", l.reason, l.message
			bad = name + ": " + l.message
		}
		c["lastTransitionTime"] = now()
		if str(was, "status") == c["status"] {
			c["lastTransitionTime"] = str(was, "lastTransitionTime")
		}
		list = append(list, c)
	}
	for _, one := range [][2]string{{"DatabaseRegion", "regionDatabase"}, {"DatabaseConsole", "uiDatabase"}} {
		if db := databaseOf(dig(o.cluster, "spec", one[1])); db != nil {
			check(one[0], true, func() *looked { _, err := db.query("SELECT 1"); return failed("DatabaseFailed", err) })
		}
	}
	check("ImageRepository", true, o.imageRepository)
	check("KubernetesVersion", true, o.kubernetesVersion)
	check("Storage", false, o.storage)
	check("DNS", false, o.dns)
	check("Memory", false, o.memory)
	if str(o.cluster, "spec", "sentinelImage") != "" {
		check("ContainerNetwork", false, func() *looked { return nil })
	}
	// "once", as in the real one: a component that dies later doesn't take it back
	check("Running", true, func() *looked {
		for _, c := range components {
			ready := ""
			for _, one := range items(c, "status", "conditions") {
				if str(one, "type") == "Ready" {
					ready = str(one, "status")
				}
			}
			if ready != "True" {
				return &looked{"RbdComponentNotReady", fmt.Sprintf("RbdComponent(%s) not ready", str(c, "metadata", "name"))}
			}
		}
		if bad != "" {
			return &looked{"ConditionNotTrue", bad}
		}
		return nil
	})
	classes, _ := o.k.list(storage + "/storageclasses")
	known := []any{}
	for _, c := range classes {
		known = append(known, object{"name": str(c, "metadata", "name"), "provisioner": str(c, "provisioner")})
	}
	status := object{"conditions": list, "storageClasses": known, "imagePullSecrets": object{"name": pullSecretName}}
	if len(o.nodes) > 0 {
		status["kubernetesVersoin"] = str(o.nodes[0], "status", "nodeInfo", "kubeletVersion")
	}
	return o.k.merge(o.path("rainbondclusters")+"/rainbondcluster/status", object{"status": status})
}

// imageRepository asks the registry for its API with the cluster's login; the real one pushes a small image.
func (o *operator) imageRepository() *looked {
	domain := str(o.cluster, "spec", "imageHub", "domain")
	client := &http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	var last error
	for _, scheme := range []string{"https", "http"} {
		r, err := http.NewRequest("GET", scheme+"://"+domain+"/v2/", nil)
		if err != nil {
			return failed("ImageRepoFailed", err)
		}
		if user := str(o.cluster, "spec", "imageHub", "username"); user != "" {
			r.SetBasicAuth(user, str(o.cluster, "spec", "imageHub", "password"))
		}
		answer, err := client.Do(r)
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == 200 {
				return nil
			}
			err = fmt.Errorf("push image %s/smallimage:latest err: %s", domain, answer.Status)
			return failed("ImageRepoFailed", err)
		}
		if last == nil {
			last = err
		}
	}
	return failed("ImageRepoFailed", last)
}

func (o *operator) kubernetesVersion() *looked {
	if len(o.nodes) == 0 || str(o.nodes[0], "status", "nodeInfo", "kubeletVersion") == "" {
		return &looked{"KubernetesVersionFailed", "failed to get kubernetes version"}
	}
	return nil
}

// storage wants a test claim Bound; one that waits for its first consumer counts.
func (o *operator) storage() *looked {
	class := o.class(true)
	if err := o.claim(nil, claim{name: "foobar", gib: 1, many: true}); err != nil {
		return failed("StorageFailed", err)
	}
	if str(o.claims["foobar"], "status", "phase") == "Bound" {
		return nil
	}
	if sc, err := o.k.get(storage + "/storageclasses/" + class); err == nil && str(sc, "volumeBindingMode") == "WaitForFirstConsumer" {
		return nil
	}
	return &looked{"InProgress", "precheck for Storage is in progress"}
}

func (o *operator) dns() *looked {
	host, _, _ := strings.Cut(str(o.cluster, "spec", "rainbondImageRepository"), "/")
	host, _, _ = strings.Cut(host, ":")
	if o.on["dns"] != "" {
		host += ".invalid"
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	_, err := net.DefaultResolver.LookupHost(ctx, host)
	return failed("DNSFailed", err)
}

func (o *operator) memory() *looked {
	const wanted = 2 << 30
	var sum int64
	for _, n := range o.nodes {
		var kib int64
		fmt.Sscanf(str(n, "status", "allocatable", "memory"), "%dKi", &kib)
		sum += kib << 10
	}
	if sum < wanted {
		return &looked{"MemoryFailed", fmt.Sprintf("expected at least %d memory, but got %d", wanted, sum)}
	}
	return nil
}
