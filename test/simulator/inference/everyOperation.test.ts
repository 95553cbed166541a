import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../caller.ts';
import { EXAMPLES, IDS, type Id, OPERATIONS } from './playExample.ts';

type Row = { id: Id; method: string; path: string; requestSchema: string | null };

/** Every operation of chapters 7 and 9, on things that do not exist. */
const rows: Row[] = IDS.map((id) => {
  const { method, path, requestSchema } = OPERATIONS[id];
  return { id, method, path: path.replace(/\{(?!project_id)\w+\}/g, 'x'), requestSchema };
});
const withBody = rows.filter(({ requestSchema }) => requestSchema !== null);
const exampleOf = (id: Id) => EXAMPLES.find(({ operation }) => operation === id)?.body as object;
const BAD = 'ModelArts.0104';

let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  simulator = await startSimulator();
  call = caller(simulator);
});
afterAll(() => simulator.stop());

const target = (path: string, project = simulator.projectId) => path.replace('{project_id}', project);
const send = (
  { id, method, path }: Row,
  different: { body?: unknown; type?: string; path?: string } = {},
) => {
  const body = 'body' in different ? different.body : exampleOf(id);
  const headers = { 'content-type': different.type ?? 'application/json' };
  return call(method, different.path ?? target(path), body, body === undefined ? {} : { headers });
};

test.each(rows)('$id without a signature is refused', async ({ id, method, path }) => {
  const response = await fetch(`${simulator.url}${target(path)}`, { method });
  expect(response.status).toBe(401);
  expect(simulator.audit.calls.at(-1)).toMatchObject({ operation: id, errorCode: 'APIG.0301' });
});

test.each(rows)('$id in the project of somebody else is refused', async (row) => {
  const reply = await send(row, { path: target(row.path, 'other') });
  expect(reply).toMatchObject({ status: 404, body: { error_code: 'ModelArts.2786' } });
});

test.each(rows)('$id with an unknown query parameter is refused by its name', async (row) => {
  const reply = await send(row, { path: `${target(row.path)}?colour=red` });
  const error_msg = expect.stringContaining('unknown query parameter colour');
  expect(reply).toMatchObject({ status: 400, body: { error_code: BAD, error_msg } });
});

test.each(withBody)('$id with an unknown field is refused by its name', async (row) => {
  const example = exampleOf(row.id);
  const body = Array.isArray(example) ? [{ colour: 'red' }] : { ...example, colour: 'red' };
  const error_msg = expect.stringMatching(/unknown field (\[0\]\.)?colour$/);
  expect(await send(row, { body })).toMatchObject({ status: 400, body: { error_code: BAD, error_msg } });
});

test.each(withBody)('$id with a body that is no JSON of its kind is refused', async (row) => {
  for (const body of ['{"a":', '"text"'])
    expect(await send(row, { body })).toMatchObject({ status: 400, body: { error_code: BAD } });
});

test.each(withBody)('$id as text/plain is refused', async (row) => {
  expect(await send(row, { type: 'text/plain' })).toMatchObject({ status: 400, body: { error_code: BAD } });
});

test.each(rows.filter(({ path }) => path.includes('/x')))(
  '$id of what does not exist is refused',
  async (row) => {
    const error_code = row.path.includes('/models/') ? 'ModelArts.3001' : 'ModelArts.3502';
    const reply = await send(row);
    expect(reply).toMatchObject({ status: 404, body: { error_code } });
    expect(reply.body).not.toHaveProperty('error_solution');
  },
);
