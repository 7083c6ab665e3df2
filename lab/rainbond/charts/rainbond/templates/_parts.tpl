{{/* Where containerd's socket is: given, or guessed from the kubelet's version, as upstream's chart does. */}}
{{- define "runtime" -}}
{{- $path := "/run/containerd" -}}
{{- range (lookup "v1" "Node" "" "").items -}}
{{- if or (contains "k3s" .status.nodeInfo.kubeletVersion) (contains "rke2" .status.nodeInfo.kubeletVersion) -}}{{- $path = "/var/run/k3s/containerd" -}}{{- end -}}
{{- end -}}
{{- .Values.Cluster.containerdRuntimePath | default $path -}}
{{- end -}}
{{/* Upstream leaves its own MySQL out as soon as one database is external. */}}
{{- define "builtinDatabase" -}}
{{- if not (or .Values.Cluster.regionDatabase.enable .Values.Cluster.uiDatabase.enable) -}}yes{{- end -}}
{{- end -}}
