import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../operator/modelarts/generated/training.gen.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller } from './caller.ts';
import { EXAMPLES } from './trainingExamples.gen.ts';

type Id = keyof typeof operations;
type Row = { id: Id; method: string; path: string; requestSchema: string | null };

/** Every operation of chapter 6, on things that do not exist: what is refused here is refused before they are looked for. */
const rows: Row[] = (Object.keys(operations) as Id[]).map((id) => {
  const { method, path, requestSchema } = operations[id];
  return { id, method, path: path.replace('/v2/{project_id}', '').replace(/\{\w+\}/g, 'x'), requestSchema };
});
const withBody = rows.filter(({ requestSchema }) => requestSchema !== null);
const exampleOf = (id: Id) => EXAMPLES.find(({ operation }) => operation === id)?.body as object;
/** 6.27 names a code of its own for a bad request. */
const queryCode = (id: Id) => (id === 'listTrainingJobEvents' ? 'ModelArts.50004000' : 'ModelArts.2764');

let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  simulator = await startSimulator();
  call = caller(simulator);
});
afterAll(() => simulator.stop());

const bodyFor = ({ id, requestSchema }: Row) => (requestSchema === null ? undefined : exampleOf(id));

test.each(rows)('$id without a signature is refused', async ({ id, method, path }) => {
  const response = await fetch(`${simulator.url}/v2/${simulator.projectId}${path}`, { method });
  expect(response.status).toBe(401);
  expect(simulator.audit.calls.at(-1)).toMatchObject({ operation: id, errorCode: 'APIG.0301' });
});

test.each(rows)('$id in the project of somebody else is refused', async (row) => {
  const reply = await call(row.method, `/v2/other${row.path}`, bodyFor(row));
  expect(reply).toMatchObject({ status: 404, body: { error_code: 'ModelArts.2786' } });
});

test.each(rows)('$id with an unknown query parameter is refused by its name', async (row) => {
  const reply = await call(row.method, `${row.path}?colour=red`, bodyFor(row));
  const said = expect.stringContaining('unknown query parameter colour');
  expect(reply).toMatchObject({ status: 400, body: { error_code: queryCode(row.id), error_msg: said } });
});

test.each(withBody)('$id with an unknown field is refused by its name', async ({ id, method, path }) => {
  const reply = await call(method, path, { ...exampleOf(id), colour: 'red' });
  const said = expect.stringContaining('unknown field colour');
  expect(reply).toMatchObject({ status: 400, body: { error_code: 'ModelArts.2788', error_msg: said } });
});

test.each(withBody)(
  '$id with a body that is no JSON object in UTF-8 is refused',
  async ({ method, path }) => {
    expect(await call(method, path, '{"a":')).toMatchObject({ body: { error_code: 'ModelArts.2787' } });
    expect(await call(method, path, '"text"')).toMatchObject({ body: { error_code: 'ModelArts.2825' } });
  },
);

test.each(withBody)('$id as text/plain is refused', async ({ id, method, path }) => {
  const headers = { 'content-type': 'text/plain' };
  const reply = await call(method, path, exampleOf(id), { headers });
  expect(reply).toMatchObject({ status: 400, body: { error_code: 'ModelArts.2787' } });
});

/** fetch sends no body with a GET. */
const bodiless = rows.filter(({ requestSchema, method }) => requestSchema === null && method !== 'GET');

test.each(bodiless)('$id, which takes no body, is refused with one', async ({ method, path }) => {
  expect(await call(method, path, {})).toMatchObject({ body: { error_code: 'ModelArts.2788' } });
});

const ofSomething = rows.filter(({ path }) => path.includes('/x') && !path.includes('yaml-templates'));

test.each(ofSomething)('$id of what does not exist is refused', async (row) => {
  const reply = await call(row.method, row.path, bodyFor(row));
  const code = /algorithms\/x/.test(row.path) ? 'ModelArts.2755' : 'ModelArts.2775';
  expect(reply).toMatchObject({ status: 400, body: { error_code: code } });
});
