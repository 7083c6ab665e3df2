/**
 * bash: `probe_image FALLBACK`: an image with a shell and BusyBox that every node has already, so that a probe's pod runs also where nothing can
 * be pulled: flannel's (Alpine), or BusyBox or Alpine themselves. FALLBACK when there is none. A node names its 50 largest
 * images (kubelet's nodeStatusMaxImages).
 */
export const probeImage = `probe_image() {
  kubectl get nodes -o 'go-template={{range .items}}node{{"\\n"}}{{range .status.images}}{{range .names}}{{.}}{{"\\n"}}{{end}}{{end}}{{end}}' |
    awk -v fallback="$1" '
      $0 == "node" { nodes++; next }
      /@/ { next }
      /(^|\\/)(flannel|mirrored-flannel|mirrored-flannelcni-flannel):[^\\/]+$/ { rank[$0] = 1; on[$0]++ }
      /(^|\\/)(busybox|alpine):[^\\/]+$/ { rank[$0] = 2; on[$0]++ }
      END {
        for (image in on)
          if (on[image] == nodes && (found == "" || rank[image] < rank[found] || (rank[image] == rank[found] && image < found))) found = image
        print found == "" ? fallback : found
      }'
}`;
