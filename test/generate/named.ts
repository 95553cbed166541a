import type { Chapter, Content, Operation, Schema } from './openapi.ts';

/** The chapter with a name for each schema that a body has on the spot: `patchService` -> `PatchServiceRequest`. */
export function named(chapter: Chapter): Chapter {
  const schemas: Record<string, Schema> = { ...chapter.components.schemas };
  const withNames = (content: Content | undefined, name: string): Content =>
    mapValues(content ?? {}, (media) => {
      if (!media.schema || media.schema.$ref) return media;
      schemas[name] = media.schema;
      return { ...media, schema: { $ref: `#/components/schemas/${name}` } };
    });
  const operation = (one: Operation): Operation => {
    const name = one.operationId.replace(/^./, (letter) => letter.toUpperCase());
    const { requestBody, responses } = one;
    return {
      ...one,
      ...(requestBody && {
        requestBody: { ...requestBody, content: withNames(requestBody.content, `${name}Request`) },
      }),
      responses: mapValues(responses, (response, status) =>
        response.content && status.startsWith('2')
          ? { ...response, content: withNames(response.content, `${name}Response`) }
          : response,
      ),
    };
  };
  const paths = mapValues(chapter.paths, (methods) => mapValues(methods, operation));
  return { ...chapter, paths, components: { schemas } };
}

const mapValues = <From, To>(from: Readonly<Record<string, From>>, map: (value: From, key: string) => To) =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, map(value, key)]));
