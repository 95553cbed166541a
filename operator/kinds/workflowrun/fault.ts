import type { Fault } from '../../runtime/kind.ts';
import { faultOf } from '../faults.ts';

/**
 * What a failure means to a run. That there is no such workflow is a clear no to a create, but not for ever: one that was
 * made just before may not be seen yet, so it is tried again.
 */
export function faultOfRun(error: unknown): Fault {
  const fault = faultOf(error);
  return fault.outcome === 'refused' && fault.reason === 'WorkflowNotFound'
    ? { ...fault, outcome: 'retry' }
    : fault;
}
