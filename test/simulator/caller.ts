import { type Clock, systemClock } from '../../operator/simulator/clock.ts';
import type { Credential } from '../../operator/simulator/signature.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { sdkDate, sign } from './signer.ts';

/** An answer, its body parsed where it is JSON. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
export type Reply = { status: number; headers: Headers; text: string; body: any };

/** What may be different about one call. */
export type Difference = {
  headers?: Record<string, string>;
  key?: Pick<Credential, 'accessKey' | 'secretKey'>;
  signal?: AbortSignal;
};

/** Calls a simulator with signed requests; paths without a version lie below the project. */
export const caller =
  (simulator: Pick<Simulator, 'url' | 'projectId' | 'accessKey' | 'secretKey'>, clock: Clock = systemClock) =>
  async (method: string, path: string, body?: unknown, different: Difference = {}): Promise<Reply> => {
    const target = path.startsWith('/v') ? path : `/v2/${simulator.projectId}${path}`;
    const text = typeof body === 'string' || body === undefined ? (body ?? '') : JSON.stringify(body);
    const headers = { ...(text && { 'content-type': 'application/json' }), ...different.headers };
    const signing = { ...(different.key ?? simulator), date: sdkDate(clock.now()) };
    const signed = sign({ method, target, headers, body: Buffer.from(text) }, signing);
    const { signal } = different;
    const request = {
      method,
      headers: signed.headers,
      ...(text && { body: text }),
      ...(signal && { signal }),
    };
    return reply(await fetch(`${simulator.url}${target}`, request));
  };

/** Calls the control API. */
export const steer =
  ({ url }: Simulator) =>
  async (method: string, path: string, body?: unknown): Promise<Reply> =>
    reply(
      await fetch(`${url}/_simulator/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );

async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A request that creates a job, whole and ordinary but for `change`. */
export const jobRequest = (name: string, change: object = {}) => ({
  kind: 'job',
  metadata: { name },
  algorithm: {
    code_dir: '/ml-bucket/resnet/',
    boot_file: '/ml-bucket/resnet/train.py',
    engine: { engine_name: 'PyTorch', engine_version: 'pytorch_1.8.0' },
  },
  spec: { resource: { flavor_id: 'modelarts.vm.gpu.v100', node_count: 1 } },
  ...change,
});
