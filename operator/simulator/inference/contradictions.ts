import type { operations as modelOperations } from '../../modelarts/generated/model.gen.ts';

/** An operation of chapter 7 or 9. */
export type Operation = keyof typeof modelOperations;

const text = { type: 'string' };
/** In upper case in the tables, in lower case in the examples of 7.3. */
const protocol = { type: 'string', pattern: '^(?:HTTPS?|https?)$' };

/** What schemas of requests demand and know besides, or instead, by name. */
export const OTHERWISE: Readonly<
  Record<
    string,
    { readonly required?: readonly string[]; readonly properties?: Readonly<Record<string, object>> }
  >
> = {
  // 7.3: the example has a parameter of the type box.
  CreateModelRequestInferParamsReq: { properties: { protocol, param_type: text } },
  CreateModelRequestModelApisReq: { properties: { protocol } },
};
