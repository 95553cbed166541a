import type { CreateServiceRequest } from '../../modelarts/generated/service.gen.ts';
import { missing } from './configRules.ts';
import { bad } from './listing.ts';
import type { Said } from './service.ts';

/**
 * The rules of section 9.4, but for the configuration, that a schema cannot say.
 *
 * @throws ApiError naming the field
 */
export function checkCreate(request: CreateServiceRequest): void {
  const { infer_type, vpc_id, security_group_id, subnet_network_id, config, pool_name, cluster_id } = request;
  checkSaid(request, infer_type);
  if (vpc_id && !security_group_id) throw missing('security_group_id');
  if (vpc_id && !subnet_network_id) throw missing('subnet_network_id');
  if (infer_type === 'edge' || pool_name || cluster_id) return;
  const index = config.findIndex((variant) => variant.pool_name || variant.cluster_id);
  if (index >= 0) throw bad(`config[${index}] has a pool, but the service has none`);
}

/** The rules for what both a create and a change may say of a service. @throws ApiError naming the field */
export function checkSaid(said: Said, inferType: CreateServiceRequest['infer_type']): void {
  const { schedule = [], load_balancer_policy, priority } = said;
  if (schedule.length > 0 && inferType !== 'real-time') throw bad('schedule is for real-time services');
  if (schedule.some(({ duration }) => duration < 1)) throw bad('schedule[0].duration must be 1 or more');
  if (load_balancer_policy && inferType !== 'real-time')
    throw bad('load_balancer_policy is for real-time services');
  if (priority !== undefined && inferType === 'edge') throw bad('priority is not for edge services');
}

/**
 * What of the service's properties cannot be taken back (table 9-71): websockets, and log channels.
 *
 * @throws ApiError naming the field
 */
export function checkLasting(before: Said, after: Said): void {
  const [had, has] = [before.additional_properties, after.additional_properties];
  if (had?.websocket_upgrade && has?.websocket_upgrade === false)
    throw bad('additional_properties.websocket_upgrade cannot be switched off');
  const channels = had?.log_report_channels ?? [];
  const wanted = has?.log_report_channels;
  if (channels.length > 0 && wanted && JSON.stringify(channels) !== JSON.stringify(wanted))
    throw bad('additional_properties.log_report_channels cannot change');
}
