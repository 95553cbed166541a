import { ApiError } from './errors.ts';
import type { Chapter, Route } from './exchange.ts';

/** An operation with the values that the path gives its parameters. */
export type Match = Omit<Chapter, 'routes'> & {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
};

/** Finds the operation of a method and a path; the error that the path deserves where there is none. */
export type Router = (method: string, path: string) => Match | ApiError;

/** A router over the operations of all chapters. */
export function createRouter(chapters: readonly Chapter[]): Router {
  const entries = chapters.flatMap(({ routes, ...chapter }) =>
    routes.map((route) => ({ ...chapter, route, pattern: patternOf(route.path) })),
  );
  return (method, path) => {
    const here = entries.filter(({ pattern }) => pattern.test(path));
    const entry = here.find(({ route }) => route.method === method);
    if (!entry) {
      const detail = `${method} ${path}`;
      return new ApiError(here.length > 0 ? 'ModelArts.2803' : 'ModelArts.2836', detail);
    }
    return { ...entry, params: { ...entry.pattern.exec(path)?.groups } };
  };
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
