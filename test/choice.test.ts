import { Command } from 'commander';
import { expect, test } from 'vitest';
import { type ChoiceFlags, choiceFrom, choiceOptions, parseNamespaces } from '../operator/choice.ts';

/** What the command line `args` chooses. */
function choose(...args: string[]) {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const option of choiceOptions()) command.addOption(option);
  return choiceFrom(command.parse(args, { from: 'user' }).opts<ChoiceFlags>());
}

test('without a flag everything is chosen, and CRDs are asked about', () => {
  expect(choose()).toEqual({
    ...{ kinds: undefined, namespaces: undefined },
    ...{ labelSelector: undefined },
  });
});

test('each flag chooses for itself', () => {
  expect(
    choose(
      ...['--kinds', 'mtj', '--namespaces', 'ml, ops'],
      ...['--label-selector', 'team=vision,env in (a,b)'],
    ),
  ).toEqual({
    kinds: ['Account', 'TrainingJob'],
    namespaces: ['ml', 'ops'],
    labelSelector: { text: 'team=vision,env in (a,b)', keys: ['team', 'env'] },
  });
});

test.each([
  [['--kinds', 'Pod'], '"Pod" is no kind: there are Account, TrainingJob,'],
  [['--namespaces', 'ml,'], '"" is not the name of a namespace'],
  [['--label-selector', 'team='.repeat(2)], '"team=team=" selects by no label'],
  [['--namespace', 'ml'], "unknown option '--namespace'"],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => choose(...args)).toThrow(sentence);
});

test.each(['', 'ML', '*', 'ml_1', '-ml', 'ml-', 'a.b', '../x', 'n'.repeat(64)])(
  '"%s" is no namespace',
  (name) => {
    expect(() => parseNamespaces(name)).toThrow(
      `"${name}" is not the name of a namespace: list names with commas between them, or leave the flag out`,
    );
  },
);

test('a namespace that is listed twice is refused', () => {
  expect(() => parseNamespaces('ml,ops,ml')).toThrow('"ml" is named twice');
});
