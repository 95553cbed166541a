/** The names of the kinds, as a person may write them, and the choice among them. Pure. */

/** How a kind is called: in manifests, in paths and permissions, and for short in kubectl. */
export type KindName = { kind: string; plural: string; shortName: string };

/** Every kind, in the order in which they are told. */
export const KINDS = [
  { kind: 'Account', plural: 'accounts', shortName: 'macct' },
  { kind: 'TrainingJob', plural: 'trainingjobs', shortName: 'mtj' },
  { kind: 'Algorithm', plural: 'algorithms', shortName: 'malgo' },
  { kind: 'Network', plural: 'networks', shortName: 'mnet' },
  { kind: 'NodePool', plural: 'nodepools', shortName: 'mnp' },
  { kind: 'Pool', plural: 'pools', shortName: 'mpool' },
  { kind: 'Model', plural: 'models', shortName: 'mmodel' },
  { kind: 'ModelService', plural: 'modelservices', shortName: 'msvc' },
  { kind: 'Workflow', plural: 'workflows', shortName: 'mwf' },
  { kind: 'WorkflowRun', plural: 'workflowruns', shortName: 'mwr' },
] as const satisfies readonly KindName[];

/** The name of one of them, as manifests have it. */
export type Kind = (typeof KINDS)[number]['kind'];

/** All of them. */
export const KIND_NAMES: readonly Kind[] = KINDS.map(({ kind }) => kind);

/** What every other kind needs, and what is therefore always among the chosen. */
const ALWAYS: Kind = 'Account';

/**
 * The kinds that `text` chooses, in the order of `KINDS`, Account always among them: names, plurals or short names,
 * separated by commas, in capitals or not.
 *
 * @throws Error with a sentence that names what is no kind, and the kinds that there are
 */
export function parseKinds(text: string): readonly Kind[] {
  const chosen = text.split(',').map((word) => {
    const wanted = word.trim().toLowerCase();
    const found = KINDS.find(({ kind, plural, shortName }) =>
      [kind.toLowerCase(), plural, shortName].some((name) => name === wanted),
    );
    if (!found) throw new Error(`"${word.trim()}" is no kind: there are ${KIND_NAMES.join(', ')}`);
    return found.kind;
  });
  return KIND_NAMES.filter((kind) => kind === ALWAYS || chosen.includes(kind));
}
