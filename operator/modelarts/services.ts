import type { Calls, Receipt, Reply } from './calls.ts';
import type {
  CreateServiceRequest,
  CreateServiceResponse,
  PatchServiceResponse,
  UpdateServiceRequest,
} from './generated/service.gen.ts';
import { asNumeric, asObject, asText } from './loose.ts';
import { type Page, parseTotalledPage, readList } from './pages.ts';
import { parseService, type Service } from './service.ts';
import { createServiceHistory, type ServiceHistory } from './serviceHistory.ts';
import { createServiceTags, type ServiceTags } from './serviceTags.ts';
import { createServiceUsage, type ServiceUsage } from './serviceUsage.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { DEFAULT_WORKSPACE, strayIn } from './workspaces.ts';

/** Which services to list. */
export type ServiceQuery = {
  /** Matched by the cloud in the name: compare exactly afterwards. */
  readonly nameLike?: string | undefined;
  /** The default workspace unless given: services of other workspaces are not in its list. */
  readonly workspaceId?: string | undefined;
};

/** A field of a model of a service that gets another value, in the words of the wire. */
export type ServiceChange = {
  /** The place of the model in a fresh `get`. */
  readonly index: number;
  /** For example `instance_count`. */
  readonly field: string;
  readonly value: unknown;
};

/** What an accepted change of a configuration leaves. */
export type ServiceUpdateReceipt = Receipt & {
  /** Milliseconds since 1970: finds the change in `history.updates`; undefined where it was not told. */
  readonly updatedAtMs: number | undefined;
};

/**
 * The calls on inference services (chapter 9 of the reference). All of them throw ModelArtsError only. Behind each
 * section, the permission that section 18.6 asks for. A service that is deploying, stopping or being deleted takes no
 * change: `conflict`, ServiceBusy (ModelArts.3519). One that runs costs money.
 */
export type Services = {
  /**
   * Section 9.4, modelarts:service:create. Answers the id alone; without one the service may exist all the same:
   * `ambiguous`. A name that is taken is a `duplicate-name` (409 ModelArts.3503). Values of variables that must not
   * appear in an error go into `options.secrets`, as for every change below.
   */
  create(body: CreateServiceRequest, options: MutationOptions): Promise<{ readonly id: string } & Receipt>;
  /** Section 9.6, modelarts:service:get. `not-found` only on status 400 or 404 with ModelArts.3502. */
  get(id: string, options: ReadOptions): Promise<Service>;
  /**
   * Section 9.7, modelarts:service:update. What is left out stays; `config` is replaced whole, and begins a rollout. A
   * status in the same call would make the rest void, so it has one of its own.
   */
  update(id: string, body: Omit<UpdateServiceRequest, 'status'>, options: MutationOptions): Promise<Receipt>;
  /** Section 9.7, modelarts:service:action. Starts or stops a service. */
  setStatus(id: string, status: 'running' | 'stopped', options: MutationOptions): Promise<Receipt>;
  /** Section 9.1. Replaces fields of its models, and begins a rollout. */
  patch(
    id: string,
    changes: readonly ServiceChange[],
    options: MutationOptions,
  ): Promise<ServiceUpdateReceipt>;
  /**
   * Section 9.9. How many instances models have, by their ids: of a real-time service that runs or is concerning, and
   * each another number than it has.
   */
  scale(
    id: string,
    instances: Readonly<Record<string, number>>,
    options: MutationOptions,
  ): Promise<ServiceUpdateReceipt>;
  /** Section 9.8, modelarts:service:delete. One service, of the caller's own; it stays readable for a while. */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /** Section 9.12, modelarts:nodeservice:action. Starts or stops the instance on one edge node. */
  setNodeStatus(
    id: string,
    nodeId: string,
    status: 'running' | 'stopped',
    options: MutationOptions,
  ): Promise<Receipt>;
  /**
   * Section 9.3, modelarts:service:list. All services of one workspace, each once; complete at the time of reading as
   * far as the cloud's list is. Presence is certain, absence is not. A list that shows a service of another workspace
   * is `unavailable`. Lists show no models.
   */
  search(query: ServiceQuery, options: ReadOptions): Promise<Service[]>;
  /** Section 9.3. One page of that list, newest first, for the list observer. At most 1,000 services. */
  newest(query: ServiceQuery, offset: number, options: ReadOptions): Promise<Page<Service>>;
  readonly history: ServiceHistory;
  readonly usage: ServiceUsage;
  readonly tags: ServiceTags;
};

