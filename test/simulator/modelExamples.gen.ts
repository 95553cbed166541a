// Generated from model.json by: npm run generate. Do not edit.

/** Every request example of the chapter in the reference, repaired where its text is damaged. */
export const EXAMPLES: readonly { operation: string; section: string; line: string; body?: unknown }[] = [
  {"operation":"listModelRuntimes","section":"7.1","line":"GET /v1/{project_id}/models/ai-engine-runtimes"},
  {"operation":"listModels","section":"7.2","line":"GET /v1/{project_id}/models"},
  {"operation":"createModel","section":"7.3","line":"POST /v1/{project_id}/models"},
  {"operation":"getModel","section":"7.4","line":"GET /v1/{project_id}/models/{model_id}"},
  {"operation":"deleteModel","section":"7.5","line":"DELETE /v1/{project_id}/models/{model_id}"},
];
