import type { operations as modelOperations } from '../../modelarts/generated/model.gen.ts';
import type { operations as serviceOperations } from '../../modelarts/generated/service.gen.ts';
import type { Otherwise } from '../validation.ts';

/** An operation of chapter 7 or 9. */
export type Operation = keyof typeof modelOperations | keyof typeof serviceOperations;

const text = { type: 'string' };
/** In upper case in the tables, in lower case in the examples of 7.3. */
const protocol = { type: 'string', pattern: '^(?:HTTPS?|https?)$' };

/** Maps of themselves in the tables, themselves in every example. */
const oneOrMap = (schema: string) => {
  const $ref = `#/$defs/${schema}`;
  return { anyOf: [{ $ref }, { type: 'object', additionalProperties: { $ref } }] };
};

/** 9.4: the second example has a model alone; the other ones have weights that are texts. */
const variant = (properties: string) => ({
  required: ['model_id'],
  properties: {
    weight: { type: ['integer', 'string'], minimum: 0, maximum: 100, pattern: '^\\d{1,3}$' },
    additional_properties: oneOrMap(properties),
  },
});

/** source_addresses in the tables of requests, the rest in the example of 9.1. */
const volume = { properties: { source_address: text, storage_type_text: text } };
/** mouthPath in 9.4, mountPath in 9.7. */
const secret = { required: ['secretId'], properties: { mouthPath: text, mountPath: text } };

/** What schemas of requests demand and know besides, or instead, by name. */
export const OTHERWISE: Otherwise = {
  // 7.3: the example has a parameter of the type box.
  CreateModelRequestInferParamsReq: { properties: { protocol, param_type: text } },
  CreateModelRequestModelApisReq: { properties: { protocol } },
  ServiceConfigReq: variant('ModelAdditionalPropertiesReq'),
  ServiceConfigReqUpdateService: variant('ModelAdditionalPropertiesReqUpdateService'),
  CreateServiceRequest: { properties: { additional_properties: oneOrMap('ServiceAdditionalPropertiesReq') } },
  UpdateServiceRequest: {
    properties: { additional_properties: oneOrMap('ServiceAdditionalPropertiesReqUpdateService') },
  },
  PersistentVolumesReq: volume,
  PersistentVolumesReqUpdateService: volume,
  ServiceSecretReq: secret,
  ServiceSecretReqUpdateService: secret,
  // 9.9: a String in the table, a number in the example.
  UpdateServiceConfigReq: { properties: { changed_value: { type: ['string', 'integer'] } } },
};
