/** What the caller asks of the keeper. To end it, the channel is closed: a caller that died does that too. */
export type Request = { readonly type: 'restart' };

/** What is known of a control plane that answers. */
export type Facts = {
  readonly version: string;
  readonly url: string;
  readonly etcdUrl: string;
  readonly directory: string;
  readonly kubeconfig: string;
  readonly restrictedKubeconfig: string;
  readonly enforcesRbac: boolean;
};

/** What the keeper tells its caller. */
export type Report =
  | { readonly type: 'ready'; readonly facts: Facts }
  | { readonly type: 'restarted' }
  | { readonly type: 'failed'; readonly message: string };
