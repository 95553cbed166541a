import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';

const param = (key: string, value: string, type: string) => ({ key, value, type });
const SAMPLES = [param('num_samples', '20', 'Integer'), param('seed', '1', 'Integer')];

/** The hyperparameter search algorithms of the example of 6.6. */
const ALGORITHMS = [
  {
    name: 'bayes_opt_search',
    params: [
      param('kind', 'ucb', 'String'),
      param('kappa', '2.5', 'Float'),
      param('xi', '0.0', 'Float'),
      ...SAMPLES,
    ],
    description: 'Hyperparameter search using Gaussian process.',
  },
  {
    name: 'tpe_search',
    params: [param('gamma', '0.25', 'Float'), param('n_initial_points', '20', 'Integer'), ...SAMPLES],
    description: 'Hyperparameter search using the tree-structured Parzen estimator algorithm.',
  },
  {
    name: 'anneal_search',
    params: [param('avg_best_idx', '2.0', 'Float'), param('shrink_coef', '0.1', 'Float'), ...SAMPLES],
    description: 'Hyperparameter search using simulated annealing algorithm.',
  },
];

/** listSearchAlgorithms, section 6.6. */
export const listSearchAlgorithms = (): Answer => ({
  status: 200,
  body: { search_algo_count: ALGORITHMS.length, search_algo_list: ALGORITHMS },
});

/** The YAML templates of the example of 6.22, by type. */
const TEMPLATES: Readonly<Record<string, readonly [chinese: string, names: readonly string[]]>> = {
  hpo: ['超参搜索', ['Anneal', 'Bayes', 'DragonFly', 'FixNorm', 'GridSearch', 'TPE']],
  nas: ['网络结构搜索', ['AutoBSS', 'AutoEvo', 'AutoTopo', 'MBNAS']],
  augment: ['数据增强', ['AdvAutoAugment', 'AutoAugment']],
  compression: ['模型压缩', ['AutoCompress']],
};

/** listAutosearchYamlTemplates, section 6.22. */
export function listTemplates(): Answer {
  const yaml_templates = Object.entries(TEMPLATES).map(([type, [chinese, names]]) => ({
    algorithm_type_en: type,
    algorithm_type_zh: chinese,
    algorithm_names: names,
  }));
  return { status: 200, body: { yaml_templates } };
}

/** getAutosearchYamlTemplate, section 6.23: the name comes in the query, or in the path as in its example. */
export function getTemplate({ params, query }: Request): Answer {
  const { algorithm_type = '' } = params;
  const name = params.algorithm_name ?? query.get('algorithm_name') ?? '';
  const known = Object.hasOwn(TEMPLATES, algorithm_type) ? TEMPLATES[algorithm_type] : undefined;
  if (!known?.[1].includes(name))
    throw new ApiError('ModelArts.2788', `no YAML template ${algorithm_type}/${name}`);
  return { status: 200, body: { file_name: `${name}.yaml`, content: contentOf(name) } };
}

const contentOf = (name: string) => `general:
  instance_per_trial: 1
  gpu_per_instance: 1
  cpu_per_instance: 1

search_space:
  - params:
    - type: continuous_param
      name: lr
      start: 0.001
      stop: 0.1

search_algorithm:
  type: ${name}
  max_concurrent: 4
  reward_attr: accuracy
  num_samples: 8
  mode: max

scheduler:
  type: FIFOScheduler
`;
