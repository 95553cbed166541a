import type {
  Accelerator,
  EngineAndRuntimesResponse,
  ListModelRuntimesResponse,
} from './generated/model.gen.ts';
import { asArray, asObject, asText } from './loose.ts';

/** A runtime of models (section 7.1), absent values undefined. */
export type ModelRuntime = {
  /** TensorFlow, PyTorch, MindSpore, or others. */
  readonly engine: string;
  readonly name: string;
  /** sync, async, or new ones. */
  readonly requestMode?: string | undefined;
  /** npu, gpu, none, or new ones. */
  readonly accelerator?: string | undefined;
  /** x86_64, aarch64, or new ones. */
  readonly arch?: string | undefined;
  /** normal, deleting, deleted, or new ones. */
  readonly status?: string | undefined;
};

/** Reads an answer of 7.1, where each engine has parallel lists, some of them short; undefined when it is none. */
export function parseRuntimes(wire: unknown): ModelRuntime[] | undefined {
  const { engine_runtimes: engines } = asObject<ListModelRuntimesResponse>(wire);
  return Array.isArray(engines) ? engines.flatMap(parseEngine) : undefined;
}

function parseEngine(wire: unknown): ModelRuntime[] {
  const { ai_engine, runtimes, request_mode, accelerators, arch, status_list } =
    asObject<EngineAndRuntimesResponse>(wire);
  const at = (list: unknown, index: number) => asText(asArray(list)[index]);
  return asArray(runtimes).flatMap((one, index) => {
    const name = asText(one);
    if (name === undefined) return [];
    return {
      engine: asText(ai_engine) ?? '',
      name,
      requestMode: at(request_mode, index),
      accelerator: asText(asObject<Accelerator>(asArray(accelerators)[index]).type),
      arch: at(arch, index),
      status: at(status_list, index),
    };
  });
}
