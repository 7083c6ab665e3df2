import { quote } from '@/lib/text/quote';
import { CompileError } from '../compile-error';
import { type Runbook, runbookSchema, type SecretSpec, type Step } from '../runbook';
import { file, step, stepId, waitFor } from '../step';
import { clusterStep, kubeconfigSecret } from './cluster-step';
import { httpAsk } from './entry-proof';
import { namespace } from './names';
import type { RainbondTarget } from './target';
import { databaseSecret } from './values-common';

/** What moving a console needs to know of the cluster: neither charts nor images nor nodes. */
export type ConsoleTarget = Pick<RainbondTarget, 'plan' | 'rainbond' | 'runner' | 'entryAddress'>;

/** A console of an earlier installation that runs in Docker on one host of the plan. */
export type DockerConsole = {
  /** Name of the plan's host on which its container runs. */
  host: string;
  /** The container; Rainbond's own documents call it `rainbond-allinone`. */
  container: string;
  /** The folder of the host that the container has as /app/data: `/root/rainbonddata` by Rainbond's own documents. */
  dataFolder: string;
  /** Port at which the new console answers at the entry while the old one still does at 7070. */
  port: number;
};

export const dockerConsoleDefaults = { container: 'rainbond-allinone', dataFolder: '/root/rainbonddata', port: 7071 };

const component = 'rbd-app-ui';
/** Mark of what the migration made, so that the way back takes away only that. */
const made = 'slipway.io/migrated-console';
const folder = '/var/lib/slipway/console-migration';
const accessOutput = 'migration-kubeconfig';
const imageOutput = 'console-image';

/** Tables whose rows must be as many afterwards: people, enterprises, teams, clusters, applications and their components. */
const counted = ['user_info', 'tenant_enterprise', 'tenant_info', 'region_info', 'service_group', 'tenant_service'];

/** python: one line a table, `name rows`, of those that this console knows. Read only. */
const countRows = `from django.apps import apps
names = ${JSON.stringify(counted)}
found = {m._meta.db_table: m for m in apps.get_models()}
print('\\n'.join('rows %s %d' % (n, found[n].objects.count()) for n in names if n in found))`;

/** python: a backup as the console's own page "data backup" makes it; prints its name. */
const makeBackup = `from console.services.backup_data_service import platform_data_services as backups
backups.create_backup()
print('backup ' + sorted(b['name'] for b in backups.list_backups())[-1])`;

/** python: restores a backup as the console's own page does. The file is in the console's folder of backups. */
const restoreBackup = (
  name: string,
) => `from console.services.backup_data_service import platform_data_services as backups
backups.recover_platform_data(${JSON.stringify(name)})
print('restored')`;

/** sh inside the console's container: runs python of standard input in the console's own Django. */
const inConsole = `cd "$(dirname "$(find /app -maxdepth 3 -name manage.py 2>/dev/null | head -n 1)")" && python=$(command -v python3 || command -v python) && exec "$python" manage.py shell`;

const oldConsole = ({ container }: DockerConsole) => `old_runs() {
  local state
  command -v docker >/dev/null || { echo 'docker is not on this host'; return 1; }
  state=$(docker inspect -f '{{.State.Running}}' ${quote(container)} 2>/dev/null) || { echo ${quote(`there is no container ${container}; docker ps -a shows those that are`)}; return 1; }
  [ "$state" = true ] || { echo ${quote(`container ${container} does not run`)}; return 1; }
}
in_old() { docker exec -i ${quote(container)} sh -c ${quote(inConsole)}; }`;

const newConsole = `ready_pod() {
  kubectl -n ${namespace} get pods -l name=${component} -o 'go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{$name := .metadata.name}}{{range .status.conditions}}{{if and (eq .type "Ready") (eq .status "True")}}{{$name}}{{"\\n"}}{{end}}{{end}}{{end}}{{end}}' | head -n 1
}
in_new() { kubectl -n ${namespace} exec -i "$1" -- sh -c ${quote(inConsole)}; }`;

