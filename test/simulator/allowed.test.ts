import { expect, test } from 'vitest';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';

test('what IAM does not allow is refused with 403 ModelArts.0108 and has no effect; everything else is carried out', async () => {
  const asked: (string | undefined)[][] = [];
  await using simulator = await startSimulator({
    allows: (operation, accessKey) => {
      asked.push([operation, accessKey]);
      return operation !== 'createTrainingJob';
    },
  });
  const call = caller(simulator);
  const refused = await call('POST', '/training-jobs', jobRequest('resnet'));
  expect(refused).toMatchObject({ status: 403, body: { error_code: 'ModelArts.0108' } });
  expect((await call('POST', '/training-job-searches', {})).status).toBe(200);
  expect(simulator.audit.jobs()).toEqual([]);
  expect(asked).toEqual([
    ['createTrainingJob', simulator.accessKey],
    ['searchTrainingJobs', simulator.accessKey],
  ]);
});
