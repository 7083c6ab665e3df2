// A provisioner of hostPath volumes: shared (one folder that every host has) or local (pinned to the first consumer's host).
package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func runProvisioner(k *kube, class, provisioner, folder string, shared bool) {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	go func() { fail("%v", http.ListenAndServe(":8081", nil)) }()
	say("class %s in %s", class, folder)
	for last := ""; ; time.Sleep(700 * time.Millisecond) {
		err := provision(k, class, provisioner, folder, shared)
		if err == nil {
			last = ""
		} else if err.Error() != last {
			last = err.Error()
			say("%v", err)
		}
	}
}

func provision(k *kube, class, provisioner, folder string, shared bool) error {
	claims, err := k.list(core + "/persistentvolumeclaims")
	if err != nil {
		return err
	}
	for _, c := range claims {
		node := str(c, "metadata", "annotations", "volume.kubernetes.io/selected-node")
		if str(c, "spec", "storageClassName") != class || str(c, "status", "phase") != "Pending" || str(c, "spec", "volumeName") != "" || (!shared && node == "") {
			continue
		}
		ns, name, uid := str(c, "metadata", "namespace"), str(c, "metadata", "name"), str(c, "metadata", "uid")
		volume := "pvc-" + uid
		spec := object{
			"capacity": dig(c, "spec", "resources", "requests"), "accessModes": dig(c, "spec", "accessModes"),
			"persistentVolumeReclaimPolicy": "Delete", "storageClassName": class, "volumeMode": "Filesystem",
			"hostPath": object{"path": strings.Join([]string{folder, volume + "_" + ns + "_" + name}, "/"), "type": "DirectoryOrCreate"},
			"claimRef": object{"apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": ns, "name": name, "uid": uid},
		}
		if !shared {
			spec["nodeAffinity"] = object{"required": object{"nodeSelectorTerms": []any{object{"matchExpressions": []any{
				object{"key": "kubernetes.io/hostname", "operator": "In", "values": []any{node}}}}}}}
		}
		err := k.apply(core+"/persistentvolumes", object{"apiVersion": "v1", "kind": "PersistentVolume", "spec": spec,
			"metadata": object{"name": volume, "annotations": object{"pv.kubernetes.io/provisioned-by": provisioner}}})
		if err != nil {
			return err
		}
		say("%s/%s: %s", ns, name, volume)
	}
	volumes, err := k.list(core + "/persistentvolumes")
	if err != nil {
		return err
	}
	for _, v := range volumes {
		if str(v, "metadata", "annotations", "pv.kubernetes.io/provisioned-by") != provisioner || str(v, "status", "phase") != "Released" || dig(v, "metadata", "deletionTimestamp") != nil {
			continue
		}
		path := filepath.Clean(str(v, "spec", "hostPath", "path"))
		if shared && strings.HasPrefix(path, filepath.Clean(folder)+"/pvc-") {
			if err := os.RemoveAll(path); err != nil { // works where this pod has the folder
				say("%v", err)
			}
		}
		if err := k.remove(core + "/persistentvolumes/" + str(v, "metadata", "name")); err != nil {
			return err
		}
		say("%s is gone", str(v, "metadata", "name"))
	}
	return nil
}
