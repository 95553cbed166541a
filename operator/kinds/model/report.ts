/** What status says of a Model. Pure. */
import type { Model } from '../../modelarts/model.ts';
import type { Report } from '../../runtime/kind.ts';
import { readiness } from './plan.ts';

const MAX_TEXT = 1024;

/** Its phase, what it was made from, and whether services can use it. */
export function report({ status, name, version, content, image, sizeBytes, installTypes }: Model): Report {
  const told = {
    modelName: name,
    modelVersion: version || undefined,
    sourceLocation: text(content.sourceLocation),
    sourceJobId: text(content.sourceJobId),
    imageAddress: text(image),
    size: sizeBytes === undefined || sizeBytes <= 0 ? undefined : sizeText(sizeBytes),
    installType: installTypes.length > 0 ? installTypes.slice(0, 16) : undefined,
  };
  return { phase: status || undefined, fields: told, ready: readiness(status) };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined;

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1.2 GB`, in powers of ten. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}
