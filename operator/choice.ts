/** What the operator works on, of all that there is: flags -> kinds, namespaces, labels. */
import { InvalidArgumentError, Option } from 'commander';
import type { Kind } from './kinds/names.ts';
import { parseKinds } from './kinds/names.ts';
import type { Selector } from './runtime/selector.ts';
import { parseSelector } from './runtime/selector.ts';

/** Each of them cuts what is listed, watched, held in memory and asked permission for. */
export type Choice = Readonly<{
  /** The kinds to watch and to reconcile, Account among them; undefined: all. */
  kinds?: readonly Kind[] | undefined;
  /** The namespaces to work in, each listed and watched by itself; undefined: all, by one list and watch. */
  namespaces?: readonly string[] | undefined;
  /** The labels of the objects to work on, Accounts included; undefined: all. */
  labelSelector?: Selector | undefined;
}>;

/** The choice as the command line gives it: `choiceOptions` has parsed it already. */
export type ChoiceFlags = Choice;

/** Of all flags those that choose. */
export const choiceFrom = ({ kinds, namespaces, labelSelector }: ChoiceFlags): Choice => ({
  kinds,
  namespaces,
  labelSelector,
});

/** The flags of the command line, with the sentences by which they are refused. */
export const choiceOptions = (): Option[] => [
  new Option(
    '--kinds <list>',
    'kinds to work on, by name, plural or short name (default: all; Account always, as every other needs it)',
  ).argParser(parsed(parseKinds)),
  new Option('--namespaces <list>', 'namespaces to work in (default: all)').argParser(
    parsed(parseNamespaces),
  ),
  new Option(
    '--label-selector <selector>',
    'work on objects with these labels only, Accounts included: team=vision,env in (a,b)',
  ).argParser(parsed(parseSelector)),
];

const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * The namespaces that `text` lists, separated by commas.
 *
 * @throws Error with a sentence that names what is no namespace, or is named twice
 */
export function parseNamespaces(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !NAMESPACE.test(name));
  if (wrong !== undefined)
    throw new Error(
      `"${wrong}" is not the name of a namespace: list names with commas between them, or leave the flag out to work in all`,
    );
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`"${twice}" is named twice`);
  return Object.freeze(names);
}

/** A parser whose sentences reach the user. */
export const parsed =
  <T>(parse: (value: string) => T) =>
  (value: string): T => {
    try {
      return parse(value);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
