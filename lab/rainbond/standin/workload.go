// A component's workload, its services, claims and, for rbd-api, the region's certificates and region-config.
package main

import (
	"encoding/base64"
	"fmt"
	"strings"
)

func (o *operator) meta(c object, name string) object {
	return object{
		"name": name, "namespace": o.ns,
		"labels": object{"belongTo": "rainbond-operator", "creator": "Rainbond", "name": str(c, "metadata", "name")},
		"ownerReferences": []any{object{
			"apiVersion": "rainbond.io/v1alpha1", "kind": "RbdComponent", "name": str(c, "metadata", "name"),
			"uid": str(c, "metadata", "uid"), "controller": true, "blockOwnerDeletion": true,
		}},
	}
}

// class is the storage class of claims: one for several hosts, one for a single host.
func (o *operator) class(many bool) string {
	if o.series == "6" {
		return env("STORAGE_CLASS_NAME", "local-path")
	}
	rwx := str(o.cluster, "spec", "rainbondVolumeSpecRWX", "storageClassName")
	if rwx == "" {
		rwx = "rainbondvolumerwx" // of the built-in nfs-provisioner
	}
	if rwo := str(o.cluster, "spec", "rainbondVolumeSpecRWO", "storageClassName"); !many && rwo != "" {
		return rwo
	}
	return rwx
}

func (o *operator) claim(c object, one claim) error {
	class, mode := o.class(one.many), "ReadWriteOnce"
	if one.many && (o.series != "6" || class != "local-path") {
		mode = "ReadWriteMany"
	}
	if c != nil && o.on.hits("pvc", str(c, "metadata", "name")) {
		class = "standin-nowhere"
	}
	if old, ok := o.claims[one.name]; ok {
		if str(old, "status", "phase") == "Pending" && str(old, "spec", "storageClassName") != class {
			return o.k.remove(o.path("persistentvolumeclaims") + "/" + one.name) // the mend of switch pvc
		}
		return nil
	}
	meta := object{"name": one.name, "namespace": o.ns}
	if c != nil {
		meta = o.meta(c, one.name)
	}
	return o.k.create(o.path("persistentvolumeclaims"), object{
		"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": meta,
		"spec": object{
			"accessModes": []any{mode}, "storageClassName": class,
			"resources": object{"requests": object{"storage": fmt.Sprintf("%dGi", one.gib)}},
		},
	})
}

func (o *operator) affinity(nodes []object) object {
	if len(nodes) == 0 {
		return nil
	}
	return object{"nodeAffinity": object{"requiredDuringSchedulingIgnoredDuringExecution": object{"nodeSelectorTerms": []any{
		object{"matchExpressions": []any{object{"key": "kubernetes.io/hostname", "operator": "In", "values": names(nodes)}}},
	}}}}
}

func field(name, path string) object {
	return object{"name": name, "valueFrom": object{"fieldRef": object{"fieldPath": path}}}
}

func (o *operator) build(c object, name string, p part) error {
	if name == "rbd-api" {
		if err := o.region(c); err != nil {
			return err
		}
	}
	for _, one := range p.claims {
		if err := o.claim(c, one); err != nil {
			return err
		}
	}
	if name == "local-path-provisioner" || name == "nfs-provisioner" {
		if err := o.ensure("storageclasses", o.builtinClass(name)); err != nil {
			return err
		}
	}
	for _, s := range p.services {
		meta := o.meta(c, s.name)
		meta["labels"].(object)["name_with_port"] = fmt.Sprintf("%s-%d", s.name, s.port)
		err := o.ensure("services", object{"apiVersion": "v1", "kind": "Service", "metadata": meta, "spec": object{
			"selector": object{"belongTo": "rainbond-operator", "name": name},
			"ports":    []any{object{"name": "main", "port": s.port, "targetPort": s.port, "protocol": "TCP"}},
		}})
		if err != nil {
			return err
		}
	}
	labels := object{"belongTo": "rainbond-operator", "creator": "Rainbond", "name": name}
	spec := object{"selector": object{"matchLabels": labels}, "template": object{
		"metadata": object{"labels": labels}, "spec": o.pod(c, name, p)}}
	replicas := num(c, 1, "spec", "replicas")
	switch p.kind {
	case "Deployment":
		spec["replicas"] = replicas
		if p.gateway { // a host has its ports once
			spec["strategy"] = object{"type": "RollingUpdate", "rollingUpdate": object{"maxSurge": 0, "maxUnavailable": 1}}
		}
	case "StatefulSet":
		spec["replicas"], spec["serviceName"] = replicas, name
	}
	return o.ensure(strings.ToLower(p.kind)+"s", object{"apiVersion": "apps/v1", "kind": p.kind, "metadata": o.meta(c, name), "spec": spec})
}

