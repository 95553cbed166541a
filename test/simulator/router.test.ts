import { expect, test } from 'vitest';
import { type Behaviours, defaultBehaviours } from '../../operator/simulator/behaviours.ts';
import { ApiError } from '../../operator/simulator/errors.ts';
import type { Route } from '../../operator/simulator/exchange.ts';
import { createRouter } from '../../operator/simulator/router.ts';

const route = (method: string, path: string, id: string, change: Partial<Route> = {}): Route => ({
  ...{ id, method, path, requestSchema: null, requestRequired: false, contentTypes: [], query: {} },
  access: 'project',
  handle: () => ({ status: 200 }),
  ...change,
});
const chapter = {
  routes: [
    route('GET', '/jobs/{id}', 'get'),
    route('GET', '/jobs/overview', 'overview'),
    route('POST', '/jobs/{id}/a.b', 'dotted'),
    route('POST', '/experiments/', 'slashed'),
    route('GET', '/hidden', 'hidden', { when: ({ nulls }) => nulls === 'reject' }),
  ],
  checkBody: () => undefined,
};

/** The id of the operation, with its parameters, or the code of the refusal. */
function found(method: string, path: string, behaviours: Partial<Behaviours> = {}) {
  const match = createRouter([chapter], { ...defaultBehaviours(), ...behaviours })(method, path);
  return match instanceof ApiError ? match.code : [match.route.id, match.params];
}

test.each([
  ['a parameter', 'GET', '/jobs/7', {}, ['get', { id: '7' }]],
  ['a parameter, decoded', 'GET', '/jobs/a%20b', {}, ['get', { id: 'a b' }]],
  ['a parameter that cannot be decoded, as it is', 'GET', '/jobs/%zz', {}, ['get', { id: '%zz' }]],
  ['the path with fewer parameters first', 'GET', '/jobs/overview', {}, ['overview', {}]],
  ['a dot as a dot', 'POST', '/jobs/1/aXb', {}, 'ModelArts.2836'],
  ['another method', 'PUT', '/jobs/1', {}, 'ModelArts.2803'],
  ['nothing', 'GET', '/jobs', {}, 'ModelArts.2836'],
  ['a slash too many', 'GET', '/jobs/1/', {}, 'ModelArts.2836'],
  ['an optional slash, there', 'POST', '/experiments/', {}, ['slashed', {}]],
  ['an optional slash, left out', 'POST', '/experiments', {}, ['slashed', {}]],
  ['a demanded slash', 'POST', '/experiments', { trailingSlash: 'strict' }, 'ModelArts.2836'],
  ['a forbidden slash', 'POST', '/experiments/', { trailingSlash: 'none' }, 'ModelArts.2836'],
  ['a path that is none now', 'GET', '/hidden', {}, 'ModelArts.2836'],
  ['a path that is one now', 'GET', '/hidden', { nulls: 'reject' }, ['hidden', {}]],
] as const)('a path has %s', (_name, method, path, behaviours, expected) => {
  expect(found(method, path, behaviours)).toEqual(expected);
});
