/** What is said alike wherever a program is described: by a TrainingJob, its tasks, an Algorithm. Pure. */
import { count } from './fields.ts';

/** One of a preset engine's id, its name with version, or an image. */
export type EngineSpec = {
  id?: string;
  name?: string;
  version?: string;
  imageUrl?: string;
  installSysPackages?: boolean;
};

/** A search for the best hyperparameters, as far as rules go beyond the schema. */
export type SearchSpec = {
  searchParams?: {
    name: string;
    paramType?: 'continuous' | 'discrete';
    lowerBound?: string;
    upperBound?: string;
    discreteValues?: string[];
  }[];
};

/** An engine in the words of the API. */
export const engineOf = ({ id, name, version, ...same }: EngineSpec): object => ({
  engineId: id,
  engineName: name,
  engineVersion: version,
  ...same,
});

/** A sentence if the boot file at `path` is not inside its folder. */
export const checkCode = (
  { codeDir, bootFile }: { codeDir?: string; bootFile?: string },
  path: string,
): string[] =>
  codeDir === undefined || bootFile === undefined || within(bootFile, codeDir)
    ? []
    : [`${path}.bootFile: "${bootFile}" is not inside codeDir "${codeDir}"`];

function within(file: string, folder: string): boolean {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return file.startsWith(prefix) && file.length > prefix.length;
}

/** A sentence per fault of the engine below `path`. */
export function checkEngine(engine: EngineSpec, path: string): string[] {
  const { id, name, version, imageUrl, installSysPackages } = engine;
  const problems: string[] = [];
  if (count(name, version) === 1) problems.push(`${path}.engine: name and version go together`);
  if (count(id, name ?? version, imageUrl) !== 1)
    problems.push(`${path}.engine: give exactly one of id, name with version, or imageUrl`);
  if (count(id, installSysPackages) === 2)
    problems.push(
      `${path}.engine: installSysPackages goes with name and version, or with imageUrl, not with id`,
    );
  return problems;
}

/** A sentence per fault of the search at `path`. */
export const checkSearch = ({ searchParams = [] }: SearchSpec, path: string): string[] =>
  searchParams.flatMap(({ name, paramType, lowerBound, upperBound, discreteValues = [] }) => {
    const at = `${path}.searchParams[${name}]`;
    if (paramType === 'continuous' && count(lowerBound, upperBound) < 2)
      return [`${at}: a continuous hyperparameter needs lowerBound and upperBound`];
    if (paramType === 'discrete' && discreteValues.length === 0)
      return [`${at}: a discrete hyperparameter needs discreteValues`];
    return [];
  });
