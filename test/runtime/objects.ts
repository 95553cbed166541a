import type {
  CommonStatus,
  Metadata,
  OwnerReference,
  Resource,
  ResourceType,
} from '../../operator/runtime/object.ts';

export const TYPE: ResourceType = { group: 'example.com', version: 'v1', plural: 'things', kind: 'Thing' };

/** An object as the API server would hand it out; `metadata` replaces what is given. */
export const thing = (metadata: Partial<Metadata> = {}, status?: CommonStatus): Resource => ({
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: {
    namespace: 'ml',
    name: 'resnet',
    uid: 'uid-1',
    resourceVersion: '10',
    generation: 1,
    ...metadata,
  },
  spec: {},
  ...(status && { status }),
});

/** How an object says that a `thing` of this UID made it. */
export const ownedBy = (uid: string): OwnerReference => ({
  ...{ apiVersion: 'example.com/v1', kind: 'Thing', name: 'resnet', uid },
  ...{ controller: true, blockOwnerDeletion: false },
});
