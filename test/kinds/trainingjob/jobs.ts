import type { TrainingJob } from '../../../operator/modelarts/trainingJob.ts';

/** A training job as the cloud tells it; `parts` replace what is given. */
export const job = (parts: Partial<TrainingJob> = {}): TrainingJob => ({
  id: '425b7087-83de-49ab-90aa-5cdbbd4a8d5a',
  name: 'resnet-0123abcd-1',
  description: '',
  phase: 'Running',
  tasks: [],
  ...parts,
});
