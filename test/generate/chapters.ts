/** What is generated: per chapter file the operations that the project uses. More chapters are more entries. */
export const CHAPTERS: Readonly<Record<string, readonly string[]>> = {
  training: [
    'createTrainingJob',
    'getTrainingJob',
    'updateTrainingJob',
    'deleteTrainingJob',
    'actOnTrainingJob',
    'searchTrainingJobs',
  ],
};
