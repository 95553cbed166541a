/**
 * `npm run bench:burst [-- --jobs 1000] [--rounds 5] [--throttled 200]`: training jobs applied at once until all ids are in status, against
 * a bare loop that makes the calls which nobody can do without, eight at a time like the operator.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Child } from './child.ts';
import { ratioOf, ratioText, round, sum } from './figures.ts';
import { Lab, note, UNTHROTTLED } from './lab.ts';
import { middleOf, play, type Round, type Subject, unthrottled } from './play.ts';

const options = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    throttled: { type: 'string', default: '200' },
  },
}).values;
const [count, rounds] = [Number(options.jobs), Number(options.rounds)];

await using lab = await Lab.open();

const bare: Subject = async (facts) => {
  const child = new Child(join(import.meta.dirname, 'floor.ts'), ['burst', JSON.stringify(facts)]);
  await child.says('all kinds are watched');
  return child;
};

const ours: Round[] = [];
const floor: Round[] = [];
for (let index = 0; index < rounds; index += 1) {
  const first = await play(lab, unthrottled(lab), { jobs: count, untilRunning: index === rounds - 1 });
  const second = await play(lab, bare, { jobs: count });
  ours.push(first);
  floor.push(second);
  note(
    `round ${index + 1}/${rounds}: operator ${round(first.seconds)} s, ${round(first.cpuSeconds)} CPU s; floor ${round(second.seconds)} s, ${round(second.cpuSeconds)} CPU s`,
  );
}

const ratio = ratioOf(
  ours.map(({ seconds }) => seconds),
  floor.map(({ seconds }) => seconds),
);
const creates = ours.map(({ calls }) => calls.createTrainingJob ?? 0);
const [us, them] = [middleOf(ours), middleOf(floor)];
const [last] = ours.slice(-1);
const writesToRunning = round(last?.writesToRunning ?? 0);
const remoteCalls = sum(last?.calls ?? {});
console.log(
  `burst: ${count} TrainingJobs applied at once until all ids are in status; throttle ${UNTHROTTLED.join(' ')} for the operator, none for the floor, 8 requests at once for both`,
);
console.log(
  `ratio: ${ratioText(ratio)}; operator ${us.seconds} s, floor ${them.seconds} s (medians of ${rounds}); aim 1.2`,
);
console.log(
  `operator CPU: ${us.cpuSeconds} s (aim 1.9), floor ${them.cpuSeconds} s; peak RSS ${us.peakMiB} MiB (aim 150 MB), floor ${them.peakMiB} MiB`,
);
console.log(
  `creates sent: ${creates.join(', ')} for ${count} objects; remote calls until Running ${remoteCalls}: ${JSON.stringify(last?.calls)}; writes of an object to its id ${us.writesToId} (aim 3), until Running ${writesToRunning} (aim at most 5)`,
);

const few = Math.min(count, Number(options.throttled));
const slow = await play(lab, () => lab.leading(), { jobs: few });
// By default 20 requests may start at once, and 10 more in each second; the lists are polled out of the same.
const ideal = Math.max(0, few - 20) / 10;
console.log(
  `default throttle: ${few} jobs in ${round(slow.seconds)} s; the creates alone take ${round(ideal)} s at 10 requests/s after a burst of 20`,
);
console.log(
  JSON.stringify({
    ...{
      bench: 'burst',
      jobs: count,
      rounds,
      ratio,
      operator: us,
      floor: them,
      creates,
      writesToRunning,
      remoteCalls,
    },
    throttled: { jobs: few, seconds: round(slow.seconds), idealSeconds: round(ideal) },
  }),
);
