import type { Answer, Request } from '../exchange.ts';
import { pageOf } from './listing.ts';

const X86 = 'x86_64';

type Row = readonly [engine: string, runtime: string, accelerator: 'gpu' | 'none', arch: string];

const ROWS: readonly Row[] = [
  ['TensorFlow', 'tensorflow_2.1.0-cuda_10.1-py_3.7-ubuntu_18.04-x86_64', 'gpu', X86],
  ['TensorFlow', 'tf1.13-python3.6-cpu', 'none', X86],
  ['PyTorch', 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64', 'gpu', X86],
  ['MindSpore', 'mindspore_1.7.0-cann_5.1.0-py_3.7-euler_2.8.3-aarch64', 'none', 'aarch64'],
];

/** listModelRuntimes, section 7.1: each engine with parallel lists of what its runtimes are like. */
export function listModelRuntimes({ query }: Request): Answer {
  const engines = [...new Set(ROWS.map(([engine]) => engine))];
  const { total, items } = pageOf(engines, query, { counts: 'item', most: 0 });
  const engine_runtimes = items.map((ai_engine) => {
    const rows = ROWS.filter(([engine]) => engine === ai_engine);
    return {
      ai_engine,
      runtimes: rows.map(([, runtime]) => runtime),
      request_mode: rows.map(() => 'sync'),
      accelerators: rows.map(([, , type]) => ({
        type,
        ...(type === 'gpu' && { cuda_version: 'cuda 10.2' }),
      })),
      arch: rows.map(([, , , arch]) => arch),
      status_list: rows.map(() => 'normal'),
      image_source: rows.map(() => 'base_image'),
    };
  });
  return { status: 200, body: { count: total, total_count: items.length, engine_runtimes } };
}
