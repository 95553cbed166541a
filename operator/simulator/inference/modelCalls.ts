import type { CreateModelRequest } from '../../modelarts/generated/model.gen.ts';
import { ApiError, row } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { phaseAt } from '../resource/life.ts';
import { bad, ordered, pageOf } from './listing.ts';
import { isThere, type Model, modelLife } from './model.ts';
import { checkModel } from './modelRules.ts';
import { itemView, modelView } from './modelView.ts';
import { isThere as serviceIsThere } from './service.ts';
import { uses } from './serviceView.ts';
import { type InferenceWorld, listing, modelOf, outcomeFor } from './world.ts';

/** The most models that one call deletes. */
const MOST_DELETED = 20;

/** createModel, section 7.3. */
export function createModel(world: InferenceWorld, { body, caller, touched }: Request): Answer {
  const request = body as CreateModelRequest;
  const { model_name: name, model_version: version, workspace_id: workspaceId = '0' } = request;
  checkModel(request);
  const { behaviours, clock, durations, models, newId, resources, wallClock } = world;
  const now = clock.now();
  const taken = models.some((one) => isThere(one, now) && isCalled(one, name, version));
  if (taken && behaviours['model.duplicateName'] === 'refuse')
    throw new ApiError('ModelArts.3002', `there is a model ${name} of the version ${version}`);
  const id = newId();
  const made = { id, user: caller.name, userId: caller.id, workspaceId, request };
  const life = modelLife(request, now, durations, outcomeFor(world, [name]).ending);
  models.push({ ...made, createdAt: now, madeAt: wallClock.now(), life });
  resources.add('model', id, name, caller.name, now);
  Object.assign(touched, { resource: `model/${id}`, phase: 'publishing' });
  return { status: 200, body: { model_id: id } };
}

/** getModel, section 7.4. */
export const getModel = (world: InferenceWorld, request: Request): Answer => ({
  status: 200,
  body: modelView(modelOf(world, request), world, world.clock.now()),
});

/** listModels, section 7.2. */
export function listModels(world: InferenceWorld, request: Request): Answer {
  const { query } = request;
  if (query.has('model_type') && query.has('not_model_type'))
    throw bad('model_type and not_model_type exclude each other');
  const { moment, shows } = listing(world, request);
  const found = world.models.filter(
    (one) => isThere(one, moment) && shows(one) && fits(one, query, phaseAt(one.life, moment)),
  );
  const key = query.get('sort_by') === 'model_version' ? versionKey : ({ createdAt }: Model) => createdAt;
  const { behaviours } = world;
  const paging = { counts: behaviours['model.page'], most: behaviours['inference.pageLimit'] };
  const { total, items } = pageOf(ordered(found, query, key), query, paging);
  const models = items.map((one) => itemView(one, world, moment));
  return { status: 200, body: { total_count: total, count: total, models } };
}

/** deleteModel, section 7.5. With cascade every version of the name goes, this one first. */
export function deleteModel(world: InferenceWorld, request: Request): Answer {
  const { behaviours, clock, models } = world;
  const now = clock.now();
  const model = find(world, request);
  if (!model) return failures([[request.params.model_id ?? '', 'ModelArts.3001']]);
  const others = models.filter(
    (one) => one !== model && isThere(one, now) && one.request.model_name === model.request.model_name,
  );
  const asked = [model, ...(request.query.get('cascade') === 'true' ? others : [])].slice(0, MOST_DELETED);
  const used = asked.filter((one) => isUsed(world, one));
  if (used.includes(model) && behaviours['model.deleteInUse'] === '500')
    throw new ApiError('ModelArts.3009', `model ${model.id} is used by a service`);
  const gone = asked.filter((one) => !used.includes(one));
  for (const one of gone) {
    one.deletedAt = now;
    world.resources.note('model', one.id, 'delete', request.caller.name, now);
  }
  const failed = used.map(({ id }) => [id, 'ModelArts.3009'] as const);
  return failures(
    failed,
    gone.map(({ id }) => id),
  );
}

/** The model of the path; undefined where an unknown one is answered by the list of failures. */
function find(world: InferenceWorld, request: Request): Model | undefined {
  try {
    return modelOf(world, request);
  } catch (error) {
    if (world.behaviours['model.deleteMissing'] === 'list') return undefined;
    throw error;
  }
}

const failures = (failed: readonly (readonly [id: string, code: string])[], gone: string[] = []): Answer => ({
  status: 200,
  body: {
    delete_success_list: gone,
    delete_failed_list: failed.map(([model_id, error_code]) => ({
      model_id,
      error_code,
      error_msg: row(error_code)?.message ?? '',
    })),
  },
});

/** Whether a service uses a model, by a configuration that serves or comes up. */
function isUsed({ services, clock }: InferenceWorld, { id }: Model): boolean {
  const now = clock.now();
  return services.some((one) => serviceIsThere(one, now) && uses(one, id, now));
}

const isCalled = ({ request }: Model, name: string, version: string) =>
  request.model_name === name && request.model_version === version;

function fits({ request }: Model, query: URLSearchParams, status: string): boolean {
  const { model_name, model_version, model_type, description = '' } = request;
  const wanted = query.get('model_name') ?? '';
  const exact = query.get('exact_match') === 'true';
  if (wanted && !(exact ? model_name === wanted : within(model_name, wanted))) return false;
  const told = { model_version, model_status: status, model_type };
  const differs = Object.entries(told).some(([name, value]) => (query.get(name) || value) !== value);
  if (differs || query.get('not_model_type') === model_type) return false;
  return within(description, query.get('description') ?? '');
}

const within = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());

const versionKey = ({ request }: Model) =>
  request.model_version
    .split('.')
    .map((number) => number.padStart(2, '0'))
    .join('.');
