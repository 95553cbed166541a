import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { TLSSocket } from 'node:tls';
import { expect, inject, test } from 'vitest';
import { Rest } from '../../operator/kube/rest.ts';

test('the API server is spoken to over HTTP/1.1, in which undici never sends a request again', async () => {
  const protocols: unknown[] = [];
  const note = (message: unknown) => protocols.push((message as { socket: TLSSocket }).socket.alpnProtocol);
  subscribe('undici:client:connected', note);
  const { kubeconfig } = inject('controlPlane');
  const rest = new Rest({ kubeconfig, timeoutMs: 10_000, userAgent: 'test' });
  try {
    await rest.json({ method: 'GET', path: '/version', signal: new AbortController().signal });
  } finally {
    unsubscribe('undici:client:connected', note);
    await rest.close();
  }
  expect(protocols).toHaveLength(1);
  expect(protocols).not.toContain('h2');
});
