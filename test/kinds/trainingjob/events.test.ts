import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jobEventNews } from '../../../operator/kinds/trainingjob/events.ts';
import type { JobEvent } from '../../../operator/modelarts/jobEvents.ts';

const event = (parts: Partial<JobEvent> = {}): JobEvent => ({
  atMs: 1000,
  level: 'Info',
  source: 'Job',
  message: 'Training job is running.',
  ...parts,
});
const only = (parts: Partial<JobEvent>) => jobEventNews([event(parts)])[0];

describe('an event becomes news', () => {
  test.each<[level: string, type: string]>([
    ['Info', 'Normal'],
    ['Warning', 'Warning'],
    ['Error', 'Warning'],
    ['ERROR', 'Warning'],
    ['', 'Normal'],
    ['Dire', 'Normal'],
  ])('of level "%s" as %s', (level, type) => {
    expect(only({ level })?.type).toBe(type);
  });

  test.each<[source: string, message: string, reason: string]>([
    ['Job', 'Training job failed.', 'JobEvent'],
    ['Task', '[worker-0] Training finished. Exit code 1.', 'TaskEvent'],
    ['K8S', '[Pod: modelarts-job-1-worker-0] Started: Started container', 'Started'],
    ['K8s', '[Job: modelarts-job-1] ExecuteAction: Start to\nexecute action', 'ExecuteAction'],
    ['K8S', 'Node is gone', 'ClusterEvent'],
    ['K8S', '[Pod: a] pulled: lower case', 'ClusterEvent'],
    ['Moon', 'x', 'RemoteEvent'],
    ['constructor', 'x', 'RemoteEvent'],
    ['', 'x', 'RemoteEvent'],
  ])('of source "%s", saying "%s", with the reason %s', (source, message, reason) => {
    expect(only({ source, message })).toMatchObject({ reason, message: message.replace('\n', ' ') });
  });

  test.each<[string, string, string]>([
    ['1,024 bytes', 'x'.repeat(1024), 'x'.repeat(1024)],
    ['more bytes', 'x'.repeat(2000), 'x'.repeat(1024)],
    ['characters of three bytes, of which none is cut in two', '训'.repeat(600), '训'.repeat(341)],
    ['characters of four bytes', '🚀'.repeat(600), '🚀'.repeat(256)],
    ['a byte, then such characters', `x${'🚀'.repeat(600)}`, `x${'🚀'.repeat(255)}`],
    ['line breaks and invisible characters', 'a\r\n\tb\u0000c', 'a b c'],
  ])('whose message of %s fits', (_, message, expected) => {
    expect(only({ message })?.message).toBe(expected);
  });

  test('only if it says something that can be seen', () => {
    expect(jobEventNews([event({ message: ' \n\u0000' })])).toEqual([]);
  });
});

describe('of the events of a job', () => {
  const many = Array.from({ length: 30 }, (_, n) =>
    event({ atMs: 30_000 - n * 1000, message: `event ${n}` }),
  );

  test('the newest 20 are told, in the order in which they happened', () => {
    expect(jobEventNews(many).map(({ message }) => message)).toEqual(
      many
        .slice(0, 20)
        .map(({ message }) => message)
        .reverse(),
    );
  });

  test('each is told once, whatever its time, and repetitions do not crowd out others', () => {
    const repeated = many.flatMap((one) => [one, { ...one, atMs: 1 }, one]);
    expect(jobEventNews(repeated)).toEqual(jobEventNews(many));
  });

  test('words that differ in level are two news', () => {
    expect(jobEventNews([event(), event({ level: 'Error' })])).toHaveLength(2);
  });

  test('those before a time are old news, those without a time are not', () => {
    const told = jobEventNews([event({ atMs: undefined, message: 'a' }), ...many], 29_000);
    expect(told.map(({ message }) => message)).toEqual(['event 1', 'event 0', 'a']);
  });

  test('there is never more than Kubernetes takes', () => {
    const anything = fc.record({
      atMs: fc.option(fc.double(), { nil: undefined }),
      level: fc.string(),
      source: fc.string(),
      message: fc.string({ unit: 'binary', maxLength: 2000, size: 'max' }),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), fc.double(), (events, sinceMs) => {
        const news = jobEventNews(events, sinceMs);
        expect(news.length).toBeLessThanOrEqual(20);
        for (const { reason, message } of news) {
          expect(reason).toMatch(/^[A-Z][A-Za-z]{2,63}$/);
          expect(Buffer.byteLength(message)).toBeLessThanOrEqual(1024);
          expect(message.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
