/** The files of a drop, folders walked to the last file; a name is its path within what was dropped. */
export async function filesOf(transfer: DataTransfer): Promise<{ name: string; file: File }[]> {
  // Entries must be taken before the first wait: the transfer is emptied after the event.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory))
    return [...transfer.files].map((file) => ({ name: file.name, file }));
  const out: { name: string; file: File }[] = [];
  for (const entry of entries) if (entry) await walk(entry, '', out);
  return out;
}

/** A folder of more files than this is hardly a bureau's data. */
const MOST = 500;

async function walk(
  entry: FileSystemEntry,
  path: string,
  out: { name: string; file: File }[]
): Promise<void> {
  if (out.length >= MOST) return;
  const name = path + entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    out.push({ name, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives some hundred entries a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return;
    for (const inner of some) await walk(inner, `${name}/`, out);
  }
}