/** What `grctl migrate` makes, as a file: the command itself would show the password of the database to everyone who lists processes. */
function manifest({ plan, rainbond }: ConsoleTarget, { port }: DockerConsole): string {
  const { database } = plan;
  if (database.kind !== 'external') throw new CompileError('console-needs-database', {});
  const env = {
    DB_TYPE: 'mysql',
    MYSQL_HOST: database.host,
    MYSQL_PORT: String(database.port),
    MYSQL_USER: database.user,
    MYSQL_DB: database.consoleDatabase,
  };
  const lines = Object.entries(env).map(([name, value]) => `  - {name: ${name}, value: ${JSON.stringify(value)}}`);
  return `apiVersion: rainbond.io/v1alpha1
kind: RbdComponent
metadata:
  name: ${component}
  namespace: ${namespace}
  labels: {belongTo: rainbond-operator, creator: Rainbond, name: ${component}, port: ${JSON.stringify(String(port))}, ${made}: "true"}
spec:
  replicas: ${rainbond.consoleReplicas}
  image: "@{output:${imageOutput}}"
  imagePullPolicy: IfNotPresent
  env:
${lines.join('\n')}
  - {name: MYSQL_PASS, value: "@{secret:${databaseSecret}|json}"}
`;
}

/** The databases of RainbondCluster, where it has none yet: the operator gives them to the console it makes. */
function databasePatch({ plan: { database } }: ConsoleTarget): string {
  if (database.kind !== 'external') return '{}';
  const { host, port, user: username, consoleDatabase: name } = database;
  const text = JSON.stringify({ spec: { uiDatabase: { host, port, username, name, password: '' } } });
  return text.replace('"password":""', `"password":"@{secret:${databaseSecret}|json}"`);
}

/** bash for a host that isn't the runner: KUBECONFIG from the run's own reading of it, on tmpfs for as long as a script runs. */
const brieflyFromOutput = `command -v kubectl >/dev/null || { echo 'kubectl is not on this host: put the one of the cluster into /usr/local/bin, then retry' >&2; exit 2; }
slipway_kubeconfig=$(umask 077; mktemp /run/slipway-kubeconfig.XXXXXX)
trap 'rm -f -- "$slipway_kubeconfig"' EXIT
base64 -d > "$slipway_kubeconfig" <<< '@{output:${accessOutput}|base64}'
export KUBECONFIG=$slipway_kubeconfig
`;

