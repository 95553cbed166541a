import type { Behaviours } from './behaviours.ts';
import { ApiError } from './errors.ts';
import type { Chapter, Route } from './exchange.ts';

/** An operation with the values that the path gives its parameters. */
export type Match = Omit<Chapter, 'routes'> & {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
};

/** Finds the operation of a method and a path; the error that the path deserves where there is none. */
export type Router = (method: string, path: string) => Match | ApiError;

/** A router over the operations of all chapters. Of two paths that fit, the one with fewer parameters counts. */
export function createRouter(chapters: readonly Chapter[], behaviours: Behaviours): Router {
  const entries = chapters
    .flatMap(({ routes, ...chapter }) =>
      routes.map((route) => ({ ...chapter, route, pattern: patternOf(route.path) })),
    )
    .sort((one, other) => parameters(one.route) - parameters(other.route));
  return (method, path) => {
    const here = entries.filter(
      ({ pattern, route }) =>
        pattern.test(path) && (route.when?.(behaviours) ?? true) && slashFits(route, path, behaviours),
    );
    const entry = here.find(({ route }) => route.method === method);
    if (!entry) {
      const detail = `${method} ${path}`;
      return new ApiError(here.length > 0 ? 'ModelArts.2803' : 'ModelArts.2836', detail);
    }
    const { pattern, ...match } = entry;
    const params = Object.entries(pattern.exec(path)?.groups ?? {});
    return { ...match, params: Object.fromEntries(params.map(([name, value]) => [name, decode(value)])) };
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const parameters = ({ path }: Route) => path.split('{').length;

const patternOf = (path: string) =>
  new RegExp(
    `^${path
      .replaceAll('.', '\\.')
      .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
      .replace(/\/$/, '/?')}$`,
  );

/** Whether a path that the reference writes with a "/" at its end may be written as it is. */
function slashFits(route: Route, path: string, { trailingSlash }: Behaviours): boolean {
  if (trailingSlash === 'lenient' || !route.path.endsWith('/')) return true;
  return path.endsWith('/') === (trailingSlash === 'strict');
}
