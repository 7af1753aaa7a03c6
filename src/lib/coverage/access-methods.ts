/** How access can be measured, by the names of the command line and the study file. */
export const ACCESS_METHODS = [
  'nearest',
  'cumulative',
  'gravity',
  '2sfca',
  'e2sfca',
  '3sfca',
  'm2sfca',
  'raam'
] as const;

export type AccessMethod = (typeof ACCESS_METHODS)[number];
