/**
 * Where the reference leaves two readings open, the simulator can be told which one to live by. Each row lists the
 * readings, the default first. `authErrors` begins with the gateway's form: the gateway checks signatures before
 * the service sees a request, and the chapters' codes speak of tokens. `training.foreign` begins with `hide`: 6.16
 * lists "the training jobs that the user made".
 */
export const READINGS = {
  nulls: ['omit', 'reject'],
  authErrors: ['apig', 'chapter'],
  trailingSlash: ['lenient', 'strict', 'none'],
  retryAfter: ['seconds', 'date', 'none'],
  'answers.extra': [false, true],
  'answers.enums': [false, true],
  'answers.ids': ['full', 'createOnly'],
  'answers.nulls': ['as-is', 'omit', 'null'],
  'answers.contentType': ['application/json;charset=UTF-8', 'application/json', 'text/plain'],
  'training.duplicateName': ['refuse', 'allow'],
  'training.deleteRunning': ['allow', 'refuse'],
  'training.searchOffset': ['page', 'item'],
  'training.notFoundStatus': [400, 404],
  'training.putBody': ['null', 'empty', '204', 'job'],
  'training.deleteBody': ['""', 'empty', '204'],
  'training.environments': ['map', 'array'],
  'training.echo': ['all', 'table'],
  'training.terminateTerminal': ['409', '400', '202'],
  'training.description': ['""', 'null'],
  'training.total': ['all', 'matching'],
  'training.eventNumbers': ['number', 'string'],
  'training.logNotReady': ['204', '400'],
  'training.tagPath': ['trainJob', 'modelarts-training-job', 'both'],
  'training.restart': ['refuse', 'allow'],
  'training.poolFlavor': ['allow', 'refuse'],
  'training.foreign': ['hide', 'show'],
  'training.unknownPool': ['believe', 'refuse'],
  'network.createPhase': ['', 'Creating'],
  'network.duplicateName': ['refuse', 'allow'],
  'network.peerSpelling': ['table', 'request'],
  'network.statusSpelling': ['peerVpcId', 'peerVpId'],
  'network.deleteInUse': ['refuse', 'allow'],
  'pool.duplicateName': ['refuse', 'allow'],
  'pool.serverNames': ['suffix', 'random'],
  'pool.resourcesShape': ['array', 'object'],
  'pool.patchResources': ['replace', 'merge'],
  'pool.deletePhase': ['Running', 'Deleting'],
  'pool.createPhase': ['Creating', 'none'],
  'pool.deleteBusy': ['allow', 'refuse'],
  'pool.listDefault': ['created+creating', 'all'],
  'pool.errorPhase': ['Error', 'Abnormal'],
  'pool.nodesInclude': ['all', 'noStatus'],
  'nodepool.contentType': ['any', 'merge-patch'],
  'nodepool.notFoundStatus': ['400', '404'],
  'nodes.rebootBody': ['names', 'empty'],
  'algorithm.id': ['uuid', 'integer'],
  'algorithm.duplicateName': ['refuse', 'allow'],
  /** 7.2 and 9.3 speak of what the current user has. */
  'inference.foreign': ['hide', 'show'],
  'model.duplicateName': ['refuse', 'allow'],
  'model.page': ['page', 'item'],
  'model.deleteInUse': ['list', '500'],
  'model.deleteMissing': ['404', 'list'],
  'service.duplicateName': ['refuse', 'allow'],
  'service.page': ['page', 'item'],
  'service.weight': ['integer', 'string'],
  'service.updateTime': ['number', 'string'],
  'service.updateBusy': ['busy', 'chinese', 'english', 'allow'],
  'service.deletePartial': ['refuse', 'bestEffort'],
  'service.notFoundStatus': ['404', '400'],
  'service.workspaceId': ['string', 'integer'],
  'service.configStatus': ['documented', 'notReady'],
  'service.missingModel': ['404', '500'],
  'service.statusWithConfig': ['statusOnly', 'refuse'],
  'service.stopInPut': ['async', 'sync'],
  'service.unknownPool': ['believe', 'refuse'],
  /** 9.7 is silent on an update that fails: the former configuration is shown again, or that which failed. */
  'service.failedUpdate': ['revert', 'keep'],
  /** 9.7 is silent on an update of a service that is stopped: whether it starts. */
  'service.updateStopped': ['deploy', 'keep'],
  'workflow.notFoundStatus': ['404', '400'],
  'workflow.duplicateName': ['allow', 'refuse'],
  'workflow.executionInit': ['init', 'none', 'running'],
  'workflow.duration': ['number', 'string'],
  'workflow.stepsNull': [true, false],
  'workflow.endStatus': ['completed', 'finished'],
  /** 4.11 takes a name; its example shows one that the server made. */
  'workflow.executionName': ['given', 'server'],
  /** 4.12 and 4.3 are silent on what is under way. */
  'workflow.deleteRunning': ['allow', 'refuse'],
  /** 4.15 is silent on a stop of what is at rest, and on a rerun of what is not. */
  'workflow.actionOutOfPlace': ['refuse', 'ignore'],
  /** 4.22 takes an id: whether the schedule gets it. */
  'workflow.scheduleId': ['server', 'given'],
  /** Workflows have a field for the id of a subscription: whether that of 4.18 stands there. */
  'workflow.subscriptionShown': [true, false],
  /** 4.4 takes a workspace, the default one unless given: whether a workflow of another one is found. */
  'workflow.workspace': ['check', 'ignore'],
  /** 4.1 takes none: whether it lists the workflows of all of them. */
  'workflow.listWorkspaces': ['all', 'default'],
  /** No reading, but a help for tests on a busy machine: a phase lasts at least until an answer has shown it. */
  'training.holdPhases': [false, true],
} as const;

