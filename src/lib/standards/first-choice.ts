/** Profiles whose rules a new study, and the sample, are judged by until they say otherwise. */
export const FIRST_PROFILES = ['national', 'seed-generic', 'tianjin'];

/** Rules that a new study, and the sample, ask for until they say otherwise. */
export const FIRST_STANDARDS = [
  'ELD-COV-15',
  'HLT-COV-15',
  'ELD-SITE-COMM',
  'ELD-CENTER-SUBD',
  'HLT-CHS-COMM',
  'ELD-AREA-OLD',
  'FAC-AREA-100HH'
];
