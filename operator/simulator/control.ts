import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Audit } from './audit.ts';
import { type Behaviours, changeBehaviours } from './behaviours.ts';
import type { ManualClock } from './clock.ts';
import type { Incoming } from './exchange.ts';
import { FAULT_SCHEMA, type Fault, type Faults } from './faults.ts';
import type { Identities } from './identities.ts';
import type { Ending } from './training/timeline.ts';
import { describe } from './validation.ts';
import type { Reply } from './wire.ts';

/** Below this path lies the control API. */
export const CONTROL_PATH = '/_simulator/';

/** Answers a call of the control API; `from` is the address of the caller. */
export type Control = (incoming: Incoming, from: string) => Reply;

/** What the control API steers. */
export type Steered = {
  readonly audit: Audit;
  readonly faults: Faults;
  readonly behaviours: Behaviours;
  readonly identities: Identities;
  /** Decides how later jobs, networks, pools, models and services come out. */
  readonly outcome: (
    pattern: RegExp,
    ending: Ending,
    details: { exitCode?: number; message?: string },
  ) => void;
  /** @throws RangeError for a node that is not up */
  readonly breakNode: (name: string) => void;
  /** Only where the clock of the simulation is driven by hand. */
  readonly clock?: ManualClock;
};

class ControlError extends Error {
  override readonly name = 'ControlError' as const;
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const ajv = new Ajv2020({ strictRequired: false });
const isFault = ajv.compile<Fault>(FAULT_SCHEMA);
const isWish = ajv.compile<{ pattern: string; ending: Ending; exitCode?: number; message?: string }>({
  type: 'object',
  required: ['pattern', 'ending'],
  additionalProperties: false,
  properties: {
    pattern: { type: 'string' },
    ending: { enum: ['Completed', 'Failed', 'Abnormal'] },
    exitCode: { type: 'integer' },
    message: { type: 'string' },
  },
});

/** The control API: unsigned, JSON, for callers on the same machine only. */
export function createControl(steered: Steered): Control {
  const routes = routesOf(steered);
  return (incoming, from) => {
    try {
      return reply(200, answer(routes, incoming, from));
    } catch (error) {
      if (error instanceof ControlError) return reply(error.status, { error: error.message });
      if (error instanceof RangeError) return reply(400, { error: error.message });
      throw error;
    }
  };
}

type Routes = Readonly<Record<string, (body: unknown) => unknown>>;

function answer(routes: Routes, { method, target, body }: Incoming, from: string): unknown {
  if (!/^(127\.|::1$|::ffff:127\.)/.test(from))
    throw new ControlError(403, 'the control API answers this machine only');
  const name = `${method} ${target.slice(CONTROL_PATH.length)}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) throw new ControlError(404, `use one of: ${Object.keys(routes).join(', ')}`);
  return route(method === 'GET' ? undefined : parse(body));
}

function routesOf({ audit, faults, behaviours, identities, outcome, breakNode, clock }: Steered): Routes {
  return {
    'GET health': () => ({ status: 'ok' }),
    'GET audit': () => ({ calls: audit.calls, jobs: audit.jobs(), resources: audit.resources() }),
    'GET jobs': () => audit.jobs().filter(({ deletedAt }) => deletedAt === undefined),
    'GET behaviours': () => behaviours,
    'PUT behaviours': (wish) => {
      if (typeof wish !== 'object' || wish === null)
        throw new ControlError(400, 'give an object of behaviours');
      changeBehaviours(behaviours, wish);
      return behaviours;
    },
    'POST faults': (fault) => {
      if (!isFault(fault)) throw new ControlError(400, isFault.errors?.map(describe).join('; ') ?? '');
      faults.add(fault);
      return {};
    },
    'DELETE faults': () => {
      faults.clear();
      return {};
    },
    'POST outcomes': (wish) => {
      if (!isWish(wish)) throw new ControlError(400, isWish.errors?.map(describe).join('; ') ?? '');
      const { pattern, ending, ...details } = wish;
      outcome(regExp(pattern), ending, details);
      return {};
    },
    'POST break-node': (body) => {
      breakNode(String((body as { name?: unknown } | null)?.name));
      return {};
    },
    'POST revoke': () => {
      identities.revoke();
      return {};
    },
    'POST advance': (body) => {
      if (!clock) throw new ControlError(409, 'the clock runs by itself and cannot be advanced');
      clock.advance(Number((body as { ms?: unknown } | null)?.ms));
      return { now: clock.now() };
    },
  };
}

function regExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new ControlError(400, `pattern ${pattern} is no regular expression`);
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return body.length === 0 ? undefined : JSON.parse(Buffer.from(body).toString());
  } catch {
    throw new ControlError(400, 'the body is no JSON');
  }
}

const reply = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
