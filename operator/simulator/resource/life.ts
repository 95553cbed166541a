/** A phase and when it is entered, in milliseconds since the epoch. */
export type Moment<Phase extends string> = { readonly phase: Phase; readonly at: number };

/** The phases of a thing in order, never empty; those that lie ahead are what will happen unless something intervenes. */
export type Life<Phase extends string> = readonly [Moment<Phase>, ...Moment<Phase>[]];

/** The phase at `now`; the first one before it began. */
export const phaseAt = <Phase extends string>(life: Life<Phase>, now: number): Phase =>
  (life.findLast(({ at }) => at <= now) ?? life[0]).phase;

/** The same life up to `at`, and from then on `next`, whose times are counted from `at`. */
export const changed = <Phase extends string>(
  life: Life<Phase>,
  at: number,
  ...next: readonly Moment<Phase>[]
): Life<Phase> => {
  const [first, ...rest] = life;
  const past = rest.filter((moment) => moment.at <= at);
  return [first, ...past, ...next.map((moment) => ({ ...moment, at: at + moment.at }))];
};

/** When `phase` was first entered by `now`. */
export const firstAt = <Phase extends string>(life: Life<Phase>, phase: Phase, now: number) =>
  life.find((moment) => moment.phase === phase && moment.at <= now)?.at;

/** A time as these chapters write it: whole seconds, UTC. */
export const timestamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
