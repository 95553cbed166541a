/** A CRD that is deleted takes its objects along, and leaves what they have in the cloud; on an API server of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../controlplane/controlPlane.ts';
import { STAGES, World } from '../support/world.ts';

const LONG = { durations: { ...STAGES, runningMs: 3_600_000 } };
const signal = new AbortController().signal;

let server: ControlPlane;
beforeAll(async () => {
  server = await startControlPlane();
});
afterAll(() => server?.stop());

test.each([
  ['algorithms', 'an operator that may read the CRD', []],
  ['trainingjobs', 'one that may not, and asks discovery', ['cluster-reads']],
] as const)('the remote objects of %s are left by %s', async (plural, _who, without) => {
  await using world = await World.create(LONG, server.kubeconfig);
  const permissions = { namespaces: [world.namespace], without };
  const operator = world.start({ clusterId: 'roles-only' }, { permissions });
  await operator.leading;
  await world.account();
  await (plural === 'algorithms' ? world.algorithm('resnet') : world.job('resnet'));
  await world.until(plural, 'resnet', (object) => object?.status?.remote !== undefined);
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.modelarts.huaweicloud.com`;
  await world.rest.json({ method: 'DELETE', path, signal });
  await world.until(plural, 'resnet', (object) => object === undefined);
  const told = () => operator.log.some((line) => line.includes(`the CRD of ${plural} is being deleted`));
  await expect.poll(told, { timeout: 20_000 }).toBe(true);
  const algorithms = world.simulator.audit.resources().filter(({ deletedAt }) => deletedAt === undefined);
  expect([...algorithms, ...world.simulator.jobs()]).toHaveLength(1);
});
