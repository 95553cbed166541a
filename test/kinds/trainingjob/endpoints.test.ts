import { describe, expect, test } from 'vitest';
import { endpointsSecret, endpointsStatus } from '../../../operator/kinds/trainingjob/endpoints.ts';
import { type JobEndpoints, parseEndpoints } from '../../../operator/modelarts/jobEndpoints.ts';

const TOKEN = 'token-of-the-test';
const url = (task: string) => `ssh://ma-user@dev.example.com:3${task.replace(/\D/g, '').padStart(4, '0')}`;
const reachable = (...tasks: string[]): JobEndpoints | undefined =>
  parseEndpoints({
    ssh: { task_urls: tasks.map((task) => ({ task, url: url(task) })) },
    jupyter_lab: { url: `https://lab.example.com/lab?token=${TOKEN}`, token: TOKEN },
    tensorboard: { url: 'https://board.example.com/' },
    mindstudio_insight: { url: 'not a URL', token: TOKEN },
  });

describe('status', () => {
  test('shows addresses, in the order of the tasks, and nothing that opens them', () => {
    const status = endpointsStatus(reachable('worker-10', 'worker-9'));
    expect(status).toEqual({
      ssh: [
        { task: 'worker-9', address: 'ma-user@dev.example.com:30009' },
        { task: 'worker-10', address: 'ma-user@dev.example.com:30010' },
      ],
      jupyterLab: 'https://lab.example.com/lab',
      tensorboard: 'https://board.example.com/',
    });
    expect(JSON.stringify(status)).not.toContain(TOKEN);
  });

  test.each<[string, string, object]>([
    ['a host alone', 'dev.example.com', { task: 'w', address: 'dev.example.com' }],
    ['a password in it', 'ssh://u:word@h:22', { task: 'w', address: 'u@h:22' }],
    ['another form', 'ask a colleague', { task: 'w' }],
  ])('shows of an SSH address with %s what can be shown', (_, told, expected) => {
    const endpoints = parseEndpoints({ ssh: { task_urls: [{ task: 'w', url: told }] } });
    expect(endpointsStatus(endpoints)).toEqual({ ssh: [expected] });
  });

  test('shows 32 tasks at most', () => {
    const tasks = Array.from({ length: 100 }, (_, index) => `worker-${index}`);
    const { ssh = [] } = endpointsStatus(reachable(...tasks)) ?? {};
    expect(ssh.map(({ task }) => task)).toEqual(tasks.slice(0, 32));
  });

  test.each<[string, JobEndpoints | undefined]>([
    ['there are no endpoints', undefined],
    ['none can be shown', parseEndpoints({ jupyter_lab: { url: 'x' } })],
  ])('has no such part when %s', (_, endpoints) => {
    expect(endpointsStatus(endpoints)).toBeUndefined();
  });
});

describe('the Secret', () => {
  test('holds everything as it was told', () => {
    expect(endpointsSecret(reachable('worker-0', 'odd/task name'))).toEqual({
      jupyterLabUrl: `https://lab.example.com/lab?token=${TOKEN}`,
      jupyterLabToken: TOKEN,
      tensorboardUrl: 'https://board.example.com/',
      mindStudioInsightUrl: 'not a URL',
      mindStudioInsightToken: TOKEN,
      'ssh.worker-0': url('worker-0'),
      'ssh.odd_task_name': url('odd/task name'),
    });
  });

  test('has only keys that Kubernetes takes', () => {
    const tasks = ['训练', 'x'.repeat(400), '../..', ' '];
    for (const key of Object.keys(endpointsSecret(reachable(...tasks))))
      expect(key).toMatch(/^[\w.-]{1,253}$/);
  });

  test('is empty when there are no endpoints', () => {
    expect(endpointsSecret(undefined)).toEqual({});
  });
});
