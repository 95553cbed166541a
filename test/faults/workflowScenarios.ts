/** Workflows while operators die. */
import { held } from '../e2e/workflows.ts';
import { exists, noted, removeAll, type Scenario, untilEdited } from './scenario.ts';

const WORKFLOWS = noted('workflow', {
  plural: 'workflows',
  operation: 'createWorkflow',
  path: /workflows$/,
});

export const WORKFLOW: Scenario = {
  name: 'a workflow with a chosen name that is edited and then deleted',
  made: WORKFLOWS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const { plural } = WORKFLOWS;
    await world.account();
    await world.workflow('nightly', { name: 'chosen', labels: ['first'] });
    const made = await world.until(plural, 'nightly', exists, 60);
    await world.patch(plural, 'nightly', { spec: { labels: ['second'] } });
    await untilEdited(world, plural, 'nightly');
    const { labels } = (await held(world, made?.status?.remote?.id ?? '')).content;
    if (JSON.stringify(labels) !== '["second"]') throw new Error(`the edit has not arrived: ${labels}`);
    await removeAll(world, ['nightly'], deleting, plural);
  },
};
