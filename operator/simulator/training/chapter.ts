import { operations, schemas } from '../../modelarts/generated/training.gen.ts';
import type { Answer, Chapter, Request, Route } from '../exchange.ts';
import { amended, bodyCheck } from '../validation.ts';
import {
  createAlgorithm,
  deleteAlgorithm,
  getAlgorithm,
  listAlgorithms,
  updateAlgorithm,
} from './algorithmCalls.ts';
import { act, remove, update } from './change.ts';
import {
  OPTIONAL_QUERY,
  type Operation,
  OTHER_PATHS,
  OTHER_QUERY,
  OTHERWISE,
  PATH_WHEN,
} from './contradictions.ts';
import { create } from './create.ts';
import { listEngines } from './engines.ts';
import { listEvents } from './events.ts';
import { createExperiment } from './experiments.ts';
import { listFlavors } from './flavors.ts';
import { getImage, saveImage } from './images.ts';
import { list } from './list.ts';
import { followLink, linkLog, previewLog } from './logs.ts';
import { getMetrics } from './metrics.ts';
import { getTemplate, listSearchAlgorithms, listTemplates } from './searchAlgorithms.ts';
import { createTags, deleteTags, listTags } from './tags.ts';
import { analyse, analysisPath, getTrial, listTrials, stopTrial } from './trialCalls.ts';
import { answerWith, jobOf, type TrainingWorld } from './world.ts';

type Handler = (world: TrainingWorld, request: Request) => Answer;

const HANDLERS: Record<Operation, Handler> = {
  createAlgorithm,
  listAlgorithms,
  getAlgorithm,
  updateAlgorithm,
  deleteAlgorithm,
  listSearchAlgorithms,
  createTrainingExperiment: createExperiment,
  createTrainingJob: create,
  getTrainingJob: (world, request) => answerWith(world, 200, jobOf(world, request)),
  updateTrainingJob: update,
  deleteTrainingJob: remove,
  actOnTrainingJob: act,
  previewTrainingJobTaskLog: previewLog,
  getTrainingJobTaskLogUrl: linkLog,
  getTrainingJobTaskMetrics: getMetrics,
  searchTrainingJobs: list,
  listAutosearchTrials: listTrials,
  getAutosearchTrial: getTrial,
  getAutosearchParameterAnalysis: analyse,
  getAutosearchParameterAnalysisPath: analysisPath,
  earlyStopAutosearchTrial: stopTrial,
  listAutosearchYamlTemplates: listTemplates,
  getAutosearchYamlTemplate: (_world, request) => getTemplate(request),
  createTrainingJobTags: createTags,
  deleteTrainingJobTags: deleteTags,
  listTrainingJobTags: listTags,
  listTrainingJobEvents: listEvents,
  createTrainingJobSaveImageJob: saveImage,
  getTrainingJobSaveImageJob: getImage,
  listTrainingJobFlavors: (_world, request) => listFlavors(request),
  listTrainingJobEngines: listEngines,
};

/** Shared by all simulators of the process: compiling a schema takes longer than a request. */
const checkBody = bodyCheck(amended(schemas, OTHERWISE));
const QUERIES = new Map((Object.keys(operations) as Operation[]).map((id) => [id, queryOf(id)]));

/**
 * Chapter 6 of the reference.
 *
 * A further chapter is one folder like this one: its operations are switched on in test/generate/chapters.ts, which
 * makes a `.gen.ts` with their paths, query parameters and schemas; its `chapter.ts` has one handler per operation
 * (the type demands each) and answers with `{ routes, checkBody }`; `contradictions.ts` lists as data where both of
 * two readings are accepted; state lives in a world of its own; open behaviours are rows of ../behaviours.ts; the
 * chapter is one entry of `createRouter` in ../simulator.ts, and new codes are rows of ../errors.ts. Signatures,
 * project, query, body, faults and the audit log are the pipeline's.
 */
export function trainingChapter(world: TrainingWorld): Chapter {
  const ids = Object.keys(HANDLERS) as Operation[];
  return { routes: [...ids.flatMap((id) => routesOf(id, world)), followRoute(world)], checkBody };
}

function routesOf(id: Operation, world: TrainingWorld): Route[] {
  const when = PATH_WHEN[id];
  const route: Route = {
    id,
    ...operations[id],
    query: QUERIES.get(id) ?? {},
    ...(id === 'listTrainingJobEvents' && { code: 'ModelArts.50004000' }),
    access: 'project',
    handle: (request) => HANDLERS[id](world, request),
  };
  const others = (OTHER_PATHS[id] ?? []).map((other): Route => ({ ...route, ...other }));
  return [{ ...route, ...(when && { when }) }, ...others];
}

function queryOf(id: Operation): object {
  const query: { required?: readonly string[]; properties: object } = operations[id].query;
  const required = (query.required ?? []).filter((name) => !OPTIONAL_QUERY[id]?.includes(name));
  return { ...query, required, properties: { ...query.properties, ...OTHER_QUERY[id] } };
}

/** What the links of 6.14 lead to; OBS is not part of the reference. */
const followRoute = (world: TrainingWorld): Route => ({
  id: 'getLogFile',
  method: 'GET',
  path: '/_obs/{project_id}/{training_job_id}/{task_id}.log',
  requestSchema: null,
  requestRequired: false,
  contentTypes: [],
  query: { type: 'object', properties: {}, additionalProperties: { type: 'string' } },
  access: 'everybody',
  handle: (request) => followLink(world, request),
});