func (o *operator) builtinClass(name string) object {
	class := object{"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "reclaimPolicy": "Delete",
		"metadata": object{"name": "local-path"}, "provisioner": "rancher.io/local-path", "volumeBindingMode": "WaitForFirstConsumer"}
	if name == "nfs-provisioner" {
		class["metadata"], class["provisioner"] = object{"name": "rainbondvolumerwx"}, "rainbond.io/nfs"
		class["volumeBindingMode"] = "Immediate"
	}
	return class
}

func (o *operator) pod(c object, name string, p part) object {
	envs := []any{
		field("POD_NAME", "metadata.name"), field("POD_NAMESPACE", "metadata.namespace"), field("NODE_NAME", "spec.nodeName"),
		object{"name": "STANDIN_SERIES", "value": o.series},
	}
	if db := dig(o.cluster, "spec", p.database); p.database != "" && db != nil {
		envs = append(envs,
			object{"name": "MYSQL_HOST", "value": str(db, "host")}, object{"name": "MYSQL_PORT", "value": fmt.Sprint(num(db, 3306, "port"))},
			object{"name": "MYSQL_USER", "value": str(db, "username")}, object{"name": "MYSQL_PASS", "value": str(db, "password")},
			object{"name": "MYSQL_DB", "value": str(db, "name")})
	}
	for _, e := range items(c, "spec", "env") {
		envs = append(envs, e)
	}
	var volumes, mounts []any
	for _, one := range p.claims {
		volumes = append(volumes, object{"name": one.name, "persistentVolumeClaim": object{"claimName": one.name}})
		mounts = append(mounts, object{"name": one.name, "mountPath": one.mount})
	}
	secret := str(o.cluster, "spec", "etcdConfig", "secretName")
	if p.etcd && secret != "" {
		volumes = append(volumes, object{"name": "etcdssl", "secret": object{"secretName": secret}})
		mounts = append(mounts, object{"name": "etcdssl", "mountPath": "/run/ssl/etcd"})
	}
	if name == "rbd-api" {
		volumes = append(volumes, object{"name": "region-api-ssl", "secret": object{"secretName": "rbd-api-server-cert"}})
		mounts = append(mounts, object{"name": "region-api-ssl", "mountPath": "/etc/goodrain/region.goodrain.me/ssl/"})
	}

	images := strings.Split(str(c, "spec", "image"), "@")
	image := images[len(images)-1]
	if o.on.hits("image", name) {
		image = image[:strings.LastIndex(image, ":")] + ":missing"
	}
	command := []any{"/standin", "component", name}
	switch name {
	case "local-path-provisioner":
		command = []any{"/standin", "provisioner", "local-path", "rancher.io/local-path", "/var/lib/rancher/local-path-provisioner", "local"}
	case "nfs-provisioner":
		command = []any{"/standin", "provisioner", "rainbondvolumerwx", "rainbond.io/nfs", "/opt/rainbond/data/nfs", "shared"}
	case "rbd-etcd":
		command = []any{"/usr/local/bin/etcd", "--data-dir=/tmp/etcd", "--listen-client-urls=http://0.0.0.0:2379", "--advertise-client-urls=http://rbd-etcd:2379"}
	}
	if o.on.slow() > 0 && command[0] == "/standin" && command[1] == "component" {
		command = append(command, "--delay", fmt.Sprint(o.on.slow()))
	}
	if o.on.hits("crash", name) {
		command = append(command, "--crash")
	}
	probe := object{"tcpSocket": object{"port": p.ports[0]}, "periodSeconds": 2, "timeoutSeconds": 2}
	if p.path != "" {
		probe = object{"httpGet": object{"path": p.path, "port": p.ports[0]}, "periodSeconds": 2, "timeoutSeconds": 2}
	}
	if o.on.hits("probe", name) {
		probe = object{"tcpSocket": object{"port": 1}, "periodSeconds": 2}
	}
	policy := str(c, "spec", "imagePullPolicy")
	if policy == "" {
		policy = "IfNotPresent"
	}
	container := object{"name": name, "image": image, "imagePullPolicy": policy, "command": command, "env": envs, "readinessProbe": probe}
	if o.on.hits("memory", name) {
		container["command"] = append(command, "--eat-memory")
		container["resources"] = object{"limits": object{"memory": "32Mi"}}
	}
	if mounts != nil {
		container["volumeMounts"] = mounts
	}
	spec := object{
		"serviceAccountName": env("SERVICE_ACCOUNT_NAME", "rainbond-operator"), "terminationGracePeriodSeconds": 0,
		"containers": []any{container},
	}
	if volumes != nil {
		spec["volumes"] = volumes
	}
	if priority, _ := dig(c, "spec", "priorityComponent").(bool); !priority {
		spec["imagePullSecrets"] = []any{object{"name": pullSecretName}}
	}
	if p.gateway {
		ports := []any{}
		for _, port := range p.ports {
			ports = append(ports, object{"containerPort": port, "hostPort": port})
		}
		container["ports"] = ports
		spec["hostNetwork"], spec["dnsPolicy"] = true, "ClusterFirstWithHostNet"
		spec["tolerations"] = []any{object{"operator": "Exists"}}
		spec["affinity"] = o.affinity(items(o.cluster, "spec", "nodesForGateway"))
		if o.series == "6" { // two containers in a pod: the controller, and what carries the traffic
			container["name"], container["ports"] = "apisix", ports[1:]
			controller := object{"name": "ingress-apisix", "image": images[0], "imagePullPolicy": policy, "env": envs,
				"command": []any{"/standin", "component", "ingress-apisix"}, "ports": ports[:1]}
			spec["containers"] = []any{controller, container}
		}
	} else if str(o.cluster, "spec", "imageHub", "domain") == "goodrain.me" && o.innerEntry() != "" {
		spec["hostAliases"] = []any{object{"ip": o.innerEntry(), "hostnames": []any{"goodrain.me"}}}
	}
	if p.chaos {
		if a := o.affinity(items(o.cluster, "spec", "nodesForChaos")); a != nil {
			spec["affinity"] = a
		}
	}
	if p.etcdctl {
		// etcd's own client, with the secret's certificates, writes and reads back before the component starts
		endpoints := strings.Join(texts(o.cluster, "spec", "etcdConfig", "endpoints"), ",")
		if endpoints == "" {
			endpoints = "http://rbd-etcd:2379"
		}
		ctl := []any{"/usr/local/bin/etcdctl", "--endpoints=" + endpoints}
		if secret != "" {
			ctl = append(ctl, "--cacert=/run/ssl/etcd/ca-file", "--cert=/run/ssl/etcd/cert-file", "--key=/run/ssl/etcd/key-file")
		}
		put := object{"name": "etcd-put", "imagePullPolicy": policy, "image": env("STANDIN_ETCD_IMAGE", "etcd"),
			"command": append(append([]any{}, ctl...), "put", "/rainbond/standin/"+name, "written by etcdctl of "+name)}
		get := object{"name": "etcd-get", "imagePullPolicy": policy, "image": env("STANDIN_ETCD_IMAGE", "etcd"),
			"command": append(append([]any{}, ctl...), "get", "/rainbond/standin/"+name)}
		if secret != "" {
			ssl := []any{object{"name": "etcdssl", "mountPath": "/run/ssl/etcd"}}
			put["volumeMounts"], get["volumeMounts"] = ssl, ssl
		}
		spec["initContainers"] = []any{put, get}
	}
	if o.on.hits("selector", name) {
		spec["nodeSelector"] = object{"rainbond.io/standin": "nowhere"}
	}
	return spec
}

