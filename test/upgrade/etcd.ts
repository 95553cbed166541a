/** Objects put straight into etcd, as an upgrade finds them: with the UIDs, times and states that they had. */
import type { Resource } from '../../operator/runtime/object.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');
const decoded = (text: string) => Buffer.from(text, 'base64').toString();

/** A call of etcd's JSON gateway. */
async function call<T>(etcd: string, what: string, body: object): Promise<T> {
  const answer = await fetch(`${etcd}/v3/kv/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`etcd refused ${what}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/**
 * Writes objects to the etcd at that address. The API server reads JSON whatever it writes itself.
 *
 * @param known a custom resource that the API server has written: servers differ in where they keep them
 */
export async function putIntoEtcd(
  etcd: string,
  objects: readonly Resource[],
  known: Resource,
): Promise<void> {
  const all = { key: encoded('/'), range_end: encoded('0'), keys_only: true };
  const { kvs } = await call<{ kvs: { key: string }[] }>(etcd, 'range', all);
  const end = pathOf(known);
  const folder = kvs
    .map(({ key }) => decoded(key))
    .find((key) => key.endsWith(end))
    ?.slice(0, -end.length);
  if (folder === undefined) throw new Error(`etcd has nothing that ends with ${end}`);
  for (const object of objects) {
    const key = `${object.apiVersion === 'v1' ? '/registry' : folder}${pathOf(object)}`;
    await call(etcd, 'put', { key: encoded(key), value: encoded(JSON.stringify(object)) });
  }
}

const pathOf = ({ kind, metadata: { namespace, name } }: Resource) =>
  `/${kind.toLowerCase()}s/${namespace}/${name}`;
