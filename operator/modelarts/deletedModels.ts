import { ModelArtsError } from './errors.ts';
import { type ErrorMeaning, meaningOf } from './errorTable.ts';
import type { DeleteModelResponse, DeleteModelResponseFailedList } from './generated/model.gen.ts';
import { asArray, asObject, asText, type Loose } from './loose.ts';
import { NOT_FOUND } from './notFound.ts';

/** What an answer to a deletion says of one model. */
export type Deletion = { readonly deleted: true } | { readonly failure: ModelArtsError } | undefined;

/**
 * Reads the answer of section 7.5, which is a 200 also where the model was not deleted.
 *
 * @param asked what is known of the call, for the failure: one that the answer names is a clear refusal, `not-found`
 * where its code says so
 * @returns undefined for an answer that says nothing of the model
 */
export function parseDeletion(
  wire: unknown,
  id: string,
  asked: { readonly operation: string; readonly status: number; readonly requestId: string | undefined },
): Deletion {
  const { delete_success_list: gone, delete_failed_list: failed } = asObject<DeleteModelResponse>(wire);
  if (asArray(gone).includes(id)) return { deleted: true };
  const entry = asArray(failed)
    .map((one) => asObject<DeleteModelResponseFailedList>(one))
    .find(({ model_id }) => model_id === id || asText(model_id) === undefined);
  return entry && { failure: failureOf(entry, asked) };
}

function failureOf(
  { error_code, error_msg }: Loose<DeleteModelResponseFailedList>,
  asked: { readonly operation: string; readonly status: number; readonly requestId: string | undefined },
): ModelArtsError {
  const code = asText(error_code);
  const detail = asText(error_msg) ?? 'the model was not deleted, and the answer does not say why';
  return new ModelArtsError({ ...asked, code, detail, ...meaning(code) });
}

const isMissing = (code: string) => (NOT_FOUND.model as readonly string[]).includes(code);

/** As if the code had come by itself: with a status of its own, of which the answer of a list tells nothing. */
function meaning(code: string | undefined): Pick<ErrorMeaning, 'kind'> & Partial<ErrorMeaning> {
  if (code === undefined) return { kind: 'refused' };
  if (isMissing(code)) return { kind: 'not-found' };
  const clear = meaningOf(400, code) ?? meaningOf(403, code) ?? meaningOf(404, code) ?? meaningOf(409, code);
  return clear ?? { ...meaningOf(500, code), kind: 'refused' };
}
