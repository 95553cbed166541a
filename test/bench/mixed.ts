/**
 * `npm run bench:idle`, `bench:restart`, `bench:latency` [-- --objects 10000] [--minutes 5] [--rounds 5] [--changes 100]: what is
 * measured at ten thousand settled objects of mixed kinds; several names in one run share them.
 */
import { parseArgs } from 'node:util';
import { measureIdle } from './idle.ts';
import { Lab } from './lab.ts';
import { measureLatency } from './latency.ts';
import { populate } from './population.ts';
import { measureRestart } from './restart.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    objects: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    changes: { type: 'string', default: '100' },
  },
});
const unknown = positionals.filter((name) => !['idle', 'restart', 'latency'].includes(name));
if (unknown.length > 0 || positionals.length === 0)
  throw new Error('say what to measure: idle, restart, latency, or several of them');

await using lab = await Lab.open();
const population = await populate(lab, Number(values.objects));
if (positionals.includes('restart')) await measureRestart(lab, population, Number(values.rounds));
if (positionals.includes('idle')) await measureIdle(lab, population, Number(values.minutes));
if (positionals.includes('latency')) await measureLatency(lab, population, Number(values.changes));
