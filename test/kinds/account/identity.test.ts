import { describe, expect, test } from 'vitest';
import { identityStep } from '../../../operator/kinds/account/identity.ts';
import { accountReference } from '../../../operator/kinds/account/index.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { CREATE_INTENT, REMOTE_ID } from '../../../operator/runtime/object.ts';
import type { User } from '../../../operator/runtime/references.ts';
import { thing } from '../../runtime/objects.ts';

const ended = [
  { type: 'Complete', status: 'True' as const, reason: '', message: '', lastTransitionTime: '' },
];
const bound = (account: string, conditions = [] as typeof ended): Resource =>
  thing({}, { remote: { id: 'job-1', attempt: 1, account }, conditions });
const begun = (account: string): Resource => {
  const intent = { name: 'n', attempt: 1, nonce: 'x', account, time: '', fields: {} };
  return thing({ annotations: { [CREATE_INTENT]: JSON.stringify(intent) } });
};
const user = (object: Resource, namespace = 'ml'): User => ({
  object: { ...object, kind: 'TrainingJob', metadata: { ...object.metadata, namespace } },
  reference: accountReference('ml'),
});

describe('an Account whose credentials reach', () => {
  test.each<[string, string, Resource, boolean]>([
    ['what its objects have their id under is well', 'h/p/user-1', bound('h/p/user-1'), false],
    ['what its objects began a create under is well', 'h/p/user-1', begun('h/p/user-1'), false],
    ['another endpoint has changed', 'other/p/user-1', bound('h/p/user-1'), true],
    ['another project has changed', 'h/p2/user-1', bound('h/p/user-1'), true],
    ['another user has changed', 'h/p/user-2', bound('h/p/user-1'), true],
    ['another user than that of a create has changed', 'h/p/user-2', begun('h/p/user-1'), true],
    ['another project than objects that have ended', 'h/p2/user-1', bound('h/p/user-1', ended), true],
    ['another user is well for objects that have ended', 'h/p/user-2', bound('h/p/user-1', ended), false],
    ['a renewed temporary key is well: nobody can tell whose it is', 'h/p/sts-2', bound('h/p/sts-1'), false],
    ['a temporary key of another project has changed', 'h/p2/sts-2', bound('h/p/sts-1'), true],
    ['what nothing is recorded under is well', 'h/p/user-2', thing(), false],
    [
      'something else than a copy of another object is recorded under',
      'h/p/user-2',
      {
        ...bound('h/p/user-1'),
        metadata: {
          ...thing().metadata,
          annotations: { [REMOTE_ID]: JSON.stringify({ id: 'job-1', attempt: 1, uid: 'other' }) },
        },
      },
      false,
    ],
  ])('%s', (_sentence, present, object, changed) => {
    expect(identityStep([user(object)], present) !== undefined).toBe(changed);
  });

  test('something else says what was, what is, whose it is and what to do', () => {
    const users = [user(bound('h/p/user-2')), user(bound('h/p/user-1')), user(begun('h/p/user-1'), 'web')];
    expect(identityStep(users, 'h/p/user-2')).toMatchObject({
      step: 'stuck',
      reason: 'AccountIdentityChanged',
      message:
        'the credentials now reach h/p/user-2, but TrainingJob resnet, TrainingJob web/resnet are recorded under h/p/user-1: restore the former region, project and user, or delete them first; until then nothing new is created. For other credentials make another Account',
    });
  });
});
