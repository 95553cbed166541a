import { phaseAt } from '../resource/life.ts';
import { installTypes, type Model } from './model.ts';

type Place = { readonly projectId: string };

const SIZE = 5_012_312;
/** The example of 7.4 lists real-time as one word; nobody else does. */
const LABELS = { model_labels: [], labels_map: { labels: [] } };

/** A model in the list (section 7.2) at `now`. */
export function itemView(model: Model, { projectId }: Place, now: number): object {
  const { request, life } = model;
  const status = phaseAt(life, now);
  return {
    owner: model.userId,
    model_version: request.model_version,
    model_type: request.model_type,
    description: request.description ?? '',
    project: projectId,
    model_id: model.id,
    model_source: 'custom',
    install_type: installTypes(model),
    model_size: status === 'published' ? SIZE : 0,
    workspace_id: model.workspaceId,
    model_status: status,
    market_flag: false,
    tunable: false,
    model_name: request.model_name,
    create_at: model.createdAt,
    publishable_flag: true,
    source_copy: request.source_copy ?? 'true',
    tenant: model.userId,
    specification: {},
  };
}

/** A model by itself (section 7.4) at `now`. */
export function modelView(model: Model, place: Place, now: number): object {
  const { model_docs, template: _, workspace_id: _default, apis = [], ...asked } = model.request;
  const { initial_config, deployment_constraints: _kept, ...echoed } = asked;
  const config = {
    ...(initial_config && (JSON.parse(initial_config) as object)),
    model_type: asked.model_type,
    runtime: asked.runtime,
  };
  const isPublished = phaseAt(model.life, now) === 'published';
  return {
    ...itemView(model, place, now),
    ...echoed,
    ...LABELS,
    description: asked.description ?? '',
    model_docs: model_docs ?? [],
    apis: JSON.stringify(apis),
    config: JSON.stringify(config),
    ...(isPublished && { image_address: `100.125.5.235:20202/models/${model.id}:${asked.model_version}` }),
  };
}
