/** The spending guards that an Account and the operator's flags set. Pure. */
import type { Limit } from '../../runtime/limits.ts';
import type { Resource } from '../../runtime/object.ts';
import type { AccountSpec } from './spec.gen.ts';

/** Of all jobs, whichever Account they use. */
export type OperatorLimits = { maxNodesPerJob?: number | undefined };

/** The limits of the operator, then those of the Account, if there is one. */
export function limitsOf(operator: OperatorLimits, account?: Resource<AccountSpec>): Limit[] {
  const { maxNodesPerJob, maxNodes, maxJobs } = account?.spec.limits ?? {};
  const name = (field: string) => `spec.limits.${field} of Account "${account?.metadata.name}"`;
  return [
    ...limit('--max-nodes-per-job', 'nodes-each', operator.maxNodesPerJob),
    ...limit(name('maxNodesPerJob'), 'nodes-each', maxNodesPerJob),
    ...limit(name('maxNodes'), 'nodes', maxNodes),
    ...limit(name('maxJobs'), 'objects', maxJobs),
  ];
}

const limit = (name: string, of: Limit['of'], max: number | undefined): Limit[] =>
  max === undefined ? [] : [{ name, of, max }];
