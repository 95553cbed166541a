/** Codes of pools, networks, nodes and node pools (chapters 10 and 16; texts of their sections). Form: common.ts. */
export const POOLS = `
400,409 duplicate-name 50015000 DuplicatePoolName Choose another name for the pool.
401 account 50001000 TokenInvalid Check the credentials of the account.
400,404 invalid 50004000 BadRequest Correct the field that the message names.
400,404 invalid 50015001 PoolNotFound Check the name of the pool.
400,404 invalid 50025001 NetworkNotFound Check the name of the network.
400,404 invalid 50005101 TemplateNotFound Check the flavor, and the plugin template.
`;
