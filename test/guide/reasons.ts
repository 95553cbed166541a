/** Every reason that an operator of this version can give, read from its source. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What looks like a reason and is none: types of wire and errors, kinds, and what only status holds. */
const OTHERWISE =
  /Request$|Req$|^(ConfigMap|LostLease|ApiError|TrainingJob|NodePool|ModelService|WorkflowRun|OnDemand|NotFound|BillingChange|FlavorChange|FrozenByPolice)$/;

/** Endings of what is put together and is no reason. */
const NO_REASON = ['Url', 'Token', 'Version'];

/** Those that are put together: their first half is a word of the call. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  Conflict: ['SecretConflict', 'ConfigMapConflict'],
  NotWritable: ['SecretNotWritable', 'ConfigMapNotWritable', 'WorkflowRunNotWritable'],
  Unknown: ['ScheduleUnknown', 'SubscriptionUnknown'],
  NotFound: ['ScheduleNotFound', 'SubscriptionNotFound'],
  Fixed: ['ScheduleFixed'],
};

/** The runtime's and the kinds' own; `unknown`: endings of composed ones that nobody has listed above. */
export function ownReasons(): { reasons: string[]; unknown: string[] } {
  const found = new Set(Object.values(COMPOSED).flat());
  const unknown: string[] = [];
  for (const file of globSync('operator/{runtime,kinds}/**/*.ts', { cwd: root })) {
    if (file.endsWith('.gen.ts')) continue;
    const text = readFileSync(join(root, file), 'utf8');
    const literals = [
      ...text.matchAll(/'([A-Z][a-z]+(?:[A-Z][a-z]+)+)'/g),
      ...text.matchAll(/reason: '([A-Z]\w+)'/g),
      ...text.matchAll(/\b(?:stuck|wait)\(\s*(?:\w+, )*'([A-Z]\w+)'/g),
    ];
    for (const [, name = ''] of literals) if (!OTHERWISE.test(name)) found.add(name);
    for (const [, ending = ''] of text.matchAll(/`\$\{[^}]+\}([A-Z][A-Za-z]+)`/g))
      if (!(ending in COMPOSED) && !NO_REASON.includes(ending)) unknown.push(`${file}: …${ending}`);
  }
  return { reasons: [...found].sort(), unknown };
}
