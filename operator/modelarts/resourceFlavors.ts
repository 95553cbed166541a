import type { Calls } from './calls.ts';
import { parsePart, readParts } from './continued.ts';
import type { ResourceFlavor as Wire } from './generated/resource.gen.ts';
import { asArray, asCount, asNumber, asObject, asText } from './loose.ts';
import { texts } from './osMetadata.ts';
import type { ReadOptions } from './transport.ts';

/** A flavor that the nodes of a pool can have (section 10.20), absent values undefined. */
export type ResourceFlavor = {
  readonly name: string;
  /** x86, arm64, or new ones. */
  readonly cpuArch?: string | undefined;
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly gpu?: Cards | undefined;
  readonly npu?: Cards | undefined;
  /** 0 on demand, 1 prepaid, or new ones. */
  readonly billingModes: readonly number[];
  readonly jobFlavors: readonly string[];
  /** By availability zone: normal, soldout, or new ones. */
  readonly zones: Readonly<Record<string, string>>;
};

/** Model and number of the cards of a node. */
export type Cards = { readonly type: string; readonly size: string };

/** What a project may have (section 10.1), absent values undefined. */
export type OsUserConfig = {
  readonly networkCidrs: readonly string[];
  readonly networkQuota?: number | undefined;
  readonly poolQuota?: number | undefined;
};

/** What there is to make pools of. */
export type ResourceFlavors = {
  /** Section 10.20. */
  list(options: ReadOptions): Promise<ResourceFlavor[]>;
  /** Section 10.1. */
  userConfig(options: ReadOptions): Promise<OsUserConfig>;
  /** Section 10.2. The versions of a plugin, `gpu-driver` or `npu-driver` for example; `not-found` by ModelArts.50005101. */
  pluginVersions(name: string, options: ReadOptions): Promise<string[]>;
};

/** The calls on flavors and plugins of one project. */
export const createResourceFlavors = (calls: Calls): ResourceFlavors => ({
  list: (options) =>
    readParts('listResourceFlavors', async (place) => {
      const query = place === undefined ? undefined : { continue: place };
      const reply = await calls.read('listResourceFlavors', options, query && { query });
      const part = parsePart(reply.body, parseFlavor);
      if (!part) throw reply.broken('the answer is not a list of flavors');
      return part;
    }),
  async userConfig(options) {
    const { body } = await calls.read('getOsUserConfig', options);
    const { networkCidrs, networkQuota, poolQuota } = asObject<Record<string, unknown>>(body);
    return {
      networkCidrs: listOfTexts(networkCidrs),
      networkQuota: asCount(networkQuota),
      poolQuota: asCount(poolQuota),
    };
  },
  async pluginVersions(name, options) {
    const { body } = await calls.read('getPluginTemplate', options, { ids: { plugintemplate_name: name } });
    const { versions } = asObject<{ versions: unknown }>(asObject<{ spec: unknown }>(body).spec);
    return Object.keys(asObject<Record<string, unknown>>(versions));
  },
});

function parseFlavor(wire: unknown): ResourceFlavor | undefined {
  const { metadata, spec: wireSpec, status } = asObject<Wire>(wire);
  const name = asText(asObject<Wire['metadata']>(metadata).name);
  if (name === undefined) return undefined;
  const spec = asObject<Wire['spec']>(wireSpec);
  return {
    name,
    cpuArch: asText(spec.cpuArch),
    cpu: asText(spec.cpu),
    memory: asText(spec.memory),
    gpu: cardsOf(spec.gpu),
    npu: cardsOf(spec.npu),
    billingModes: asArray(spec.billingModes)
      .map(asNumber)
      .filter((mode) => mode !== undefined),
    jobFlavors: listOfTexts(spec.jobFlavors),
    zones: texts(asObject<Wire['status']>(status).phase),
  };
}

function cardsOf(wire: unknown): Cards | undefined {
  const { type, size } = asObject<Record<string, unknown>>(wire);
  return asText(type) === undefined ? undefined : { type: type as string, size: asText(size) ?? '' };
}

const listOfTexts = (wire: unknown) =>
  asArray(wire)
    .map(asText)
    .filter((one) => one !== undefined);
