/** `node test/generate/argocd.ts`: what goes into Argo CD's ConfigMap, from deploy/argocd/health.lua and the kinds. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controllerTypes } from '../support/kinds.ts';

const root = join(import.meta.dirname, '../..');
export const FILE = 'deploy/argocd/argocd-cm.yaml';

/** What the file should hold. */
export function argocdConfig(): string {
  const script = readFileSync(join(root, 'deploy/argocd/health.lua'), 'utf8').trimEnd();
  const block = script.replaceAll(/^(?=.)/gm, '    ');
  const entries = controllerTypes().map(
    ({ group, kind }) => `  resource.customizations.health.${group}_${kind}: |\n${block}\n`,
  );
  return [
    '# Generated from health.lua by `npm run generate:argocd`. Do not edit.',
    '#   kubectl patch configmap argocd-cm -n argocd --type merge --patch-file deploy/argocd/argocd-cm.yaml',
    'data:',
    entries.join(''),
  ].join('\n');
}

if (import.meta.main) writeFileSync(join(root, FILE), argocdConfig());
