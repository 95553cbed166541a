/** `node test/generate/reasons.ts`: deploy/REASONS.md, the reasons that stand for what ModelArts and IAM answer. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorKind, REASONS } from '../../operator/modelarts/errors.ts';
import { ERROR_ROWS } from '../../operator/modelarts/errorTable.ts';

export const FILE = 'deploy/REASONS.md';

/** What to do where the table of error codes has no row. */
const OTHERWISE: Readonly<Record<ErrorKind, string>> = {
  'not-found': 'Correct the id that the message names.',
  conflict: 'Nothing: the state does not allow it now, and it is tried again.',
  'duplicate-name': 'Choose another name, unless what has it turns out to be the object’s own.',
  throttled: 'Nothing, or lower --rate: too many requests.',
  quota: 'Release what is in use, or raise the quota.',
  denied: 'Give the user of the Account the permission that the message names.',
  invalid: 'Correct what the message names.',
  account: 'Check the credentials, project and endpoint of the Account.',
  refused: 'Nothing at first: it is tried again. The message has the cloud’s own words.',
  unavailable: 'Nothing at first: a read got no usable answer, and is tried again.',
  ambiguous: 'Nothing: what became of the request is looked up before anything else is sent.',
  unsent: 'Look whether the endpoint can be reached from the operator.',
};

/** Those that the client finds out by itself. */
const FOUND: readonly (readonly [string, string])[] = [
  ['AccountIncomplete', 'Correct the spec of the Account, as the message says.'],
  ['InvalidId', 'Correct the id in the spec: letters, digits, `_` and `-`.'],
  ['ProjectNotFound', 'Correct the name of the project in the Account.'],
  ['TemporaryKeyRefused', 'Put a new temporary key, all three values, into the Secret.'],
];

/** Every reason with what to do; those of the table with their codes. */
export function cloudReasons(): Map<string, { codes: Set<string>; hints: Set<string> }> {
  const reasons = new Map<string, { codes: Set<string>; hints: Set<string> }>();
  const add = (reason: string, hint: string, code?: string) => {
    const known = reasons.get(reason) ?? { codes: new Set(), hints: new Set() };
    known.hints.add(hint);
    if (code !== undefined) known.codes.add(code);
    reasons.set(reason, known);
  };
  for (const { reason, hint, code } of ERROR_ROWS) add(reason, hint, code);
  for (const [reason, hint] of FOUND) add(reason, hint);
  for (const [kind, reason] of Object.entries(REASONS)) add(reason, OTHERWISE[kind as ErrorKind]);
  return new Map([...reasons].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What the file should hold. */
export function reasonsPage(): string {
  const rows = [...cloudReasons()].map(
    ([reason, { codes, hints }]) => `| \`${reason}\` | ${[...codes].join(', ')} | ${[...hints].join(' ')} |`,
  );
  return [
    '# What ModelArts refuses with',
    '<!-- Generated from the table of error codes by `npm run generate:reasons`. Do not edit. -->',
    'Reasons of conditions that stand for an answer of ModelArts or IAM. The message of the condition has the code, the ' +
      'cloud’s own words and the request id. The operator’s own reasons are in [OPERATING.md](OPERATING.md#runbook).',
    ['| reason | codes | what to do |', '|---|---|---|', ...rows].join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../..', FILE), reasonsPage());