/** The default of the API, which names no greatest one. */
export const PAGE_SIZE = 1000;

/** The calls on the services of one project. */
export function createServices(calls: Calls): Services {
  const at = (id: string) => ({ ids: { service_id: id } });

  const fetchPage = async (
    { nameLike, workspaceId = DEFAULT_WORKSPACE }: ServiceQuery,
    sorting: { readonly sort_by: string; readonly order: string; readonly offset: number },
    options: ReadOptions,
  ): Promise<Page<Service>> => {
    const query = {
      ...{ ...sorting, limit: PAGE_SIZE, workspace_id: workspaceId },
      ...(nameLike !== undefined && { service_name: nameLike }),
    };
    const reply = await calls.read('listServices', options, { query });
    const page = parseTotalledPage(reply.body, 'services', parseService);
    if (!page) throw reply.broken('the answer is not a list of services');
    const stray = strayIn(page.items, workspaceId);
    if (stray) throw reply.broken(stray);
    return page;
  };

  return {
    async create(body, options) {
      const reply = await calls.mutate('createService', options, { body });
      const id = asText(asObject<CreateServiceResponse>(reply.body).service_id);
      if (id === undefined || !ID_PATTERN.test(id)) throw reply.broken('the answer holds no id of a service');
      return { id, requestId: reply.requestId };
    },
    async get(id, options) {
      const reply = await calls.read('getService', options, at(id));
      const service = parseService(reply.body);
      if (!service) throw reply.broken('the answer holds no service with an id and a name');
      if (service.id !== id) throw reply.broken(`the answer is about another service, ${service.id}`);
      return service;
    },
    update: (id, body, options) => calls.order('updateService', options, { ...at(id), body }),
    setStatus: (id, status, options) =>
      calls.order('updateService', options, { ...at(id), body: { status } }),
    async patch(id, changes, options) {
      const body = changes.map(({ index, field, value }) => ({
        op: 'replace',
        path: pathTo(index, field),
        value,
      }));
      return receiptOf(await calls.mutate('patchService', options, { ...at(id), body }));
    },
    async scale(id, instances, options) {
      const configs = Object.entries(instances).map(([model_id, count]) => ({
        model_id,
        changed_value: String(count),
      }));
      const body = { changed_property: 'instance_count', configs };
      return receiptOf(await calls.mutate('updateServiceProperty', options, { ...at(id), body }));
    },
    remove: (id, options) => calls.order('deleteService', options, at(id)),
    setNodeStatus: (id, node_id, status, options) =>
      calls.order('updateServiceNodeStatus', options, { ids: { service_id: id, node_id }, body: { status } }),
    newest: (query, offset, options) =>
      fetchPage(query, { sort_by: 'publish_at', order: 'desc', offset }, options),
    // By name: names do not change, while a service that is changed may be published anew.
    search: (query, options) =>
      readList(
        'listServices',
        (offset) => fetchPage(query, { sort_by: 'service_name', order: 'asc', offset }, options),
        PAGE_SIZE,
      ),
    history: createServiceHistory(calls),
    usage: createServiceUsage(calls),
    tags: createServiceTags(calls),
  };
}

/** A JSON pointer (RFC 6901) below `/config/`, where alone a patch may change something. */
const pathTo = (index: number, field: string) =>
  `/config/${Math.trunc(index)}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const receiptOf = ({ requestId, body }: Reply): ServiceUpdateReceipt => ({
  requestId,
  updatedAtMs: asNumeric(asObject<PatchServiceResponse>(body).update_time) || undefined,
});
