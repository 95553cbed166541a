import type { Answer, Request } from '../exchange.ts';
import { notFound, paged, selects } from './listing.ts';

/** A flavor that nodes can have. */
export type Flavor = {
  readonly name: string;
  readonly arch: 'x86' | 'arm64';
  readonly cores: number;
  readonly gigabytes: number;
  readonly cards: number;
  /** What the cards are; undefined without. */
  readonly device?: 'gpu' | 'npu';
  /** The model of the cards, '' without. */
  readonly model: string;
  /** The name of the cards among the resources of a node. */
  readonly resource?: 'nvidia.com/gpu' | 'huawei.com/ascend-snt3' | 'huawei.com/ascend-snt9';
  /** Nodes of such a flavor never come up. */
  readonly soldOut: boolean;
};

type Row = readonly [name: string, cores: number, gigabytes: number, cards: number, model: string];

/** The flavors of the examples of chapters 10 and 16, and some more. */
const ROWS: readonly Row[] = [
  ['modelarts.vm.cpu.4ud', 4, 8, 0, ''],
  ['modelarts.vm.cpu8u32g', 8, 32, 0, ''],
  ['modelarts.vm.2u4g.dcc', 2, 4, 0, ''],
  ['modelarts.vm.gpu.tnt004', 8, 32, 1, 'nvidia-t4'],
  ['modelarts.vm.gpu.t4u8', 8, 32, 1, 'nvidia-t4'],
  ['modelarts.vm.gpu.v100', 8, 64, 1, 'nvidia-v100'],
  ['modelarts.vm.gpu.a100', 96, 768, 8, 'nvidia-a100'],
  ['modelarts.vm.npu.snt3', 24, 96, 1, 'ascend-snt3'],
  ['modelarts.bm.npu.snt9', 192, 1536, 8, 'ascend-snt9'],
  ['modelarts.vm.gpu.soldout', 8, 64, 1, 'nvidia-p100'],
];

const FLAVORS: ReadonlyMap<string, Flavor> = new Map(ROWS.map((row) => [row[0], flavorOf(row)]));

/** The flavor of that name; undefined for one that the region does not have. */
export const flavorNamed = (name: string): Flavor | undefined => FLAVORS.get(name);

function flavorOf([name, cores, gigabytes, cards, model]: Row): Flavor {
  const npu = model.startsWith('ascend');
  const resource = npu ? (`huawei.com/${model}` as Flavor['resource'] & string) : 'nvidia.com/gpu';
  return {
    ...{ name, cores, gigabytes, cards, model },
    arch: npu ? 'arm64' : 'x86',
    ...(model !== '' && { device: npu ? 'npu' : 'gpu', resource }),
    soldOut: name.endsWith('.soldout'),
  };
}

/** The availability zones of a region. */
export const zonesOf = (region: string): readonly string[] =>
  ['a', 'b', 'c'].map((zone) => `${region}${zone}`);

/** listResourceFlavors, section 10.20. */
export function listResourceFlavors({ query }: Request, region: string): Answer {
  const selected = [...FLAVORS.values()].map((flavor) => viewOf(flavor, region)).filter(selects(query));
  const { items, metadata } = paged(selected, query);
  return { status: 200, body: { kind: 'ResourceFlavorList', apiVersion: 'v1', metadata, items } };
}

function viewOf(flavor: Flavor, region: string) {
  const { name, arch, cores, gigabytes, cards, device, model, soldOut } = flavor;
  const phase = Object.fromEntries(zonesOf(region).map((zone) => [zone, soldOut ? 'soldout' : 'normal']));
  return {
    kind: 'ResourceFlavor',
    apiVersion: 'v1',
    metadata: { name, labels: { 'os.modelarts/scope': 'Train' } as Readonly<Record<string, string>> },
    spec: {
      type: 'Dedicate',
      cpuArch: arch,
      cpu: String(cores),
      memory: `${gigabytes}Gi`,
      ...(device && { [device]: { type: model, size: String(cards) } }),
      billingModes: [0, 1],
      billingCode: name,
    },
    status: { phase },
  };
}

/** getPluginTemplate, section 10.2: the two drivers. */
export function getPluginTemplate({ params }: Request): Answer {
  const name = params.plugintemplate_name ?? '';
  const type = { 'npu-driver': 'npuDriver', 'gpu-driver': 'gpuDriver' }[name];
  if (!type) throw notFound('template', name);
  const versions = Object.fromEntries(
    (DRIVERS[type === 'npuDriver' ? 'npu' : 'gpu'] ?? []).map((version) => [version, { detail: '' }]),
  );
  const spec = { type, description: name.replace('-', ' '), versions };
  return { status: 200, body: { apiVersion: 'v1', kind: 'PluginTemplate', metadata: { name }, spec } };
}

/** The driver versions that nodes can have, the usual one first. */
export const DRIVERS: Readonly<Record<'gpu' | 'npu', readonly [string, ...string[]]>> = {
  gpu: ['470.57', '440.33', '440.31', '515.65'],
  npu: ['C78', 'C80'],
};
