import type { Touched } from './audit.ts';
import type { SignedRequest } from './signature.ts';
import type { BodyCheck } from './validation.ts';

/** An answer before it is put on the wire. A body that is undefined is an empty one. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request that passed every check that all operations share. */
export type Request = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Valid by the operation's schema; undefined where no body was sent. */
  readonly body: unknown;
  /** Name of the user who signed. */
  readonly user: string;
  /** To be filled by the handler, for the audit log. */
  readonly touched: Touched;
};

/** One operation of a chapter: where it lies, what it takes, and what it does. */
export type Route = {
  readonly id: string;
  readonly method: string;
  /** As in the reference, with `{name}` for each parameter. */
  readonly path: string;
  /** Name of the request's schema among those of its chapter; null for an operation without a body. */
  readonly requestSchema: string | null;
  readonly requestRequired: boolean;
  readonly contentTypes: readonly string[];
  /** The query parameters that it knows. */
  readonly query: readonly string[];
  /** @throws ApiError for a request that the reference refuses */
  handle(request: Request): Answer;
};

/** A chapter of the reference as the simulator plays it. */
export type Chapter = {
  readonly routes: readonly Route[];
  readonly checkBody: BodyCheck;
};

/** A request as it came over the wire. */
export type Incoming = SignedRequest;
