import type { Dispatcher } from 'undici';

export type Dispatch = Dispatcher.Dispatch;
export type Request = Dispatcher.DispatchOptions;

/** A pool of which the first request that `matches` fares as `fate` has it. */
export const firstOf =
  (matches: (request: Request) => boolean, fate: (...call: [Dispatch, ...Parameters<Dispatch>]) => boolean) =>
  (dispatcher: Dispatcher): Dispatcher => {
    let met = false;
    return dispatcher.compose((dispatch) => (request, handler) => {
      if (met || !matches(request)) return dispatch(request, handler);
      met = true;
      return fate(dispatch, request, handler);
    });
  };

/** Whether the body of a request has these words. */
export const says = ({ body }: Request, words: string): boolean =>
  typeof body === 'string' && body.includes(words);
