import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Which room may import which (DESIGN section 2). A room that is not listed may import nothing of ours. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  runtime: [],
  modelarts: [],
  kube: ['runtime'],
  kinds: ['runtime', 'modelarts'],
  simulator: ['modelarts'],
};

const files = globSync('operator/**/*.ts').map((file) => file.replaceAll('\\', '/'));
const imports = (source: string) =>
  [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => target as string);

/** The room that a relative import of `file` lands in; undefined for packages and for the file's own room. */
function otherRoom(file: string, target: string): string | undefined {
  if (!target.startsWith('.')) return undefined;
  const path = new URL(target, `file:///${file}`).pathname.slice(1).split('/');
  if (path[0] !== 'operator') return path.join('/');
  const room = path.length > 2 ? path[1] : 'operator';
  return room === roomOf(file) ? undefined : room;
}

const roomOf = (file: string) => (file.split('/').length > 2 ? file.split('/')[1] : 'operator');

test.each(files.filter((file) => roomOf(file) !== 'operator'))(
  '%s imports only what its room allows',
  (file) => {
    const allowed = MAY_IMPORT[roomOf(file) as string] ?? [];
    const rooms = imports(readFileSync(file, 'utf8'))
      .map((target) => otherRoom(file, target))
      .filter((room) => room !== undefined);
    for (const room of rooms) expect(allowed).toContain(room);
  },
);

test.each(files)('%s leaves the Kubernetes client to the kube room', (file) => {
  if (roomOf(file) === 'kube') return;
  expect(imports(readFileSync(file, 'utf8'))).not.toContain('@kubernetes/client-node');
});

test('the simulator takes only wire types and schemas from the client', () => {
  for (const file of files.filter((name) => roomOf(name) === 'simulator')) {
    const fromClient = imports(readFileSync(file, 'utf8')).filter((target) => target.includes('/modelarts/'));
    for (const target of fromClient) expect(target).toMatch(/\.gen\.ts$/);
  }
});

test.each(files.filter((file) => file.endsWith('/plan.ts')))('%s is pure: types in, verdict out', (file) => {
  const source = readFileSync(file, 'utf8');
  expect(source).not.toMatch(/\bawait\b|Date\.now|new Date\(\)|Math\.random|fetch\(|from 'node:(?!crypto)/);
});

test.each(files.filter((file) => !/\.gen\.ts$/.test(file)))('%s can be read at a glance', (file) => {
  const source = readFileSync(file, 'utf8');
  const lines = source.split('\n').length;
  if (lines > 300) expect(source.slice(0, 600)).toMatch(/Longer than 300 lines because/);
});

test('the rule finds an import that climbs into another room', () => {
  expect(otherRoom('operator/runtime/queue.ts', '../kube/client.ts')).toBe('kube');
  expect(otherRoom('operator/kinds/trainingjob/index.ts', '../../runtime/kind.ts')).toBe('runtime');
  expect(otherRoom('operator/kinds/trainingjob/index.ts', './plan.ts')).toBeUndefined();
});
