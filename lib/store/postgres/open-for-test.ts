import { openCluster } from './cluster';
import { findHome } from './home';

/** `cluster.test.ts` runs this as another console: it opens the data folder that it is given, says so, and stays. */
const { url, pid, tookOver } = await openCluster(await findHome(process.argv[2] ?? ''), { settings: ['fsync=off'] });
process.stdout.write(`${JSON.stringify({ url, pid, tookOver })}\n`);
setInterval(() => {}, 60_000);
