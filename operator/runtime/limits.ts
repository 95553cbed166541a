/** Spending guards: whether one object more fits under the limits that it stands under. Pure. */
import type { Step } from './kind.ts';

/** What objects take together. */
export type Load = { nodes: number; objects: number };

export type Limit = {
  /** Who set it, in sentences: `spec.limits.maxNodes of Account "default"`. */
  name: string;
  /** The most nodes of one object, the most nodes of all together, or the most objects. */
  of: 'nodes-each' | 'nodes' | 'objects';
  max: number;
};

/**
 * Undefined when an object of `nodes` nodes fits beside `others`; stuck (`LimitExceeded`) when it can never fit,
 * waiting (`LimitReached`) when it can once others have ended.
 */
export function limitStep(
  noun: string,
  nodes: number,
  others: Load,
  limits: readonly Limit[],
): Step | undefined {
  const never = limits.find(({ of, max }) => (of === 'objects' ? 1 : nodes) > max);
  if (never) {
    const allowed =
      never.of === 'objects'
        ? `no ${noun}`
        : `at most ${count(never.max, 'node')} for a ${noun}, and this one needs ${count(nodes, 'node')}`;
    const message = `${never.name} allows ${allowed}: ask for less, or have the limit raised`;
    return { step: 'stuck', reason: 'LimitExceeded', message };
  }
  const full = limits.find(
    ({ of, max }) => of !== 'nodes-each' && taken(of, others) + asked(of, nodes) > max,
  );
  if (!full) return undefined;
  const message =
    full.of === 'objects'
      ? `${full.name} allows ${count(full.max, noun)}, and ${others.objects} are unfinished; this one is created when another has ended`
      : `${full.name} allows ${count(full.max, 'node')}, and ${count(others.objects, `unfinished ${noun}`)} ${others.objects === 1 ? 'has' : 'have'} ${others.nodes} of them; this one needs ${nodes} and is created when others have ended`;
  return { step: 'wait', reason: 'LimitReached', message, recheckMs: RECHECK_MS };
}

/** What waits is asked again at once when others end; this is the net below it. */
const RECHECK_MS = 120_000;

const taken = (of: Limit['of'], others: Load) => (of === 'objects' ? others.objects : others.nodes);
const asked = (of: Limit['of'], nodes: number) => (of === 'objects' ? 1 : nodes);

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
