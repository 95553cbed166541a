import type {
  CreateAlgorithmRequest,
  UpdateAlgorithmRequest,
} from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { checkAlgorithm } from './algorithmRules.ts';
import { type Algorithm, nameOf } from './algorithms.ts';
import { algorithmView } from './algorithmView.ts';
import { DEFAULT_LIMIT, slice } from './search.ts';
import type { TrainingWorld } from './world.ts';

/** createAlgorithm, section 6.1. */
export function createAlgorithm(world: TrainingWorld, { body, caller, touched }: Request): Answer {
  const content = (body ?? {}) as CreateAlgorithmRequest;
  const { name, workspace_id: workspaceId = '0' } = content.metadata ?? {};
  if (!name) throw new ApiError('ModelArts.2788', 'metadata.name is missing');
  checkAlgorithm(content);
  checkName(world, name, caller.name, workspaceId);
  const { algorithms, clock, resources } = world;
  const now = clock.now();
  const id = world.newId();
  const made = { id, number: algorithms.next(), user: caller.name, workspaceId, content };
  const algorithm: Algorithm = { ...made, createdAt: now, updatedAt: now };
  algorithms.add(algorithm);
  resources.add('algorithm', id, name, caller.name, now);
  touched.resource = `algorithm/${id}`;
  return { status: 201, body: algorithmView(algorithm, world.behaviours) };
}

/** getAlgorithm, section 6.3. */
export const getAlgorithm = (world: TrainingWorld, request: Request): Answer => ({
  status: 200,
  body: algorithmView(algorithmOf(world, request), world.behaviours),
});

/** updateAlgorithm, section 6.4: what is left out stays. */
export function updateAlgorithm(world: TrainingWorld, request: Request): Answer {
  const algorithm = algorithmOf(world, request);
  const asked = (request.body ?? {}) as UpdateAlgorithmRequest;
  const name = asked.metadata?.name ?? nameOf(algorithm);
  checkAlgorithm(asked);
  if (name !== nameOf(algorithm)) checkName(world, name, algorithm.user, algorithm.workspaceId);
  const metadata = { ...algorithm.content.metadata, ...asked.metadata, name };
  algorithm.content = { ...algorithm.content, ...asked, metadata };
  algorithm.updatedAt = world.clock.now();
  world.resources.note('algorithm', algorithm.id, 'update', request.caller.name, algorithm.updatedAt);
  const view = algorithmView(algorithm, world.behaviours);
  if (world.behaviours['answers.ids'] === 'full') return { status: 201, body: view };
  const { id: _, ...rest } = view.metadata;
  return { status: 201, body: { ...view, metadata: rest } };
}

/** deleteAlgorithm, section 6.5: answered 202 with the body null. */
export function deleteAlgorithm(world: TrainingWorld, request: Request): Answer {
  const algorithm = algorithmOf(world, request);
  world.algorithms.remove(algorithm);
  world.resources.note('algorithm', algorithm.id, 'delete', request.caller.name, world.clock.now());
  return { status: 202, body: null };
}

/** listAlgorithms, section 6.2: the caller's own of one workspace. */
export function listAlgorithms(world: TrainingWorld, { query, caller }: Request): Answer {
  const { sort_by = 'create_time', order = 'desc', group_by = '', searches = '' } = Object.fromEntries(query);
  if (sort_by !== 'create_time') throw new ApiError('ModelArts.2790', 'sort_by must be create_time');
  if (order !== 'desc' && order !== 'asc')
    throw new ApiError('ModelArts.2764', 'order must be one of desc, asc');
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  const own = world.algorithms.of(caller.name, query.get('workspace_id') ?? '0');
  const part = partOfName(searches).toLowerCase();
  const matching = own.filter((one) => nameOf(one).toLowerCase().includes(part));
  const page = slice(matching, offset, limit, order === 'desc');
  const items = page.map((one) => algorithmView(one, world.behaviours));
  const counts = { total: own.length, count: matching.length };
  return { status: 200, body: { ...counts, limit, offset, sort_by, order, group_by, items } };
}

function algorithmOf(world: TrainingWorld, { params, touched }: Request): Algorithm {
  const id = params.algorithm_id ?? '';
  touched.resource = `algorithm/${id}`;
  return world.algorithms.get(id);
}

function checkName(world: TrainingWorld, name: string, user: string, workspaceId: string): void {
  if (world.behaviours['algorithm.duplicateName'] === 'allow') return;
  if (world.algorithms.of(user, workspaceId).some((other) => nameOf(other) === name))
    throw new ApiError('ModelArts.2821', `an algorithm with the name ${name} exists`);
}

/** What `searches` asks for: `name:part`, as in the example of 6.2. */
function partOfName(searches: string): string {
  if (searches === '') return '';
  const [, part] = /^name:(.*)$/.exec(searches) ?? [];
  if (part === undefined) throw new ApiError('ModelArts.2789', 'searches must be like name:part');
  return part;
}
