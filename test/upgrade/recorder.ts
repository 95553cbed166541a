/** What was done to a simulator, so that another one can be brought to the same state (replay.ts). */
import type { Dispatcher } from 'undici';
import type { Call } from '../../operator/simulator/audit.ts';
import { type ManualClock, manualClock } from '../../operator/simulator/clock.ts';
import type { SimulatorOptions } from '../../operator/simulator/options.ts';

/** A call that has changed something, with the time of the simulation and the ids that it gave. */
export type Recorded = {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
  readonly ids: readonly string[];
};

/** What of a request the simulator's audit log does not have. */
type Sent = Pick<Recorded, 'type' | 'body'>;

/** Records a simulator that is started with its `options`, and whose callers tell what they send. */
export class Recorder {
  /** Far enough in the past for all that is played, as the operator compares times of the cloud with its own. */
  readonly clock: ManualClock = manualClock(Date.now() - 365 * 24 * 3_600_000);
  readonly begun: number = this.clock.now();
  readonly #sent = new Map<string, Sent[]>();
  /** Every id given out since the call before. */
  #given: string[] = [];
  #next = 1;
  readonly #calls: { call: Call; at: number; sent: Sent; given: readonly string[] }[] = [];

  readonly options: SimulatorOptions = {
    clock: this.clock,
    newId: () => {
      const id = `00000000-0000-4000-8000-${`${this.#next++}`.padStart(12, '0')}`;
      this.#given.push(id);
      return id;
    },
    // In the tick in which the call is carried out: the ids given last are its own.
    onCall: (call) => {
      const sent = this.#sent.get(`${call.method} ${call.path}`)?.shift() ?? {};
      this.#calls.push({ call, at: this.clock.now(), sent, given: this.#given });
      this.#given = [];
    },
  };

  /** Tells of a request that is about to be sent. */
  sends(method: string, path: string, sent: Sent): void {
    const key = `${method} ${path}`;
    this.#sent.set(key, [...(this.#sent.get(key) ?? []), sent]);
  }

  /** For `OperatorOptions.wrap`. */
  readonly wrap = (dispatcher: Dispatcher, api: 'kubernetes' | 'modelarts'): Dispatcher =>
    api === 'kubernetes'
      ? dispatcher
      : dispatcher.compose((dispatch) => (options, handler) => {
          const type = new Headers(options.headers as Record<string, string>).get('content-type');
          const body = options.body ? { body: String(options.body) } : {};
          this.sends(options.method, options.path, { ...(type && { type }), ...body });
          return dispatch(options, handler);
        });

  /** What changed something: mutations that were taken, and reads by which the simulation went on. */
  calls(): Recorded[] {
    const requests = new Set(this.#calls.map(({ call }) => call.requestId));
    return this.#calls
      .map(({ call, at, sent, given }) => {
        const ids = given.filter((id) => !requests.has(id.replaceAll('-', '')));
        return { at, method: call.method, path: call.path, ...sent, ids, call };
      })
      .filter(({ call, ids }) => (call.status > 0 && call.status < 400 && !isRead(call)) || ids.length > 0)
      .map(({ call: _, ...recorded }) => recorded);
  }
}

/** Whether a call of this operation changes nothing in the cloud. */
export const isRead = ({ operation }: Pick<Call, 'operation'>): boolean =>
  operation === null || /^(get|list|search|show|preview|keystone|assume|machine|login)/i.test(operation);
