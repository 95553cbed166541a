/** What the calls of a run say about what `iam-policy` asks for. Pure. */
import { operationsOf } from '../../operator/iamPolicy.ts';
import type { Kind } from '../../operator/kinds/names.ts';
import { OPERATIONS } from '../../operator/kinds/operations.ts';
import type { RecordedCalls } from './calls.ts';
import { EVERYTHING } from './policy.ts';

/** Declared, but never called in the suite, and why. */
export const NEVER_CALLED: Readonly<Record<string, string>> = {};

/** A machine's own keys: asked of its metadata service, not of IAM. */
const NOT_OF_THE_CLOUD = new Set(['getSecurityKey']);

/** A sentence per disagreement; what was never called counts only where the `whole` suite ran. */
export function verdictOn(worlds: readonly RecordedCalls[], whole: boolean): string[] {
  const called = new Set(worlds.flatMap(({ operations }) => operations));
  const declared = new Set<string>(operationsOf(EVERYTHING));
  const undeclared = [...called].filter((one) => !declared.has(one) && !NOT_OF_THE_CLOUD.has(one));
  const strangers = worlds
    .flatMap(({ mutations }) => mutations)
    .filter(({ kind, operation }) => !changesOf(kind).includes(operation))
    .map(({ kind, operation }) => `${kind} called ${operation}`);
  const missing = [...declared].filter((one) => !called.has(one) && !(one in NEVER_CALLED));
  const needless = Object.keys(NEVER_CALLED).filter((one) => called.has(one) || !declared.has(one));
  return [
    ...undeclared.map((one) => `${one} was called, and is declared for no kind (kinds/operations.ts)`),
    ...[...new Set(strangers)].map((text) => `${text}, which is not declared for it (kinds/operations.ts)`),
    ...(whole ? missing.map((one) => `${one} is declared (kinds/operations.ts), and was never called`) : []),
    ...(whole ? needless.map((one) => `${one} is no exception any more (NEVER_CALLED)`) : []),
  ];
}

const changesOf = (kind: string): readonly string[] => OPERATIONS[kind as Kind]?.changes ?? [];
