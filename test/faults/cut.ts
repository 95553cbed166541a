/**
 * Where a life ends: every request of an operator to either API is named and counted, and one of them is cut.
 *
 * The ways to die around a request, and one that is worse:
 * - `before`: it is never sent;
 * - `unanswered`: it is sent and carried out, its answer never arrives;
 * - `answered`: its answer arrives, and nothing is sent after it;
 * - `frozen`: the process does not die: it stands still with the request in its hand, longer than its lease lasts,
 *   and then goes on as if nothing had happened.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';

export type Api = 'kubernetes' | 'modelarts';
export type Mode = 'before' | 'unanswered' | 'answered' | 'frozen';

export type CutOptions = {
  /** How long `frozen` lasts. */
  freezeMs?: number;
  /** How late the events of watches arrive, in this life: a stale cache. */
  watchLagMs?: number;
};

/** The `nth` request (from 1) of the name `request`. */
export type Point = { request: string; nth: number };

export const pointText = ({ request, nth }: Point): string => `${request} #${nth}`;

type Handler = Dispatcher.DispatchHandler;

export class Cut {
  /** All requests of this life, in the order of their sending. */
  readonly requests: Point[] = [];
  #at: (Point & { mode: Mode }) | undefined;
  readonly #counts = new Map<string, number>();
  readonly #silenced: Handler[] = [];
  readonly #died = Promise.withResolvers<void>();
  readonly #flying = new Set<Promise<void>>();
  readonly #options: CutOptions;
  #frozen: Promise<void> | undefined;
  #aimed = false;
  #dead = false;
  #buried = false;

  /** Without a point the life is only counted. */
  constructor(at?: Point & { mode: Mode }, options: CutOptions = {}) {
    this.#at = at;
    this.#options = options;
  }

  /** True once the point has been reached. */
  get struck(): boolean {
    return this.#dead || this.#frozen !== undefined;
  }

