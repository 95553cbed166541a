import { operations as model } from '../../../operator/modelarts/generated/model.gen.ts';
import { operations as service } from '../../../operator/modelarts/generated/service.gen.ts';
import { EXAMPLES as MODEL_EXAMPLES } from '../modelExamples.gen.ts';
import { EXAMPLES as SERVICE_EXAMPLES } from '../serviceExamples.gen.ts';
import { MINUTE, withService } from './inference.ts';

/** Every operation of chapters 7 and 9. */
export const OPERATIONS = { ...model, ...service };
export type Id = keyof typeof OPERATIONS;
export const IDS = Object.keys(OPERATIONS) as Id[];

const parameter = {
  ...{
    url: '/v1/xxx/image',
    protocol: 'http',
    method: 'post',
    param_name: 'image_url',
    param_type: 'string',
  },
  ...{ min: 0, max: 9, param_desc: 'http://test/test.jpeg' },
};
const schemaOf = (name: string, type: string) => ({ type: 'object', properties: { [name]: { type } } });
const health = { check_method: 'HTTP', protocol: 'http', url: '/health', period_seconds: 5 };

/** The example of 7.3, whose JSON is damaged beyond a program's repair, as it is meant. */
const CREATE_MODEL = {
  model_name: 'mnist',
  model_version: '1.0.0',
  source_location: 'https://models.obs.xxxx.com/mnist',
  source_job_id: '55',
  source_job_version: 'V100',
  model_type: 'TensorFlow',
  runtime: 'python2.7',
  description: 'mnist model',
  execution_code: 'https://testmodel.obs.xxxx.com/customize_service.py',
  input_params: [parameter],
  output_params: [{ ...parameter, param_name: 'face_location', param_type: 'box' }],
  dependencies: [
    {
      installer: 'pip',
      packages: [{ package_name: 'numpy', package_version: '1.5.0', restraint: 'ATLEAST' }],
    },
  ],
  model_algorithm: 'object_detection',
  model_metrics: '{"f1":0.52381,"recall":0.666667,"precision":0.466667,"accuracy":0.625}',
  apis: [
    {
      ...{ url: '/v1/xxx/image', protocol: 'http', method: 'post' },
      input_params: schemaOf('image_url', 'string'),
      output_params: schemaOf('face_location', 'box'),
    },
  ],
  initial_config: JSON.stringify({ protocol: 'http', port: 8080, health, readiness_health: health }),
};

const told = [...MODEL_EXAMPLES, ...SERVICE_EXAMPLES].map((example) =>
  example.operation === 'createModel' ? { ...example, body: CREATE_MODEL } : example,
);
/** 9.16 and 9.17 show no request. */
const silent = IDS.filter((id) => !told.some(({ operation }) => operation === id)).map((operation) => {
  const { method, path, section } = OPERATIONS[operation];
  return { operation, section, line: `${method} ${path}`, body: undefined };
});

type Example = { operation: string; section: string; line: string; body?: unknown };

/** Every request example of the two chapters, and a plain call of the operations that have none. */
export const EXAMPLES: readonly Example[] = [...told, ...silent];

/** Whether the example speaks of an edge service. */
const isEdge = (id: string) => id === 'updateServiceNodeStatus';
const EDGE = { infer_type: 'edge' };
const NODE = '2r8c4fb9-t497-40u3-89yf-skui77db0472';

/**
 * Sends an example to a simulator of its own, which has what it speaks of. The ids of the examples are those of
 * somebody's resources, so that each is replaced by the id of one that exists, of the same kind.
 */
export async function play({ operation, body }: Example) {
  const variant = isEdge(operation) ? { nodes: [NODE] } : {};
  const world = await withService(isEdge(operation) ? EDGE : {}, variant);
  await using _ = world;
  world.clock.advance(5 * MINUTE);
  if (isEdge(operation)) await world.put({ status: 'stopped' }, `/nodes/${NODE}/status`);
  if (operation === 'listServiceTags')
    await world.v1('POST', `${world.path}/tags/create`, { tags: [{ key: 'a', value: 'b' }] });
  const { method, path } = OPERATIONS[operation as Id];
  const ids: Record<string, string> = {
    project_id: world.simulator.projectId,
    model_id: operation === 'deleteModel' ? await world.model('other') : world.published,
    service_id: world.id,
    resource_id: world.id,
    node_id: NODE,
  };
  const target = path.replace(/\{(\w+)\}/g, (_match, name: string) => ids[name] ?? '');
  const text = JSON.stringify(body)
    ?.replaceAll(/(?<="model_id":")[^"]+/g, world.published)
    .replace(/(?<="path":"\/config\/0\/model_id","value":")[^"]+/, world.published);
  const reply = await world.call(method, target, text);
  return { ...reply, call: world.simulator.audit.calls.at(-1) };
}
