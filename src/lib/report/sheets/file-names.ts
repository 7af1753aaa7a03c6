/** Names that Windows keeps for devices, with or without an ending. */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;
const MOST_CHARACTERS = 60;

/**
 * A name made safe as part of a file's name on Windows, macOS and Linux: characters that are not allowed, controls and
 * marks that turn the direction of writing become `_`, blanks one space, at most 60 characters; '' where nothing is left.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    // Lone halves of a pair, controls, joiners and the marks of direction.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u2028\u2029]/gu, '_')
    .replace(/[\\/:*?"<>|]/g, '_');
  const cut = [...plain].slice(0, MOST_CHARACTERS).join('');
  const bare = cut.replace(/^[ .]+|[ .]+$/g, '');
  // A device is one also as the part before the first dot.
  return DEVICES.test(bare.split('.')[0].trimEnd()) ? `_${bare}` : /[^_ ]/.test(bare) ? bare : '';
}

/** `007-name.png`: numbers of one length, so that the names sort as the sheets; unique by the number. `count`: of all sheets. */
export function sheetFileName(number: number, count: number, name: string, ending: string): string {
  const digits = String(number).padStart(Math.max(3, String(count).length), '0');
  const safe = safeName(name);
  return safe === '' ? `${digits}.${ending}` : `${digits}-${safe}.${ending}`;
}
