import type { Dispatcher } from 'undici';
import { asAccountError } from './accountError.ts';
import { broken } from './answer.ts';
import type { Clock } from './clock.ts';
import type { Grant } from './credentials.ts';
import { type CallMeter, type Delivery, deliver } from './deliver.ts';
import type { ModelArtsError } from './errors.ts';
import { keysIn } from './iamAnswers.ts';

/** How to reach the metadata service of the machine. */
export type Metadata = {
  /** `http://169.254.169.254`, unless a test says otherwise. */
  readonly origin?: string | undefined;
  /** Must go straight to it: no proxy may see machine credentials. */
  readonly dispatcher: Dispatcher;
  readonly meter?: CallMeter | undefined;
};

const METADATA_ORIGIN = 'http://169.254.169.254';
const SERVICE = 'the metadata service of this machine';
/** The service answers at once or is not there. */
const TIMEOUT_MS = 5_000;

/**
 * The temporary key of the agency that the machine was given (GET /openstack/latest/securitykey).
 *
 * @throws ModelArtsError of the kinds that `asAccountError` leaves
 */
export async function machineKeys(
  { origin = METADATA_ORIGIN, dispatcher, meter }: Metadata,
  clock: Clock,
): Promise<Grant> {
  const delivery: Delivery = {
    operation: 'getSecurityKey',
    service: SERVICE,
    mutation: false,
    notFound: [],
    method: 'GET',
    url: new URL('/openstack/latest/securitykey', origin),
    headers: {},
    body: '',
    signal: new AbortController().signal,
    secrets: [],
  };
  const answer = await deliver({ dispatcher, timeoutMs: TIMEOUT_MS, meter }, delivery, clock.now).catch(
    (error: ModelArtsError) => {
      throw asAccountError(error, SERVICE);
    },
  );
  const grant = keysIn(answer.body);
  if (!grant) throw broken(delivery, answer, 'the answer holds no temporary key: give the machine an agency');
  return grant;
}
