import type { FlavorResponse } from '../../modelarts/generated/training.gen.ts';
import type { Answer, Request } from '../exchange.ts';

/** What a flavor computes with. */
export type FlavorType = 'CPU' | 'GPU' | 'Ascend';

/** The most nodes of one job. */
export const MAX_NODES = 1024;

type Row = readonly [
  id: string,
  type: FlavorType,
  cores: number,
  gigabytes: number,
  cards: number,
  product: string,
];

/** The public flavors of the simulated region. */
const ROWS: readonly Row[] = [
  ['modelarts.vm.cpu.2u', 'CPU', 2, 8, 0, ''],
  ['modelarts.vm.cpu.8u', 'CPU', 8, 32, 0, ''],
  ['modelarts.vm.gpu.v100', 'GPU', 8, 64, 1, 'NVIDIA-V100'],
  ['modelarts.vm.gpu.8v100', 'GPU', 72, 512, 8, 'NVIDIA-V100'],
  ['modelarts.vm.gpu.t4', 'GPU', 8, 32, 1, 'NVIDIA-T4'],
  ['modelarts.p3.large.public', 'GPU', 8, 64, 1, 'NVIDIA-V100'],
  ['modelarts.p3.large.public.free', 'GPU', 8, 64, 1, 'NVIDIA-V100'],
  ['modelarts.kat1.xlarge', 'Ascend', 24, 96, 1, 'Ascend-910'],
  ['modelarts.kat1.8xlarge', 'Ascend', 192, 720, 8, 'Ascend-910'],
];

/** Flavors of a job in a dedicated pool (table 6-167). */
export const POOL_FLAVORS: ReadonlySet<string> = new Set(
  ['', '2', '4', '8', '16'].map((cards) => `modelarts.pool.visual.${cards}xlarge`),
);

const TYPES: ReadonlyMap<string, FlavorType> = new Map(ROWS.map(([id, type]) => [id, type]));

/** The type of a public flavor; undefined for one that the region does not have. */
export const flavorType = (id: string): FlavorType | undefined => TYPES.get(id);

/** listTrainingJobFlavors, section 6.30. */
export function listFlavors({ query }: Request): Answer {
  const type = query.get('flavor_type');
  const flavors = ROWS.filter((row) => type === null || row[1] === type).map(viewOf);
  return { status: 200, body: { total_count: flavors.length, flavors } };
}

function viewOf([id, type, cores, gigabytes, cards, product]: Row): FlavorResponse {
  const card = { product_name: product, memory: '32GB' };
  return {
    flavor_id: id,
    flavor_name: `Computing ${type}(${cards || cores}) instance`,
    flavor_type: type,
    billing: { code: id, unit_num: 1 },
    flavor_info: {
      max_num: MAX_NODES,
      cpu: { arch: type === 'Ascend' ? 'arm' : 'x86', core_num: cores },
      ...(type === 'GPU' && { gpu: { unit_num: cards, ...card } }),
      ...(type === 'Ascend' && { npu: { unit_num: String(cards), ...card } }),
      memory: { size: gigabytes, unit: 'GB' },
      disk: { size: 50, unit: 'GB' },
    },
    attributes: { data_format: 'available' },
  };
}
