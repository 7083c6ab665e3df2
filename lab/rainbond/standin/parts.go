// What each component is made of: the kind of its workload, what it serves, stores and needs.
package main

type claim struct {
	name, mount string
	gib         int
	many        bool // may be used from several hosts, where the storage class can
}

type service struct {
	name string
	port int
}

type part struct {
	kind     string // Deployment, DaemonSet or StatefulSet
	ports    []int
	path     string // of the readiness probe on the first port; empty: TCP
	services []service
	claims   []claim
	gateway  bool   // on the hosts of nodesForGateway, in the hosts' network
	chaos    bool   // on the hosts of nodesForChaos
	everyone bool   // on every host
	etcd     bool   // 5.17: has the etcd secret
	etcdctl  bool   // 5.17: proves etcd with a real client before it starts
	database string // field of RainbondCluster's spec
}

var (
	apiPart = part{kind: "Deployment", ports: []int{8888, 8443, 6060, 8889}, path: "/v2/health", database: "regionDatabase",
		services: []service{{"rbd-api-api", 8443}, {"rbd-api-websocket", 6060}, {"rbd-api-api-inner", 8888}, {"rbd-api-healthz", 8889}}}
	uiPart  = part{kind: "Deployment", ports: []int{7070}, database: "uiDatabase", services: []service{{"rbd-app-ui", 7070}}}
	hubPart = part{kind: "Deployment", ports: []int{5000}, path: "/v2/", services: []service{{"rbd-hub", 5000}}}
	dbPart  = part{kind: "StatefulSet", ports: []int{3306}, services: []service{{"rbd-db-rw", 3306}},
		claims: []claim{{"rbd-db-data-rbd-db-0", "/data", 5, false}}}
)

func plain(port int) part {
	return part{kind: "Deployment", ports: []int{port}, path: "/healthz"}
}

func with(p part, change func(*part)) part { change(&p); return p }

var parts = map[string]map[string]part{
	"6": {
		"rbd-gateway": {kind: "Deployment", gateway: true, path: "/healthz", ports: []int{7080, 80, 443, 6060, 7070, 8443, 8889, 9180, 8099}},
		"rbd-hub":     hubPart,
		"rbd-api":     apiPart,
		"rbd-app-ui": with(uiPart, func(p *part) {
			p.claims = []claim{{"rbd-app-ui-data", "/app/data", 5, true}}
		}),
		"rbd-chaos":              {kind: "DaemonSet", chaos: true, ports: []int{3228}, path: "/healthz", services: []service{{"rbd-chaos", 3228}}},
		"rbd-monitor":            {kind: "StatefulSet", ports: []int{9999}, path: "/healthz", services: []service{{"rbd-monitor", 9999}}, claims: []claim{{"rbd-monitor-rbd-monitor-0", "/prometheusdata", 100, false}}},
		"rbd-worker":             with(plain(6369), func(p *part) { p.database = "regionDatabase" }),
		"rbd-mq":                 with(plain(6301), func(p *part) { p.ports, p.services = []int{6301, 6300}, []service{{"rbd-mq", 6300}} }),
		"rbd-db":                 dbPart,
		"minio":                  {kind: "StatefulSet", ports: []int{9000}, path: "/minio/health/live", services: []service{{"minio-service", 9000}}, claims: []claim{{"minio-data-minio-0", "/data", 100, false}}},
		"local-path-provisioner": plain(8081),
	},
	"5.17": {
		"rbd-etcd":    {kind: "StatefulSet", ports: []int{2379}, services: []service{{"rbd-etcd", 2379}}},
		"rbd-gateway": {kind: "DaemonSet", gateway: true, etcd: true, path: "/healthz", ports: []int{10254, 80, 443, 6060, 7070, 8443, 18080, 18081}},
		"rbd-hub":     with(hubPart, func(p *part) { p.claims = []claim{{"rbd-hub", "/var/lib/registry", 10, true}} }),
		"rbd-api": with(apiPart, func(p *part) {
			p.etcd, p.etcdctl = true, true
			p.claims = []claim{{"rbd-cpt-grdata", "/grdata", 20, true}, {"rbd-api", "/logs", 1, true}}
		}),
		"rbd-app-ui": with(uiPart, func(p *part) { p.claims = []claim{{"rbd-app-ui", "/app/data", 10, true}} }),
		"rbd-chaos": {kind: "DaemonSet", chaos: true, etcd: true, ports: []int{3228}, path: "/healthz", services: []service{{"rbd-chaos", 3228}},
			claims: []claim{{"rbd-cpt-grdata", "/grdata", 20, true}, {"rbd-chaos-cache", "/cache", 10, true}}},
		"rbd-eventlog": with(plain(6363), func(p *part) { p.etcd, p.database = true, "regionDatabase" }),
		"rbd-monitor":  {kind: "StatefulSet", etcd: true, ports: []int{9999}, path: "/healthz", services: []service{{"rbd-monitor", 9999}}, claims: []claim{{"rbd-monitor-rbd-monitor-0", "/prometheusdata", 10, false}}},
		"rbd-worker":   with(plain(6369), func(p *part) { p.etcd, p.database = true, "regionDatabase" }),
		"rbd-mq": with(plain(6301), func(p *part) {
			p.etcd, p.etcdctl, p.ports, p.services = true, true, []int{6301, 6300}, []service{{"rbd-mq", 6300}}
		}),
		"rbd-resource-proxy":        plain(80),
		"rbd-node":                  {kind: "DaemonSet", everyone: true, etcd: true, ports: []int{6100}, path: "/healthz"},
		"rbd-db":                    dbPart,
		"rbd-webcli":                plain(7171),
		"metrics-server":            plain(4443),
		"nfs-provisioner":           plain(8081),
		"kubernetes-dashboard":      plain(8443),
		"dashboard-metrics-scraper": plain(8000),
	},
}
