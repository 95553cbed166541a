import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../caller.ts';
import { EXAMPLES, IDS, type Id, OPERATIONS } from './playExample.ts';

type Row = { id: Id; method: string; path: string; requestSchema: string | null };

/** Every operation of chapters 10 and 16, on things that do not exist. */
const rows: Row[] = IDS.map((id) => {
  const { method, path, requestSchema } = OPERATIONS[id];
  return { id, method, path: path.replace(/\{(?!project_id)\w+\}/g, 'x'), requestSchema };
});
const withBody = rows.filter(({ requestSchema }) => requestSchema !== null);
const exampleOf = (id: Id) => EXAMPLES.find(({ operation }) => operation === id)?.body as object;
const queryOf = (id: Id) => (id === 'listEvents' ? 'name=x&resource=pools' : '');
const BAD = 'ModelArts.50004000';

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
  const [own = 'application/json'] = OPERATIONS[id].contentTypes;
  const body = 'body' in different ? different.body : exampleOf(id);
  const headers = { 'content-type': different.type ?? own };
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
  const reply = await send(row, {
    path: `${target(row.path)}?colour=red&${queryOf(row.id)}`.replace(/&$/, ''),
  });
  const error_msg = expect.stringContaining('unknown query parameter colour');
  expect(reply).toMatchObject({ status: 400, body: { error_code: BAD, error_msg } });
});

test.each(withBody)('$id with an unknown field is refused by its name', async (row) => {
  const reply = await send(row, { body: { ...exampleOf(row.id), colour: 'red' } });
  const error_msg = expect.stringContaining('unknown field colour');
  expect(reply).toMatchObject({ status: 400, body: { error_code: BAD, error_msg } });
});

test.each(withBody)('$id with a body that is no JSON object is refused', async (row) => {
  for (const body of ['{"a":', '"text"'])
    expect(await send(row, { body })).toMatchObject({ status: 400, body: { error_code: BAD } });
});

test.each(withBody)('$id as text/plain is refused', async (row) => {
  expect(await send(row, { type: 'text/plain' })).toMatchObject({ status: 400, body: { error_code: BAD } });
});

const ofSomething = rows.filter(({ path, id }) => path.includes('/x') || id === 'listEvents');

test.each(ofSomething)('$id of what does not exist is refused', async (row) => {
  const reply = await send(row, { path: `${target(row.path)}?${queryOf(row.id)}`.replace(/\?$/, '') });
  const missing = {
    networks: [404, 'ModelArts.50025001'],
    plugintemplates: [404, 'ModelArts.50005101'],
    nodepools: [400, BAD],
  };
  const [, code] = Object.entries(missing).find(([part]) => row.path.includes(`/${part}`)) ?? [];
  const [status, error_code] = code ?? [404, 'ModelArts.50015001'];
  expect(reply).toMatchObject({ status, body: { error_code } });
  expect(reply.body).not.toHaveProperty('error_solution');
});