function steps(target: ConsoleTarget, old: DockerConsole): Step[] {
  const { host: runner } = target.runner;
  const at = (action: string, host: string) => stepId(action, { name: host });
  const functions = oldConsole(old);
  const backup = `${folder}/backup.tar.gz`;
  const complete = `complete() {
  local list
  list=$(tar -tzf ${backup} 2>/dev/null) || { echo 'the backup is no archive'; return 1; }
  printf '%s\\n' "$list" | grep -q 'console_data.json$' || { echo 'the backup has no console_data.json'; return 1; }
  grep -q '^rows ' ${folder}/rows 2>/dev/null || { echo 'the rows of the old console were not counted'; return 1; }
}`;
  const manifestPath = '/run/slipway/console-component/component.yaml';
  const patchPath = '/run/slipway/console-component/database.json';
  const answers = `${httpAsk}
answers() {
  local line
  line=$(http_ask ${target.entryAddress} ${old.port} ${target.entryAddress} / | head -n 1 | tr -d '\\r') || true
  case $line in 'HTTP/1.'*' '[23]*) echo "the new console at ${target.entryAddress}:${old.port} answers $line" ;; *) echo "the new console at ${target.entryAddress}:${old.port} does not answer well ($line)"; return 1 ;; esac
}`;
  return [
    clusterStep(target, {
      action: 'console-access',
      phase: 'migrate',
      needs: [],
      observe: `kubectl -n ${namespace} get rainbondclusters.rainbond.io rainbondcluster -o name >/dev/null 2>&1 || exit 1`,
      act: `echo 'No RainbondCluster in ${namespace}: this cluster has no Rainbond that a console could move into' >&2; exit 1`,
      verify: `kubectl -n ${namespace} get rainbondclusters.rainbond.io rainbondcluster -o name`,
      outputs: [{ id: accessOutput, secret: true, read: 'kubectl config view --raw --flatten --minify' }],
      estimateSeconds: 1,
    }),
    step({
      action: 'console-backup',
      host: old.host,
      phase: 'migrate',
      needs: [at('console-access', runner)],
      observe: `${functions}\nold_runs >&2 || exit 2\nexit 1`,
      act: `${functions}
old_runs >&2
umask 077
mkdir -p ${folder}
name=$(in_old <<'PY' | sed -n 's/^.*backup \\(rainbond-console-backup-data-[0-9]*\\.tar\\.gz\\)$/\\1/p'
${makeBackup}
PY
)
[ -n "$name" ] || { echo 'The console made no backup' >&2; exit 1; }
docker cp ${quote(`${old.container}:/app/data/backups`)}/"$name" ${backup}
in_old <<'PY' | grep -o 'rows [a-z_]* [0-9]*$' | sort > ${folder}/rows
${countRows}
PY
echo "Backup $name, $(stat -c %s ${backup}) bytes"
cat ${folder}/rows`,
      verify: `${complete}\ncomplete`,
      outputs: [
        { id: imageOutput, secret: false, read: `docker inspect -f '{{.Config.Image}}' ${quote(old.container)}` },
      ],
      deadlineSeconds: { act: 900 },
      estimateSeconds: 30,
    }),
    clusterStep(target, {
      action: 'console-component',
      phase: 'migrate',
      needs: [at('console-backup', old.host)],
      files: [file(manifestPath, '0600', manifest(target, old)), file(patchPath, '0600', databasePatch(target))],
      observe: `found=$(kubectl -n ${namespace} get rbdcomponents.rainbond.io ${component} --ignore-not-found -o 'go-template={{index .metadata.labels "${made}"}}') || exit 2
case $found in true) ;; '') exit 1 ;; *) echo 'The cluster has a console already, and it is not from a migration' >&2; exit 2 ;; esac
${newConsole}
[ -n "$(ready_pod)" ] || exit 1`,
      act: `${newConsole}
${waitFor}
if [ -z "$(kubectl -n ${namespace} get rainbondclusters.rainbond.io rainbondcluster -o 'jsonpath={.spec.uiDatabase.host}')" ]; then
  kubectl -n ${namespace} patch rainbondclusters.rainbond.io rainbondcluster --type merge --patch-file ${patchPath} >/dev/null
fi
kubectl apply -f ${manifestPath}
a_pod() { [ -n "$(ready_pod)" ] || { kubectl -n ${namespace} get pods -l name=${component} --no-headers | tail -n 1; return 1; }; }
wait_for 900 'the new console' a_pod`,
      verify: `${newConsole}
[ -n "$(ready_pod)" ] || { echo 'No replica of the new console is ready' >&2; exit 1; }
${answers}
answers`,
      deadlineSeconds: { act: 960 },
      estimateSeconds: 90,
    }),
    withKubeconfig({
      action: 'console-restore',
      host: old.host,
      needs: [at('console-component', runner)],
      observe: 'exit 1',
      act: `${newConsole}
pod=$(ready_pod)
[ -n "$pod" ] || { echo 'No replica of the new console is ready' >&2; exit 1; }
name=slipway-migration.tar.gz
kubectl -n ${namespace} exec -i "$pod" -- sh -c "mkdir -p /app/data/backups && cat > /app/data/backups/$name" < ${backup}
in_new "$pod" <<'PY' | grep -q restored
${restoreBackup('slipway-migration.tar.gz')}
PY
kubectl -n ${namespace} exec "$pod" -- rm -f "/app/data/backups/$name"
in_new "$pod" <<'PY' | grep -o 'rows [a-z_]* [0-9]*$' | sort > ${folder}/rows.new
${countRows}
PY`,
      verify: `lost=$(awk 'NR == FNR { now[$2] = $3; next } now[$2] + 0 < $3 { printf "%s: %d in the old console, %d in the new one\\n", $2, $3, now[$2] }' ${folder}/rows.new ${folder}/rows)
[ -z "$lost" ] || { printf 'The restored data is not whole:\\n%s\\n' "$lost" >&2; exit 1; }
cat ${folder}/rows.new`,
      deadlineSeconds: { act: 1200 },
      estimateSeconds: 60,
    }),
    withKubeconfig({
      action: 'console-host-records',
      host: old.host,
      needs: [at('console-restore', old.host)],
      observe: `[ -d ${quote(`${old.dataFolder}/cloudadaptor/enterprise`)} ] || exit 0\nexit 1`,
      act: `${newConsole}
pod=$(ready_pod)
tar -C ${quote(`${old.dataFolder}/cloudadaptor`)} -cf - enterprise | kubectl -n ${namespace} exec -i "$pod" -- sh -c 'mkdir -p /app/data/cloudadaptor && tar -C /app/data/cloudadaptor -xf -'`,
      verify: `from=${quote(`${old.dataFolder}/cloudadaptor/enterprise`)}
if [ ! -d "$from" ]; then echo "No records of installations from hosts in $from"; exit 0; fi
${newConsole}
have=$(kubectl -n ${namespace} exec "$(ready_pod)" -- sh -c 'find /app/data/cloudadaptor/enterprise -type f | wc -l')
want=$(find "$from" -type f | wc -l)
[ "$have" -ge "$want" ] || { echo "$have of $want files of the records came over" >&2; exit 1; }
echo "$want files of records of installations from hosts"`,
      estimateSeconds: 5,
    }),
    clusterStep(target, {
      action: 'console-check',
      phase: 'migrate',
      needs: [at('console-host-records', old.host)],
      observe: `${answers}\nanswers >/dev/null || exit 1`,
      act: `${answers}\n${waitFor}\nwait_for 180 'the new console' answers`,
      verify: `${answers}\nanswers`,
      estimateSeconds: 2,
    }),
    step({
      action: 'console-stop-old',
      host: old.host,
      phase: 'migrate',
      needs: [at('console-check', runner)],
      observe: `state=$(docker inspect -f '{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}' ${quote(old.container)}) || exit 2
[ "$state" = 'false no' ] || exit 1`,
      // what it was is kept for the way back
      act: `docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' ${quote(old.container)} > ${folder}/restart-policy
docker update --restart=no ${quote(old.container)} >/dev/null
docker stop ${quote(old.container)}`,
      verify: `[ "$(docker inspect -f '{{.State.Running}}' ${quote(old.container)})" = false ] || { echo 'The old console still runs' >&2; exit 1; }
echo ${quote(`Container ${old.container} is stopped and stays as it was: its data, and a way back`)}`,
      estimateSeconds: 12,
    }),
  ];
}