  /** True once the request of the point has been sent: it is reached as soon as what ends the life has come. */
  get aimed(): boolean {
    return this.#aimed;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Resolves when the point has been reached. */
  get died(): Promise<void> {
    return this.#died.promise;
  }

  /** For `OperatorOptions.wrap`. */
  readonly wrap = (dispatcher: Dispatcher, api: Api): Dispatcher =>
    dispatcher.compose((dispatch) => (options, handler) => this.#dispatch(dispatch, options, handler, api));

  /** From now on nothing is cut any more. */
  disarm(): void {
    this.#at = undefined;
  }

  /** Lets what was sent be carried out, then breaks every call that still hangs, so that the dead unwinds. */
  async bury(): Promise<void> {
    this.#die();
    await Promise.all(this.#flying);
    this.#buried = true;
    for (const handler of this.#silenced) handler.onResponseError?.(NOBODY, new Error('this life is over'));
  }

  #dispatch(
    dispatch: Dispatcher['dispatch'],
    options: Dispatcher.DispatchOptions,
    handler: Handler,
    api: Api,
  ): boolean {
    if (this.#dead) return this.#silence(handler);
    if (this.#frozen) return this.#later(this.#frozen, dispatch, options, handler);
    const request = `${api} ${nameOf(options)}`;
    const nth = (this.#counts.get(request) ?? 0) + 1;
    this.#counts.set(request, nth);
    this.requests.push({ request, nth });
    const endless = request.endsWith(' watch');
    const at = this.#at;
    if (!at || !isReached(at, request, nth))
      return dispatch(options, this.#mortal(handler, endless ? (this.#options.watchLagMs ?? 0) : 0));
    this.#aimed = true;
    switch (at.mode) {
      case 'before':
        this.#die();
        return this.#silence(handler);
      case 'unanswered':
        return dispatch(options, this.#unheard(handler));
      case 'answered':
        return dispatch(options, this.#lastWords(handler, endless));
      case 'frozen':
        this.#frozen = sleep(this.#options.freezeMs ?? 0).then(() => undefined);
        this.#died.resolve();
        return this.#later(this.#frozen, dispatch, options, handler);
    }
  }

  /** Sends it when the process has thawed. */
  #later(
    thaw: Promise<void>,
    dispatch: Dispatcher['dispatch'],
    options: Dispatcher.DispatchOptions,
    handler: Handler,
  ): boolean {
    thaw
      .then(() => dispatch(options, handler))
      .catch((error: Error) => handler.onResponseError?.(NOBODY, error));
    return true;
  }

  #die(): void {
    this.#dead = true;
    this.#died.resolve();
  }

  #silence(handler: Handler): boolean {
    if (this.#buried) queueMicrotask(() => handler.onResponseError?.(NOBODY, new Error('this life is over')));
    else this.#silenced.push(handler);
    return true;
  }

  /** Passes everything on while this life lasts; data `lagMs` late. */
  #mortal(handler: Handler, lagMs: number): Handler {
    const alive =
      <A extends unknown[]>(call: ((...args: A) => void) | undefined) =>
      (...args: A) => {
        if (!this.#dead) call?.apply(handler, args);
      };
    return {
      onRequestStart: (...args) => handler.onRequestStart?.(...args),
      onResponseStart: alive(handler.onResponseStart),
      onResponseData: lagMs > 0 ? late(alive(handler.onResponseData), lagMs) : alive(handler.onResponseData),
      onResponseEnd: (...args) => {
        if (this.#dead) this.#silence(handler);
        else handler.onResponseEnd?.(...args);
      },
      onResponseError: (...args) => handler.onResponseError?.(...args),
    };
  }

  /** Dies when the request leaves; the server carries it out and answers nobody. */
  #unheard(handler: Handler): Handler {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#flying.add(promise);
    return {
      onRequestStart: (...args) => {
        handler.onRequestStart?.(...args);
        this.#die();
        this.#silence(handler);
      },
      onResponseStart: () => resolve(),
      onResponseData: () => resolve(),
      onResponseEnd: () => resolve(),
      onResponseError: () => resolve(),
    };
  }

  /** Dies when the answer is complete (of a watch: with its first bytes), and hands it over. */
  #lastWords(handler: Handler, endless: boolean): Handler {
    return {
      onRequestStart: (...args) => handler.onRequestStart?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => {
        if (endless) this.#die();
        handler.onResponseData?.(...args);
      },
      onResponseEnd: (...args) => {
        this.#die();
        handler.onResponseEnd?.(...args);
      },
      onResponseError: (...args) => handler.onResponseError?.(...args),
    };
  }
}

/** The same calls in the same order, `ms` later. */
const late =
  <A extends unknown[]>(call: (...args: A) => void, ms: number) =>
  (...args: A): void =>
    void setTimeout(() => call(...args), ms);

const NOBODY = {
  rawHeaders: null,
  rawTrailers: null,
  paused: false,
  aborted: true,
  reason: null,
  abort() {},
  pause() {},
  resume() {},
} as unknown as Dispatcher.DispatchController;

/** A watch that breaks before it has told anything goes on in the next one. */
const isReached = (at: Point & { mode: Mode }, request: string, nth: number): boolean =>
  at.request === request &&
  (at.nth === nth || (request.endsWith(' watch') && at.mode === 'answered' && nth > at.nth));

/** Method and path without what differs from run to run, and for patches what they do. */
function nameOf({ method, path, body }: Dispatcher.DispatchOptions): string {
  const [bare = '', query = ''] = path.split('?');
  const plain = bare
    .replace(/\/namespaces\/[^/]+/, '')
    .replace(/\/projects?\/[^/]+/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/-[0-9a-f]{8}-([0-9]+)$/, '-*-$1')
    .replace(/\/v2\/[^/]+/, '/v2/*')
    .replace(/^\/apis\/[^/]+\/[^/]+/, '')
    .replace(/^\/api\/v1/, '');
  const watch = query.includes('watch=true') ? ' watch' : '';
  return `${method} ${plain}${watch}${purposeOf(method, plain, typeof body === 'string' ? body : '')}`;
}

function purposeOf(method: string, path: string, body: string): string {
  if (method !== 'PATCH' || path.endsWith('/status')) return '';
  if (/"add"[^}]*remote-id/.test(body)) return ' (id)';
  if (/"add"[^}]*create-intent/.test(body)) return ' (intent)';
  return /"add"[^}]*~1journal/.test(body) ? ' (journal)' : ' (finalizer)';
}
