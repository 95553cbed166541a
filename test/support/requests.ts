/** Notes every request of an operator to the API server. */
import type { Dispatcher } from 'undici';
import { GROUP_PATH } from './world.ts';

type Noted = { method: string; path: string; query: URLSearchParams };

/** What an operator that is started with `wrap` has asked the API server for. */
export class Requests {
  readonly all: Noted[] = [];

  /** For `OperatorOptions.wrap`. */
  readonly wrap = (dispatcher: Dispatcher, api: 'kubernetes' | 'modelarts'): Dispatcher =>
    api === 'modelarts'
      ? dispatcher
      : dispatcher.compose((dispatch) => (options, handler) => {
          const { pathname, searchParams } = new URL(options.path, 'http://server');
          this.all.push({ method: options.method, path: pathname, query: searchParams });
          return dispatch(options, handler);
        });

  /** Where it has listed and watched our kinds, each once: `pools`, `ns/pools`, with the selector it asked by. */
  collections(verb: 'list' | 'watch'): string[] {
    const found = this.all.filter(({ method, path, query }) => {
      const named = query.get('fieldSelector') !== null;
      return (
        method === 'GET' && path.startsWith(GROUP_PATH) && !named && query.has('watch') === (verb === 'watch')
      );
    });
    const texts = found.flatMap(({ path, query }) => {
      const place = /^(?:\/namespaces\/([^/]+))?\/([^/]+)$/.exec(path.slice(GROUP_PATH.length));
      if (!place) return [];
      const [, namespace, plural] = place;
      const selector = query.get('labelSelector');
      return [`${namespace ? `${namespace}/` : ''}${plural}${selector ? ` ${selector}` : ''}`];
    });
    return [...new Set(texts)].sort();
  }
}