function withKubeconfig(draft: Omit<Parameters<typeof step>[0], 'phase'>): Step {
  return step({
    ...draft,
    phase: 'migrate',
    observe: draft.observe.trim() === 'exit 1' ? draft.observe : brieflyFromOutput + draft.observe,
    act: brieflyFromOutput + draft.act,
    verify: brieflyFromOutput + draft.verify,
  });
}

/** The way back: the old console runs again, and the cluster's own one goes, if a migration made it. Both databases stay as they are. */
function stepsBack(target: ConsoleTarget, old: DockerConsole): Step[] {
  return [
    step({
      action: 'console-start-old',
      host: old.host,
      phase: 'return',
      needs: [],
      observe: `[ "$(docker inspect -f '{{.State.Running}}' ${quote(old.container)})" = true ] || exit 1`,
      act: `policy=$(cat ${folder}/restart-policy 2>/dev/null || echo always)
docker update --restart="$policy" ${quote(old.container)} >/dev/null
docker start ${quote(old.container)}`,
      verify: `${httpAsk}
${waitFor}
answers() { case $(http_ask 127.0.0.1 7070 localhost / | head -n 1) in 'HTTP/1.'*' '[23]*) ;; *) echo 'port 7070 does not answer yet'; return 1 ;; esac; }
wait_for 300 'the old console' answers`,
      deadlineSeconds: { verify: 330 },
      estimateSeconds: 60,
    }),
    clusterStep(target, {
      action: 'console-remove-new',
      phase: 'return',
      needs: [stepId('console-start-old', { name: old.host })],
      observe: `[ -z "$(kubectl -n ${namespace} get rbdcomponents.rainbond.io -l ${made}=true -o name)" ] || exit 1`,
      act: `kubectl -n ${namespace} delete rbdcomponents.rainbond.io -l ${made}=true --timeout=120s`,
      verify: `[ -z "$(kubectl -n ${namespace} get rbdcomponents.rainbond.io -l ${made}=true -o name)" ] || { echo 'The console that the migration made is still there' >&2; exit 1; }`,
      estimateSeconds: 10,
    }),
  ];
}

