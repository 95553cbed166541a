/** How urgent what is being done now is: a pass knows, what it calls need not be told. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Priority } from './queue.ts';

const urgency = new AsyncLocalStorage<Priority>();

/** Runs `work`, and all that it calls and waits for, as this urgent. */
export const asUrgent = <T>(priority: Priority, work: () => T): T => urgency.run(priority, work);

/** How urgent what calls this is; what nobody waits for, unless said. */
export const urgencyNow = (): Priority => urgency.getStore() ?? 'recheck';
