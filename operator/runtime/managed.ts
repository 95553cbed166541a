/** From a kind's contract to a controller. */

import type { AnyKind } from './context.ts';
import type { Controller } from './controller.ts';
import { BY_REMOTE_ID, remoteIds } from './holder.ts';
import type { ManagedKind, Remote } from './kind.ts';
import { Lean } from './lean.ts';
import { managedPass } from './pass.ts';
import { Store } from './store.ts';

/** The controller of a kind that owns a remote object each. */
export function managed<R extends Remote, Action, Request>(
  kind: ManagedKind<R, Action, Request>,
): Controller {
  // The runtime hands remotes, actions and requests of a kind only back to that kind.
  const erased = kind as unknown as AnyKind;
  return {
    type: kind.type,
    store: new Store({ [BY_REMOTE_ID]: remoteIds }, new Lean()),
    pass: (context, memories, key, signal) => managedPass(erased, context, memories, key, signal),
    ...(kind.references && { references: kind.references }),
    ...(kind.secrets && { secrets: kind.secrets }),
    ...(kind.configMaps && { configMaps: kind.configMaps }),
    ...(kind.usage && { usage: kind.usage }),
    ...(kind.listen && { listen: kind.listen }),
    ...(kind.versions && { versions: kind.versions }),
  };
}
