import type { Chapter, Content, Operation } from './openapi.ts';
import { routes } from './openapi.ts';

/** One documented request: its request line with the host left out, and its body where it has one. */
type Example = {
  readonly operation: string;
  readonly section: string;
  readonly line: string;
  readonly body?: unknown;
};

/** The generated file with every request example of the operations: data for a test, one line each. */
export function renderExamples(file: string, chapter: Chapter, ids: readonly string[]): string {
  const examples = routes(chapter, ids).flatMap(({ operation }) => examplesOf(operation));
  return [
    `// Generated from ${file}.json by: npm run generate. Do not edit.`,
    '',
    '/** Every request example of the chapter in the reference, repaired where its text is damaged. */',
    'export const EXAMPLES: readonly { operation: string; section: string; line: string; body?: unknown }[] = [',
    ...examples.map((example) => `  ${JSON.stringify(example)},`),
    '];',
    '',
  ].join('\n');
}

function examplesOf(operation: Operation): Example[] {
  const { operationId, 'x-section': section } = operation;
  const bodies = bodiesOf(operation.requestBody?.content);
  const lines = operation['x-request-line-examples'] ?? [];
  const told = bodies.length > 0 ? bodies : lines.map(({ line }) => ({ line }));
  return told.map((example) => ({
    operation: operationId,
    section,
    ...example,
    line: example.line.replace(/https:\/\/\{?endpoint\}?/, ''),
  }));
}

function bodiesOf(content: Content | undefined) {
  const examples = Object.values(content ?? {}).flatMap((media) => Object.values(media.examples ?? {}));
  return examples.map((example) => ({ line: example['x-request-line'] ?? '', body: example.value }));
}
