import { CHAPTERS } from './chapters.ts';
import type { Chapter } from './openapi.ts';
import { routes } from './openapi.ts';

/** The tables of section 18, as far as they are used here. */
export type Permissions = {
  readonly rows: readonly {
    readonly operations: readonly { readonly method: string; readonly path: string }[];
    readonly actions: readonly string[];
    readonly dependencies: readonly string[];
  }[];
};

/** The generated file of the permissions: for each operation that the project uses and that section 18 tells of. */
export function renderPermissions({ rows }: Permissions, chapters: ReadonlyMap<string, Chapter>): string {
  const lines = Object.entries(CHAPTERS).flatMap(([name, ids]) =>
    routes(chapters.get(name) as Chapter, ids).flatMap(({ method, path, operation }) => {
      const found = rows.filter(({ operations }) =>
        operations.some((one) => one.method === method && places(one.path) === places(path)),
      );
      if (found.length === 0) return [];
      const actions = unique(found.flatMap((row) => row.actions));
      const dependencies = unique(found.flatMap((row) => row.dependencies));
      return `  ${operation.operationId}: ${JSON.stringify({ actions, dependencies })},`;
    }),
  );
  return [
    '// Generated from permissions.json by: npm run generate. Do not edit.',
    '',
    '/** What IAM has to allow for an operation (section 18): its actions, and those of other services that they need. */',
    `export const permissions = {\n${lines.join('\n')}\n} as const;`,
    '',
  ].join('\n');
}

/** The tables name the places in paths otherwise than the chapters do. */
const places = (path: string) => path.replace(/\{\w+\}/g, '{}').replace(/\/$/, '');

const unique = (all: readonly string[]) => [...new Set(all)];