function secretsOf({ plan, runner }: ConsoleTarget, needsDatabase: boolean): SecretSpec[] {
  const { database, kubernetes } = plan;
  const secrets: SecretSpec[] = [];
  if (needsDatabase && database.kind === 'external')
    secrets.push({ id: databaseSecret, scope: 'credential', credential: database.credential, part: 'password' });
  if (runner.kubeconfig === 'secret')
    secrets.push({
      id: kubeconfigSecret,
      scope: 'credential',
      credential: kubernetes.kubeconfig,
      part: 'kubeconfig',
    });
  return secrets;
}

function runbookOf(
  target: ConsoleTarget,
  old: DockerConsole,
  phase: string,
  list: Step[],
  needsDatabase: boolean,
): Runbook {
  const { plan } = target;
  if (!plan.hosts.some(({ name }) => name === old.host)) throw new CompileError('facts-missing', { host: old.host });
  const used = new Set([old.host, target.runner.host]);
  // The run's page says where the console answers, and leads to the other direction.
  const { container, dataFolder, port } = old;
  const said = { container, dataFolder, port: String(port), address: target.entryAddress };
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'migrate-console',
    plan: plan.name,
    hosts: plan.hosts
      .filter(({ name }) => used.has(name))
      .map(({ name, address, roles }) => ({ name, address, roles })),
    phases: [{ id: phase }],
    secrets: secretsOf(target, needsDatabase),
    steps: list.map((each) => ({ ...each, title: { ...each.title, values: { ...each.title.values, ...said } } })),
    watch: null,
  });
}

/**
 * The runbook that moves a console out of Docker into the cluster: backup, the component that `grctl migrate` would make, restore,
 * the records that the backup forgets, a check, and the old one stopped. Nothing of the old one is deleted.
 *
 * What people change in the old console between backup and stop is not in the new one.
 * @throws CompileError without an external database: console data on one pod's disk would be no gain
 */
export function compileConsoleMigration(target: ConsoleTarget, old: DockerConsole): Runbook {
  return runbookOf(target, old, 'migrate', steps(target, old), true);
}

/** The runbook back to the console in Docker. */
export function compileConsoleReturn(target: ConsoleTarget, old: DockerConsole): Runbook {
  return runbookOf(target, old, 'return', stepsBack(target, old), false);
}
