# The stand-in for Rainbond (lab/rainbond, a test double): its program, images and charts for the bundle, and the shared
# storage class that it and clusters without it can use.

rainbond_versions='6.9.3 5.17.3'
standin_image=docker.io/lab/standin:1   # for `lab shared-storage`

go_command() { command -v go || { [ ! -x /usr/local/go/bin/go ] || echo /usr/local/go/bin/go; }; }

# IMAGES VERSION: upstream's names, all for the same small image
rainbond_images() {
  local r=registry.cn-hangzhou.aliyuncs.com/goodrain v=v$1-release n
  case $1 in
    6.*)
      for n in rainbond-operator rbd-mq rbd-chaos rbd-worker rbd-api rainbond; do echo "$r/$n:$v"; done
      for n in registry:2.6.2 rbd-monitor:v2.20.0 rbd-db:8.0.19 local-path-provisioner:v0.0.30 minio:RELEASE.2023-10-24T04-42-36Z \
        apisix-ingress-controller:v1.8.3 apisix:3.9.1-debian-fix; do echo "$r/$n"; done ;;
    *)
      for n in rainbond-operator rbd-gateway rbd-node rbd-mq rbd-resource-proxy rbd-webcli rbd-chaos rbd-worker rbd-eventlog rbd-api rbd-app-ui; do echo "$r/$n:$v"; done
      for n in registry:2.6.2 rbd-monitor:v2.20.0 rbd-db:8.0.19 nfs-provisioner:latest metrics-server:v0.4.1 metrics-scraper:v1.0.4 \
        kubernetes-dashboard:v2.6.1 helm-env-checker:latest; do echo "$r/$n"; done ;;
  esac
}

# standin_archive OUTPUT LAYER STAGE < names: a docker-archive with one image under all these names, and what STAGE has already
standin_archive() {
  local out=$1 layer=$2 stage=$3 h tags
  tags=$(jq -Rnc '[inputs]')
  h=$(sha256sum "$layer" | cut -c1-64)
  cp "$layer" "$stage/$h.tar"
  jq -nc --arg layer "sha256:$h" '{architecture: "amd64", os: "linux", created: "2026-01-01T00:00:00Z",
    config: {Entrypoint: ["/standin"], Env: ["PATH=/"], Labels: {"slipway.lab": "test double of Rainbond"}}, rootfs: {type: "layers", diff_ids: [$layer]}}' > "$stage/c.json"
  jq -nc --arg config "$(sha256sum "$stage/c.json" | cut -c1-64).json" --arg layer "$h.tar" --argjson tags "$tags" '{Config: $config, RepoTags: $tags, Layers: [$layer]}' >> "$stage/list"
  mv "$stage/c.json" "$stage/$(sha256sum "$stage/c.json" | cut -c1-64).json"
  jq -sc . "$stage/list" > "$stage/manifest.json"
  rm "$stage/list"
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$stage" -cf - . | zstd -q -f -T0 -6 --long=27 -o "$out"
  rm -rf "$stage"
}

# the bundle's etcd image under the name of 5.17's: its etcdctl is the real client of the stand-in
etcd_entry() { # ARCHIVE STAGE
  zstd -dc --long=27 "$1" | tar -C "$2" --no-same-owner -xf -
  jq -c '.[0] | .RepoTags = ["registry.cn-hangzhou.aliyuncs.com/goodrain/etcd:v3.3.18"]' "$2/manifest.json" > "$2/list"
  rm -f "$2/manifest.json"
}

# make_rainbond SOURCE: prints the folder with charts/ and images/ for the bundle, and the archive for shared_storage; nothing when
# it cannot be built
make_rainbond() {
  local source=$1 go etcd id out t v stage chart
  go=$(go_command)
  etcd=$(find "$source/images" -maxdepth 1 -name 'etcd-*.tar.zst' 2> /dev/null | sort | head -1)
  id=$( { echo 1 "${etcd##*/}"; cat "$here/parts/rainbond.sh"; cd "$here/rainbond"; find standin charts crds -type f | sort | xargs sha256sum; } | sha256sum | cut -c1-12)
  out=$cache/rainbond-$id
  if [ ! -d "$out" ]; then
    [ -n "$go" ] || { echo 'lab: no go (1.21 or newer): the bundle is without the stand-in for Rainbond' >&2; return; }
    t=$cache/rainbond.$BASHPID
    rm -rf "$t"
    mkdir -p "$t/out/charts" "$t/out/images" "$t/root/tmp"
    ( cd "$here/rainbond/standin" && CGO_ENABLED=0 GOARCH=amd64 GOFLAGS='-buildvcs=false -trimpath' GOTOOLCHAIN=local "$go" build -ldflags '-s -w' -o "$t/root/standin" . ) >&2 ||
      die 'the stand-in for Rainbond does not build'
    tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$t/root" -cf "$t/layer.tar" .
    mkdir "$t/stage"
    standin_archive "$t/out/lab-standin.tar.zst" "$t/layer.tar" "$t/stage" <<< "$standin_image"
    for v in $rainbond_versions; do
      mkdir "$t/stage"
      if [[ $v != 6.* && -n $etcd ]]; then etcd_entry "$etcd" "$t/stage"; fi
      rainbond_images "$v" | standin_archive "$t/out/images/rainbond-$v.tar.zst" "$t/layer.tar" "$t/stage"
    done
    for chart in rainbond rainbond-cluster; do
      mkdir -p "$t/chart"
      cp -r "$here/rainbond/charts/$chart" "$t/chart/"
      cp -r "$here/rainbond/crds" "$t/chart/$chart/"
      v=$(sed -n 's/^version: //p' "$t/chart/$chart/Chart.yaml")
      tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=a+rX,u+w,go-w -C "$t/chart" -cf - "$chart" | gzip -n > "$t/out/charts/$chart-$v.tgz"
    done
    mv -T "$t/out" "$out" 2> /dev/null || [ -d "$out" ] || die "cannot write $out"
    rm -rf "$t"
    find "$cache" -maxdepth 1 -name 'rainbond-*' -mtime +0 -exec rm -rf {} +   # of other sources, a day old
  fi
  echo "$out"
}

# The class lab-shared on a cluster of this lab: volumes are folders in /srv/shared, which every host of the lab has.
shared_storage() {
  local n at='' archive
  archive=$(make_rainbond "$(bundle_source)")/lab-standin.tar.zst
  [ -f "$archive" ] || die 'it cannot be built: lab doctor says what is missing'
  for n in $(existing); do
    [ "$(state_of "$n")" = up ] || continue
    ssh_to root "$(address "$n")" 'mountpoint -q /srv/shared' || die "$n was made before labs had a shared folder: lab kill $n; lab start $n"
    [ -n "$at" ] || ! ssh_to root "$(address "$n")" test -f /etc/kubernetes/admin.conf || at=$(address "$n")
    ssh_to root "$(address "$n")" 'PATH=$PATH:/usr/local/bin; command -v ctr > /dev/null || exit 0; ctr -n k8s.io images import --local - > /dev/null' < <(zstd -dc "$archive") ||
      die "$n cannot import $archive"
  done
  [ -n "$at" ] || die 'no host that is up has /etc/kubernetes/admin.conf'
  ssh_to root "$at" 'PATH=$PATH:/usr/local/bin KUBECONFIG=/etc/kubernetes/admin.conf; export KUBECONFIG; kubectl apply -f - && kubectl -n lab-shared-storage rollout status deploy/provisioner --timeout=120s' < "$here/rainbond/shared-storage.yaml"
}
