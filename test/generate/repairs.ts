import type { Chapter, Schema } from './openapi.ts';

/** What of a schema is other than its table says. */
type Repair = {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
};

const text: Schema = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** 9.4 and its siblings call the properties of a variant a map of themselves; every example has them at once. */
const variant = (properties: string): Repair => ({
  // The list of specifications holds for "the current version"; 9.5 tells those of the region.
  properties: { specification: text, additional_properties: ref(properties) },
});

/** Where the examples or the words of a section contradict its table, and a type that follows the table is of no use. */
const REPAIRS: Readonly<Record<string, Readonly<Record<string, Repair>>>> = {
  model: {
    // 7.3: a model of a template has no source_location.
    CreateModelRequest: { required: ['model_version', 'model_type', 'model_name'] },
  },
  service: {
    ServiceConfigReq: variant('ModelAdditionalPropertiesReq'),
    ServiceConfigReq_updateService: variant('ModelAdditionalPropertiesReq_updateService'),
    QueryServiceConfig: variant('ModelAdditionalProperties'),
    ServiceLogConfig: variant('ModelAdditionalProperties'),
    CreateServiceRequest: { properties: { additional_properties: ref('ServiceAdditionalPropertiesReq') } },
    UpdateServiceRequest: {
      properties: { additional_properties: ref('ServiceAdditionalPropertiesReq_updateService') },
    },
    // 9.1: a String in the table; the examples replace maps and objects as well.
    PatchServiceV2RequestBodyReq: { properties: { value: {} } },
  },
};

/** The chapter with its repairs, by the name of its file. @throws Error for a repair of what the chapter lacks */
export function repaired(name: string, chapter: Chapter): Chapter {
  const { schemas } = chapter.components;
  const mended = Object.entries(REPAIRS[name] ?? {}).map(([schema, { required, properties }]) => {
    const found = schemas[schema];
    if (!found) throw new Error(`${name} has no schema ${schema}: correct test/generate/repairs.ts`);
    return [
      schema,
      { ...found, ...(required && { required }), properties: { ...found.properties, ...properties } },
    ];
  });
  return { ...chapter, components: { schemas: { ...schemas, ...Object.fromEntries(mended) } } };
}
