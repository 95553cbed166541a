/** The files that the Helm chart has to hold itself, since a chart is packed without what lies beside it. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const FILES = 'deploy/helm/modelarts-operator/files';

/** Path below the repository -> what it should hold. */
export function chartFiles(): Map<string, string> {
  const sources = { crds: 'crds/*.yaml', monitoring: 'deploy/monitoring/{rules.yaml,dashboard.json}' };
  return new Map(
    Object.entries(sources).flatMap(([folder, pattern]) =>
      globSync(pattern, { cwd: root })
        .sort()
        .map((file) => [`${FILES}/${folder}/${basename(file)}`, readFileSync(join(root, file), 'utf8')]),
    ),
  );
}
