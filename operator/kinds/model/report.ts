/** What status and Events say of a Model. Pure. */
import type { Model } from '../../modelarts/model.ts';
import type { News, Remote, Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { PUBLISHED, readiness } from './plan.ts';

const MAX_TEXT = 1024;

/** Its phase, what it was made from, and whether services can use it. What a list does not tell stays as it was told. */
export function report({ status }: Resource, model: Model & Remote): Report {
  const { id, name, version, content, image, sizeBytes = 0, installTypes } = model;
  const isNew = status?.remote?.id !== id;
  const isMade = model.status === PUBLISHED;
  const kept = (told: string | undefined, field: string, forget: boolean) =>
    told !== undefined || forget ? { [field]: told } : {};
  return {
    phase: model.status || undefined,
    fields: {
      modelName: name,
      modelVersion: version || undefined,
      ...kept(text(content.sourceLocation), 'sourceLocation', isNew),
      ...kept(text(content.sourceJobId), 'sourceJobId', isNew),
      ...kept(text(image), 'imageAddress', isNew || !isMade),
      size: sizeBytes > 0 ? sizeText(sizeBytes) : undefined,
      installType:
        installTypes.length > 0 ? installTypes.slice(0, MOST_TYPES).map(spelled).sort() : undefined,
    },
    ready: readiness(model.status),
  };
}

const MOST_TYPES = 16;

/** The example of 7.4 writes it as one word, 7.2 and 7.3 do not. */
const spelled = (type: string): string => (type === 'realtime' ? 'real-time' : type);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined;

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1.2 GB`, in powers of ten. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}

/** That it can be used now; what went wrong is told with the condition `Stalled`. */
export function news({ status: before }: Resource, { name, version, status }: Model): News[] {
  if (status !== PUBLISHED || before?.phase === PUBLISHED) return [];
  const message = `Published model ${name} ${version}: services can use it`;
  return [{ type: 'Normal', reason: 'Published', message }];
}