/** Behaviours that are amounts, with their defaults. */
export const AMOUNTS = {
  /** Seconds of simulated time that a deleted job can still be read. */
  'training.deleteSeconds': 0,
  /** Real milliseconds until a new job appears in searches. */
  'training.searchDelayMs': 0,
  /** Milliseconds by the clock of the simulation that searches lag behind: phases, deletions, new jobs. */
  'training.searchStaleMs': 0,
  /** Real milliseconds until a new job can be read, changed or deleted by its id. */
  'training.readDelayMs': 0,
  /** Real milliseconds until a new network or pool appears in lists. */
  'resource.listDelayMs': 0,
  /** Milliseconds by the clock of the simulation that lists of networks and pools lag behind. */
  'resource.listStaleMs': 0,
  /** Real milliseconds until a new network or pool can be read, changed or deleted by its name. */
  'resource.readDelayMs': 0,
  /** Seconds of simulated time that a service is deleting. */
  'service.deleteSeconds': 5,
  /** Real milliseconds until a new model or service appears in lists. */
  'inference.listDelayMs': 0,
  /** Milliseconds by the clock of the simulation that lists of models and services lag behind. */
  'inference.listStaleMs': 0,
  /** Real milliseconds until a new model or service can be read, changed or deleted by its id. */
  'inference.readDelayMs': 0,
  /** The most models or services that one page shows, whatever is asked for; 0: 1,000. */
  'inference.pageLimit': 0,
  /** Real milliseconds until a new workflow or execution appears in lists. */
  'workflow.listDelayMs': 0,
  /** Milliseconds by the clock of the simulation that lists of workflows and executions lag behind. */
  'workflow.listStaleMs': 0,
  /** Real milliseconds until a new workflow or execution can be read, changed or deleted by its id. */
  'workflow.readDelayMs': 0,
  /** The most workflows or executions that one page shows, whatever is asked for; 0: 100. */
  'workflow.pageLimit': 0,
  /** Requests per second by the wall clock that the project bears in the long run, more are answered 429; 0: any number. */
  'requests.perSecond': 0,
  /** Requests that it bears at once after a quiet time; at least 1. */
  'requests.burst': 10,
  /** Seconds by the wall clock that a new IAM token lives. */
  'iam.tokenSeconds': 86_400,
  /** Seconds by the wall clock that a new temporary key lives; 0: as long as was asked. */
  'iam.temporaryKeySeconds': 0,
} as const;

/** How the simulator behaves where the reference is open. May be changed while it runs. */
export type Behaviours = {
  -readonly [Key in keyof typeof READINGS]: (typeof READINGS)[Key][number];
} & { -readonly [Key in keyof typeof AMOUNTS]: number };

/** Every behaviour at its default. */
export function defaultBehaviours(): Behaviours {
  const readings = Object.entries(READINGS).map(([key, [first]]) => [key, first]);
  return { ...Object.fromEntries(readings), ...AMOUNTS } as Behaviours;
}

/**
 * Changes the behaviours that `wish` names, all or none.
 *
 * @throws RangeError naming an unknown behaviour, or one with a value that it cannot have
 */
export function changeBehaviours(behaviours: Behaviours, wish: object): void {
  for (const [key, value] of Object.entries(wish)) checkWish(key, value);
  Object.assign(behaviours, wish);
}

function checkWish(key: string, value: unknown): void {
  if (Object.hasOwn(AMOUNTS, key)) {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
      throw new RangeError(`behaviour ${key}: give a number, 0 or more`);
    return;
  }
  const known: readonly unknown[] | undefined = Object.hasOwn(READINGS, key)
    ? READINGS[key as keyof typeof READINGS]
    : undefined;
  if (!known) throw new RangeError(`behaviour ${key} is unknown: use one of ${names()}`);
  if (!known.includes(value)) throw new RangeError(`behaviour ${key}: give one of ${JSON.stringify(known)}`);
}

const names = () => [...Object.keys(READINGS), ...Object.keys(AMOUNTS)].join(', ');
