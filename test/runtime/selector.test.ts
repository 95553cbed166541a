import { expect, test } from 'vitest';
import { labelsFor, parseSelector } from '../../operator/runtime/selector.ts';

test.each<[string, string[]]>([
  ['team', ['team']],
  ['!team', ['team']],
  ['! team', ['team']],
  ['team=vision', ['team']],
  ['team==vision', ['team']],
  ['team = vision', ['team']],
  ['team!=vision', ['team']],
  ['team=', ['team']],
  ['team in (vision)', ['team']],
  ['team in (a, b,c)', ['team']],
  ['team in(a)', ['team']],
  ['team in (a,)', ['team']],
  ['team notin (a,b)', ['team']],
  ['team=vision,env in (a,b),!legacy', ['team', 'env', 'legacy']],
  ['team!=a,team!=b', ['team']],
  ['app.kubernetes.io/part-of=ml', ['app.kubernetes.io/part-of']],
  ['example.com/A_b.c-D=1.2_x', ['example.com/A_b.c-D']],
  [' team=vision , env=prod ', ['team', 'env']],
  ['in in (in)', ['in']],
  [`${'a'.repeat(63)}=${'b'.repeat(63)}`, ['a'.repeat(63)]],
])('"%s" is a selector by %j', (text, keys) => {
  expect(parseSelector(text)).toEqual({ text: text.trim(), keys });
});

test.each<[string, string]>([
  ['', ''],
  [' ', ''],
  ['team=vision,', ''],
  [',team', ''],
  ['team=a b', 'team=a b'],
  ['-team', '-team'],
  ['team-=a', 'team-=a'],
  ['team in ()x', 'team in ()x'],
  ['team in a,b', 'team in a'],
  ['team in (a,b', 'team in (a'],
  ['team not in (a)', 'team not in (a)'],
  ['team===a', 'team===a'],
  ['!team=a', '!team=a'],
  ['a/b/c=d', 'a/b/c=d'],
  ['UPPER.example/x=1', 'UPPER.example/x=1'],
  ['/x=1', '/x=1'],
  ['team=vision&limit=1', 'team=vision&limit=1'],
  [`${'a'.repeat(64)}=b`, `${'a'.repeat(64)}=b`],
  [`a=${'b'.repeat(64)}`, `a=${'b'.repeat(64)}`],
])('"%s" is refused, and "%s" named as what is wrong in it', (text, wrong) => {
  expect(() => parseSelector(text)).toThrow(`"${wrong}" selects by no label: write key, !key, key=value,`);
});

test('what is made beside an object is selected as it is: it gets the labels that are asked about, and no others', () => {
  const selector = parseSelector('team=vision,env in (a,b),!legacy');
  expect(labelsFor(selector, { team: 'vision', env: 'a', app: 'x' })).toEqual({ team: 'vision', env: 'a' });
  expect(labelsFor(selector)).toEqual({});
});
