/**
 * A name or a text of the user's files as reports may hold it in any format: without control characters and marks that turn the direction of
 * what follows, halves of characters replaced, white space as single spaces. What it says stays: `<`, `=` and the like
 * are for each format to escape.
 */
export function plainText(text: string | null | undefined): string {
  if (!text) return '';
  if (/^[\u4e00-\u9fff\w-]*$/.test(text)) return text;
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
}
