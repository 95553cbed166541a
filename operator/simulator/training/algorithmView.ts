import type { Behaviours } from '../behaviours.ts';
import { idOf } from '../identities.ts';
import type { Algorithm } from './algorithms.ts';

/** An algorithm as answers show it (sections 6.1 to 6.4). */
export function algorithmView(algorithm: Algorithm, behaviours: Behaviours) {
  const { job_config, resource_requirements, advanced_config } = algorithm.content;
  return {
    metadata: metadataOf(algorithm, behaviours),
    job_config: {
      ...job_config,
      parameters: (job_config?.parameters ?? []).map(parameterOf),
      code_tree: treeOf(job_config?.code_dir, job_config?.boot_file),
    },
    // The request of 6.1 calls the list `values`, the answer `value`.
    resource_requirements:
      resource_requirements?.map(({ values, ...rest }) => ({ ...rest, value: values })) ?? null,
    advanced_config: advanced_config ?? {},
  };
}

function metadataOf({ id, number, user, content, ...rest }: Algorithm, behaviours: Behaviours) {
  const { name, description = '', ai_project = 'default-ai-project' } = content.metadata ?? {};
  return {
    id: behaviours['algorithm.id'] === 'uuid' ? id : number,
    name,
    description,
    create_time: rest.createdAt,
    update_time: rest.updatedAt === rest.createdAt ? 0 : rest.updatedAt,
    workspace_id: rest.workspaceId,
    ai_project,
    user_name: user,
    domain_id: idOf('domain', user),
    source: 'custom',
    api_version: '',
    is_valid: true,
    state: '',
    size: 4791,
    tags: null,
    attr_list: null,
    version_num: 0,
  };
}

/** 6.4 takes what 6.1 calls `i18n_description` as `internationalization_description`; answers have the former. */
function parameterOf(parameter: object): object {
  const { internationalization_description, i18n_description, ...rest } = parameter as Record<
    string,
    unknown
  >;
  return { ...rest, i18n_description: i18n_description ?? internationalization_description ?? null };
}

function treeOf(codeDir = '', bootFile = ''): object | null {
  const last = (path: string) => path.replace(/\/$/, '').split('/').at(-1) ?? '';
  return codeDir ? { name: `${last(codeDir)}/`, children: [{ name: last(bootFile) }] } : null;
}
