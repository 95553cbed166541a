import { operations, schemas } from '../../modelarts/generated/training.gen.ts';
import type { Answer, Chapter, Request, Route } from '../exchange.ts';
import { bodyCheck } from '../validation.ts';
import { act, remove, update } from './change.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { answerWith, jobOf, type TrainingWorld } from './world.ts';

/** Shared by all simulators of the process: compiling a schema takes longer than a request. */
const checkBody = bodyCheck(schemas);

type Operation = keyof typeof operations;

/** Query parameters outside the tables: the example of 6.16 has limit; 6.2 shows how a workspace is asked for. */
const QUERY: Partial<Record<Operation, object>> = {
  searchTrainingJobs: {
    type: 'object',
    properties: { limit: { type: 'integer', minimum: 1, maximum: 50 }, workspace_id: { type: 'string' } },
    additionalProperties: false,
  },
};
const NONE = { type: 'object', additionalProperties: false };

const HANDLERS: Record<Operation, (world: TrainingWorld, request: Request) => Answer> = {
  createTrainingJob: create,
  getTrainingJob: (world, request) => answerWith(world, 200, jobOf(world, request)),
  updateTrainingJob: update,
  deleteTrainingJob: remove,
  actOnTrainingJob: act,
  searchTrainingJobs: list,
};

/** Chapter 6 of the reference. */
export function trainingChapter(world: TrainingWorld): Chapter {
  const ids = Object.keys(HANDLERS) as Operation[];
  const routes = ids.map((id): Route => {
    const handle = (request: Request) => HANDLERS[id](world, request);
    return { id, ...operations[id], query: QUERY[id] ?? NONE, access: 'project', handle };
  });
  return { routes, checkBody };
}
