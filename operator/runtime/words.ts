/** `a training job`, `an algorithm`. */
export const withArticle = (noun: string): string => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** The reason of the news that a change by others in ModelArts was set back. */
export const DRIFT_CORRECTED = 'DriftCorrected';
