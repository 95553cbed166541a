import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import {
  createRequest,
  differences,
  patchRequest,
  validate,
  wanted,
} from '../../../operator/kinds/network/request.ts';
import type { NetworkSpec } from '../../../operator/kinds/network/spec.gen.ts';
import { schemas } from '../../../operator/modelarts/generated/resource.gen.ts';
import { type Network, parseNetwork } from '../../../operator/modelarts/network.ts';
import { startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../../simulator/caller.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { A, B, completeSample, held, peered, REFUSED, sample, TAKEN } from './specs.ts';

const NAME = 'ml-net-0123abcd-1';
const SPECS = [['the complete sample', completeSample()] as const, ...TAKEN];
const want = (spec: NetworkSpec, there: Network = held()) => wanted(spec, there);
const patched = (spec: NetworkSpec, there: Network = held()) =>
  patchRequest(want(spec, there), differences(want(spec, there), there));

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const against = (name: string) => ajv.compile({ $ref: `#/$defs/${name}`, $defs: schemas });

describe('the body of a create', () => {
  test('says what the spec says, in the words of the API, and nothing else', () => {
    expect(createRequest(sample(), NAME)).toEqual({
      apiVersion: 'v1',
      kind: 'Network',
      metadata: { labels: { 'os.modelarts/name': NAME } },
      spec: { cidr: '192.168.0.0/16' },
    });
  });

  test('spells the VPC of a peer otherwise than the body of an update', () => {
    const spec = peered('vpc-a/subnet-a');
    const list = 'spec.connection.peerConnectionList';
    expect(createRequest(spec, NAME)).toHaveProperty(list, [
      { peerVpclId: 'vpc-a', peerSubnetId: 'subnet-a' },
    ]);
    expect(patched(spec)).toHaveProperty(list, [
      { peerVpcId: 'vpc-a', peerSubnetId: 'subnet-a', defaultGateway: false },
    ]);
  });

  test.each(SPECS)('of %s fits the schema, and so does that of an update', (_sentence, spec) => {
    const other = held({ peers: [A], description: 'theirs' });
    for (const [name, body] of [
      ['CreateNetworkRequest', createRequest(spec, NAME)],
      ['PatchNetworkRequest', patched(spec, other)],
    ] as const) {
      const fits = against(name);
      fits(body);
      expect(fits.errors ?? []).toEqual([]);
    }
  });

  test('can have every field of the reference, and so can that of an update', () => {
    expect(missingFrom('CreateNetworkRequest', [createRequest(completeSample(), NAME)], schemas)).toEqual([]);
    expect(missingFrom('PatchNetworkRequest', [patched(completeSample())], schemas)).toEqual([]);
  });
});

test('the complete sample has every field but the alternatives to what it says', () => {
  expect(missingFromSpec('networks', [completeSample()])).toEqual(['accountRef.namespace', 'adopt']);
});

describe('what differs', () => {
  const { connection } = peered('vpc-a/subnet-a');
  const spec = { ...sample(), description: 'ours', connection };
  const same = { description: 'ours', peers: [A] };

  test.each<[string, NetworkSpec, Partial<Network>, object[]]>([
    ['nothing, where all is as wanted', spec, same, []],
    [
      'a description',
      spec,
      { ...same, description: 'theirs' },
      [{ path: 'spec.description', there: '"theirs"', wanted: '"ours"' }],
    ],
    [
      'a description that nobody wants',
      sample(),
      { description: 'theirs' },
      [{ path: 'spec.description', there: '"theirs"', wanted: 'none' }],
    ],
    [
      'a peer more',
      spec,
      { ...same, peers: [B, A] },
      [{ there: 'vpc-a/subnet-a, vpc-b/subnet-b (default gateway)', wanted: 'vpc-a/subnet-a' }],
    ],
    ['a peer less', spec, { ...same, peers: [] }, [{ there: 'none', wanted: 'vpc-a/subnet-a' }]],
    [
      'where the default route leads',
      spec,
      { ...same, peers: [{ ...A, defaultGateway: true }] },
      [{ there: 'vpc-a/subnet-a (default gateway)', wanted: 'vpc-a/subnet-a' }],
    ],
    [
      'not the order of peers',
      peered('vpc-a/subnet-a', 'vpc-b/subnet-b'),
      { peers: [{ ...B, defaultGateway: false }, A] },
      [],
    ],
    [
      'nothing that the spec of an adopted one does not say',
      { adopt: { id: 'net-1' } },
      { description: 'theirs', peers: [A] },
      [],
    ],
    [
      'what the spec of an adopted one says',
      { adopt: { id: 'net-1' }, connection: { peerConnectionList: [] } },
      { description: 'theirs', peers: [A] },
      [{ path: 'spec.connection.peerConnectionList', wanted: 'none' }],
    ],
  ])('%s', (_sentence, wish, there, expected) => {
    const found = differences(want(wish, held(there)), held(there));
    expect(found).toEqual(expected.map((one) => expect.objectContaining(one)));
  });

  test('is all that an update says', () => {
    expect(patched(spec, held({ ...same, description: '' }))).toEqual({
      metadata: { annotations: { 'os.modelarts/description': 'ours' } },
    });
  });
});

describe('a network in the cloud', () => {
  test.each(SPECS)('made of %s is as wanted after the update that follows', async (_sentence, spec) => {
    await using simulator = await startSimulator({ durations: { networkMs: 0 } });
    const call = caller(simulator);
    const path = `/v1/${simulator.projectId}/networks`;
    const made = await call('POST', path, createRequest(spec, NAME));
    expect([made.status, made.text]).toEqual([200, expect.any(String)]);
    const read = async () => parseNetwork((await call('GET', `${path}/${id}`)).body) as Network;
    const { id } = parseNetwork(made.body) as Network;
    const first = await read();
    const left = differences(want(spec), first).map((one) => one.path);
    expect(left).toEqual(spec.description ? ['spec.description'] : []);
    const headers = { 'content-type': 'application/merge-patch+json' };
    const { status } = await call('PATCH', `${path}/${id}`, patched(spec, first), { headers });
    expect(status).toBe(200);
    expect(differences(want(spec), await read())).toEqual([]);
  });
});

test.each([...SPECS, ['an existing network', { adopt: { id: 'n' } }] as const])('%s passes', (_, spec) => {
  expect(validate(spec)).toEqual([]);
});

test.each(REFUSED)('%s is refused with a sentence that names the field', (_sentence, spec, said) => {
  expect(validate(spec)).toEqual(said);
});
