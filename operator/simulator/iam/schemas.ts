const text = { type: 'string', minLength: 1 };
const object = (properties: Record<string, object>, required: string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

/** The schemas of what the client asks of IAM, as JSON Schema 2020-12 `$defs`. */
export const schemas = {
  Login: object({ auth: ref('LoginAuth') }, ['auth']),
  LoginAuth: object({ identity: ref('Password'), scope: ref('Scope') }, ['identity']),
  Password: object(
    {
      methods: { type: 'array', items: { type: 'string', enum: ['password'] }, minItems: 1, maxItems: 1 },
      password: object({ user: ref('LoginUser') }, ['user']),
    },
    ['methods', 'password'],
  ),
  LoginUser: object({ name: text, password: text, domain: object({ name: text }, ['name']) }, [
    'name',
    'password',
    'domain',
  ]),
  Scope: {
    ...object({ project: ref('ById'), domain: ref('ById') }, []),
    minProperties: 1,
    maxProperties: 1,
  },
  ById: { ...object({ id: text, name: text }, []), minProperties: 1 },
  AssumeRole: object({ auth: object({ identity: ref('Role') }, ['identity']) }, ['auth']),
  Role: object(
    {
      methods: { type: 'array', items: { type: 'string', enum: ['assume_role'] }, minItems: 1, maxItems: 1 },
      assume_role: ref('Assumed'),
    },
    ['methods', 'assume_role'],
  ),
  Assumed: object(
    {
      agency_name: text,
      domain_name: text,
      domain_id: text,
      duration_seconds: { type: 'integer', minimum: 900, maximum: 86_400 },
      session_user: object({ name: { type: 'string', minLength: 5, maxLength: 64 } }, ['name']),
    },
    ['agency_name'],
  ),
} satisfies Record<string, object>;
