import type {
  AuthorizeWorkflowServiceRequest,
  CreateWorkflowServicePackageRequest,
} from '../../modelarts/generated/workflow.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { timestamp } from './listing.ts';
import { type WorkflowWorld, workflowOf } from './world.ts';

/** authorizeWorkflowService, section 4.8: whoever asks within the day's amount may. */
export function authorizeWorkflowService({ body }: Request): Answer {
  const { consume } = (body ?? {}) as AuthorizeWorkflowServiceRequest;
  return { status: 201, body: { result: (consume?.value ?? 0) > 1000 ? 'unavailable' : 'available' } };
}

/** createWorkflowServicePackage, section 4.9. */
export function createWorkflowServicePackage(world: WorkflowWorld, request: Request): Answer {
  const workflow = workflowOf(world, request);
  const body = request.body as CreateWorkflowServicePackageRequest;
  const now = world.clock.now();
  const id = world.newId();
  world.resources.add('workflowPackage', id, body.pool_id, request.caller.name, now);
  const own = { package_id: id, workflow_id: workflow.id, created_at: timestamp(now) };
  return { status: 201, body: { status: 'available', consume_limit: 1000, ...body, ...own } };
}
