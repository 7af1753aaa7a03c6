import type { ComplianceRow, Remark } from './coverage.ts';

/** Codes of `why` and `remarks` that speak of data that is not there: all of it, or of some rows. */
const LACKING = new Set([
  ...['missing-input', 'no-row', 'no-rows', 'no-tasks', 'incomplete', 'lower-bound', 'estimated'],
  ...['units-for-estates', 'instead-of', 'rooms-unsaid', 'needs-unsaid', 'same-place']
]);

/** Codes that count facilities of which the category is not known. */
const UNCATEGORISED = new Set(['uncategorised', 'kinds-unknown']);

/** What `table.column` in a remark is no column of the data. */
const SETTINGS = /^project_default\./;

/**
 * The columns that a row of compliance lacks, as `table.column`, each once, in the order in which they are named; a table that is
 * missing whole is `table.*`. None where a verdict is missing for another reason: its scope, a setting of the rule, nobody of the group.
 */
export function columnsLacking(why: ComplianceRow['why'], remarks: ComplianceRow['remarks'] = []): string[] {
  return [...new Set([...(why ? [why] : []), ...remarks].flatMap(columnsOf))];
}

function columnsOf({ code, what }: Remark): string[] {
  if (UNCATEGORISED.has(code)) return ['facilities.category'];
  if (!LACKING.has(code)) return [];
  return what.split(', ').flatMap((word) => {
    // Behind a colon stands how many, behind “=” which one.
    const name = word.split(/: | = /)[0];
    if (name === 'grids') return ['grids.*'];
    if (name === 'facility_categories') return ['facilities.category'];
    return /^\w+\.(\w+|\*)$/.test(name) && !SETTINGS.test(name) ? [name] : [];
  });
}
