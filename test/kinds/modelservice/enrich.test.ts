import { describe, expect, test } from 'vitest';
import { enrich } from '../../../operator/kinds/modelservice/enrich.ts';
import type { Held } from '../../../operator/kinds/modelservice/held.ts';
import { asRemote } from '../../../operator/kinds/remote.ts';
import { createLog } from '../../../operator/runtime/log.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { Objects } from '../../../operator/runtime/references.ts';
import { served, variant as wireVariant } from '../../modelarts/served.ts';
import { mayMutate } from '../../modelarts/server.ts';
import { MINUTE, read } from '../../modelarts/simulated.ts';
import { object, settledAt } from './services.ts';
import { sample, withFields } from './specs.ts';

const HISTORY = ['listServiceEvents', 'listServiceLogs'];

/** A service that runs, and how it is looked at. */
async function looked() {
  const world = await served();
  const { services } = world.client;
  const id = await world.running();
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const ports = { objects: new Objects([]), secrets: { read: async () => undefined }, log };
  return {
    ...world,
    id,
    lines,
    /** What a look finds, and which calls of its own it took. */
    async look(status: CommonStatus | undefined, kept?: unknown, spec = withFields()) {
      const before = world.simulator.audit.calls.length;
      const { signal } = read();
      const service: Held = asRemote(await services.get(id, read()));
      const found = await enrich(
        { object: object(spec, status), history: services.history, ...ports },
        service,
        kept,
        signal,
      );
      const calls = world.simulator.audit.calls.slice(before).map(({ operation }) => operation);
      return { ...found, calls: calls.filter((one) => HISTORY.includes(one ?? '')) };
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const quiet = settledAt(1, { phase: 'running' });

describe('a look', () => {
  test('at a service that is new to status reads its events and its last change, and tells the former', async () => {
    await using there = await looked();
    const { remote, calls } = await there.look(undefined);
    expect(calls).toEqual(HISTORY);
    expect(remote.lastUpdate).toMatchObject({ result: 'SUCCESS', variants: [{ modelId: there.model }] });
    expect(remote.news?.at(-1)).toMatchObject({ type: 'Normal', reason: 'ServiceEvent', retold: true });
  });

  test('at one that just goes on reads nothing, after a start too', async () => {
    await using there = await looked();
    const first = await there.look(quiet);
    expect(first.calls).toEqual([]);
    expect((await there.look(quiet, first.keep)).calls).toEqual([]);
  });

  test('at one that was changed reads its events, and tells those that are new', async () => {
    await using there = await looked();
    const { keep } = await there.look(undefined);
    await there.client.services.patch(
      there.id,
      [{ index: 0, field: 'instance_count', value: 2 }],
      mayMutate(),
    );
    there.advance(4 * MINUTE);
    const { calls, remote } = await there.look(quiet, keep);
    expect(calls).toEqual(['listServiceEvents']);
    expect(remote.news?.map(({ message }) => message)).toContain('start to update service');
    expect(remote.news?.map(({ message }) => message)).not.toContain('start to deploy service');
  });

  test('at one that is being deployed reads its events again and again', async () => {
    await using there = await looked();
    const body = { config: [wireVariant(there.model, { instance_count: 3 })] };
    await there.client.services.update(there.id, body, mayMutate());
    const first = await there.look(quiet);
    expect([first.calls, (await there.look(quiet, first.keep)).calls]).toEqual([
      ['listServiceEvents'],
      ['listServiceEvents'],
    ]);
  });

  test('whose reads are refused goes on without, says so in a line, and reads again', async () => {
    await using there = await looked();
    there.simulator.faults.add({ operation: 'listServiceEvents', kind: 'status', status: 403 });
    const { remote, keep } = await there.look(undefined);
    expect([remote.news, remote.lastUpdate?.result]).toEqual([[], 'SUCCESS']);
    expect(there.lines.join('')).toContain('the events of a service could not be read');
    expect((await there.look(undefined, keep)).calls).toContain('listServiceEvents');
  });

  test('of another service forgets what was kept of the former one', async () => {
    await using there = await looked();
    const { keep } = await there.look(quiet);
    expect((await there.look(undefined, { ...(keep as object), id: 's-0' })).calls).toEqual(HISTORY);
  });

  test('says what its references wait for', async () => {
    await using there = await looked();
    const waiting = await there.look(quiet, undefined, sample());
    expect(waiting.remote.resolved).toMatchObject({
      step: 'wait',
      message: expect.stringContaining('spec.variants[stable].modelRef'),
    });
    expect((await there.look(quiet)).remote.resolved).toMatchObject({ modelIds: {} });
  });
});
