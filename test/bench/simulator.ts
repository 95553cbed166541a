/**
 * `node test/bench/simulator.ts [jobs]`: how long the simulator takes to make many training jobs and to list them, as a
 * ratio to a floor measured in the same run: the same client, the same requests and the same bytes of answers, from a
 * server that does nothing.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from '../simulator/caller.ts';

const PAGE = 50;
const AT_ONCE = 8;
const count = Number(process.argv[2] ?? 20_000);

type Call = ReturnType<typeof caller>;
type Item = { metadata: { id: string } };

/** Runs `task` for 0 to `times` - 1, several at once, and tells how many seconds that took. */
async function measure(times: number, task: (index: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  let next = 0;
  const work = async () => {
    while (next < times) await task(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (performance.now() - start) / 1000;
}

const create = (call: Call) =>
  measure(count, async (index) => {
    const { status } = await call('POST', '/training-jobs', jobRequest(`job-${index}`));
    if (status !== 201) throw new Error(`a job was answered ${status}`);
  });

/** Every page of a search; `seen` is told of each job. */
const list = (call: Call, seen: (id: string) => void, body: object = {}) =>
  measure(count / PAGE, async (offset) => {
    const reply = await call('POST', '/training-job-searches', { ...body, limit: PAGE, offset });
    for (const { metadata } of reply.body.items as Item[]) seen(metadata.id);
  });

const say = (what: string, seconds: number, floor: number) =>
  console.log(
    `${what.padEnd(46)} ${seconds.toFixed(2)} s   floor ${floor.toFixed(2)} s   ratio ${(seconds / floor).toFixed(2)}`,
  );

await using simulator = await startSimulator();
const call = caller(simulator);
const making = await create(call);
const one = (await call('POST', '/training-job-searches', { limit: 1 })).text;
const page = (await call('POST', '/training-job-searches', { limit: PAGE })).text;

const idle = createServer((message, response) => {
  message.resume().on('end', () => {
    const making = message.url?.endsWith('/training-jobs');
    response.writeHead(making ? 201 : 200, { 'Content-Type': 'application/json' }).end(making ? one : page);
  });
});
await once(idle.listen(0, '127.0.0.1'), 'listening');
const { port } = idle.address() as AddressInfo;
const nothing = caller({ ...simulator, url: `http://127.0.0.1:${port}` });

const ids = new Set<string>();
const listing = await list(call, (id) => ids.add(id));
if (ids.size !== count) throw new Error(`${ids.size} of ${count} jobs were listed`);
const filters = [
  { key: 'name', operator: 'like', value: ['job-'] },
  { key: 'phase', operator: 'in', value: ['Creating', 'Pending', 'Running'] },
];
const filtering = await list(call, () => undefined, { filters });
const floor = await list(nothing, () => undefined);
say(`${count} jobs made`, making, await create(nothing));
say(`${count} jobs listed, ${PAGE} to a page`, listing, floor);
say(`${count} jobs listed by name and phase`, filtering, floor);
idle.close();
idle.closeAllConnections();
