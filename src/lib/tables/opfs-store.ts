import type { FileStore } from './keep.ts';

/**
 * Files under `directory` of the origin's private file system; for a page or a worker of a secure context. A file is
 * written beside its old content and put in its place when it is closed. Throws where the file system is not there.
 */
export async function openOpfsStore(directory: string): Promise<FileStore> {
  let root = await navigator.storage.getDirectory();
  for (const step of directory.split('/')) root = await root.getDirectoryHandle(step, { create: true });
  return {
    async put(name, bytes) {
      const { folder, file } = await locate(root, name, true);
      const handle = await folder!.getFileHandle(file, { create: true });
      const writable = await handle.createWritable();
      try {
        await writable.write(bytes as Uint8Array<ArrayBuffer>);
        await writable.close();
      } catch (error) {
        await writable.abort().catch(() => undefined);
        throw error;
      }
    },
    async get(name) {
      const { folder, file } = await locate(root, name, false);
      const handle = folder && (await orNull(folder.getFileHandle(file)));
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    list: () => namesUnder(root, ''),
    async delete(name) {
      const { folder, file } = await locate(root, name, false);
      if (folder) await orNull(folder.removeEntry(file));
    }
  };
}

/** The directory of a name like `gen-1/tables/roads.arrow`, null where it is not there and not to be made. */
async function locate(root: FileSystemDirectoryHandle, name: string, create: boolean) {
  const steps = name.split('/');
  const file = steps.pop()!;
  let folder: FileSystemDirectoryHandle | null = root;
  for (const step of steps) folder = folder && (await orNull(folder.getDirectoryHandle(step, { create })));
  return { folder, file };
}

async function namesUnder(folder: FileSystemDirectoryHandle, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'file') names.push(prefix + name);
    else names.push(...(await namesUnder(handle as FileSystemDirectoryHandle, `${prefix}${name}/`)));
  }
  return names;
}

/** The answer, or null where what was asked for is not there. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}