// region makes the region's certificates and region-config once for an entry address, as early as it can, like the real one.
func (o *operator) region(c object) error {
	ips := strings.ReplaceAll(strings.Join(o.entries(), "-"), ".", "_")
	secret, err := o.k.get(o.path("secrets") + "/rbd-api-server-cert")
	if err == nil && str(secret, "metadata", "labels", "availableips") == ips {
		return nil
	}
	if err != nil && !notFound(err) {
		return err
	}
	ca, err := newAuthority()
	if err != nil {
		return err
	}
	server, serverKey, err := ca.issue(o.entries(), "rbd-api-api")
	if err != nil {
		return err
	}
	client, clientKey, err := ca.issue(o.entries(), "rbd-api-api")
	if err != nil {
		return err
	}
	b64 := base64.StdEncoding.EncodeToString
	certificates := object{"client.pem": b64(client), "client.key.pem": b64(clientKey), "ca.pem": b64(ca.pem)}
	secretOf := func(name string, data object) object {
		meta := o.meta(c, name)
		meta["labels"].(object)["availableips"] = ips
		return object{"apiVersion": "v1", "kind": "Secret", "metadata": meta, "data": data}
	}
	if err := o.k.apply(o.path("configmaps"), object{
		"apiVersion": "v1", "kind": "ConfigMap", "metadata": o.meta(c, "region-config"), "binaryData": certificates,
		"data": object{
			"apiAddress":          fmt.Sprintf("https://%s:%s", o.entry(), env("API_PORT", "8443")),
			"websocketAddress":    fmt.Sprintf("ws://%s:%s", o.entry(), env("API_WS_PORT", "6060")),
			"defaultDomainSuffix": str(o.cluster, "spec", "suffixHTTPHost"),
			"defaultTCPHost":      o.entry(),
		},
	}); err != nil {
		return err
	}
	if err := o.k.apply(o.path("secrets"), secretOf("rbd-api-client-cert", certificates)); err != nil {
		return err
	}
	say("region-config and certificates for %s", o.entry())
	return o.k.apply(o.path("secrets"), secretOf("rbd-api-server-cert", object{
		"server.pem": b64(server), "server.key.pem": b64(serverKey), "ca.pem": b64(ca.pem)}))
}
