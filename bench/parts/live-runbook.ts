import { type Runbook, runbookSchema } from '@/lib/runbook/runbook';

export const quietLines = 150;
export const bursts = 10;
export const burstLines = 20_000;
/** The step is done where this file is; a benchmark on a host that has seen one before removes it. */
export const liveMark = '/run/slipway-bench-live';
export const allLines = quietLines + bursts * burstLines;

/**
 * One step whose act writes `live NUMBER SECONDS rest`: five lines a second for half a minute, then a burst of 20,000
 * at the start of each of ten seconds. A burst's lines carry the time at which its writing began, so that their delay
 * includes how long the host needs to write them.
 */
const act = `
n=0
for ((i = 0; i < ${quietLines}; i++)); do
  n=$((n + 1))
  echo "live $n $EPOCHREALTIME a quiet line of the length that such lines have"
  sleep 0.2
done
for ((b = 0; b < ${bursts}; b++)); do
  awk -v n="$n" -v at="$EPOCHREALTIME" 'BEGIN { for (i = 1; i <= ${burstLines}; i++) printf "live %d %s unpacking layer %d of an image, as a burst does\\n", n + i, at, i }'
  n=$((n + ${burstLines}))
  micros=\${EPOCHREALTIME#*.}
  sleep "$(awk -v m="$micros" 'BEGIN { printf "%.6f", (1000000 - m) / 1000000 }')"
done
touch ${liveMark}
`;

export function liveRunbook(host: string, address: string): Runbook {
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: 'bench-live',
    hosts: [{ name: host, address, roles: ['worker'] }],
    phases: [{ id: 'prepare' }],
    secrets: [],
    watch: null,
    steps: [
      {
        id: `bench-live/${host}`,
        action: 'bench-live',
        phase: 'prepare',
        host,
        title: { key: 'bench-live', values: {} },
        needs: [],
        observe: `[ -e ${liveMark} ]`,
        act,
        verify: `[ -e ${liveMark} ]`,
        deadlineSeconds: { observe: 20, act: 600, verify: 20 },
        estimateSeconds: 45,
      },
    ],
  });
}
