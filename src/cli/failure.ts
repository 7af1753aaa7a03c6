import type { Words } from './words.ts';

/** Something that can't be done (exit 1) or was asked wrongly (exit 2). The words say what, where and what to do. */
export class Failure extends Error {
  readonly words: Words;
  readonly exitCode: 1 | 2;

  constructor(zh: string, en: string, exitCode: 1 | 2 = 1) {
    super(en);
    this.name = 'Failure';
    this.words = { zh, en };
    this.exitCode = exitCode;
  }
}

/** Any thrown thing as words for the user; errors that carry both languages keep them. */
export function describeFailure(error: unknown): Words {
  if (error instanceof Failure) return error.words;
  const carried = error as Partial<Record<'zh' | 'en' | 'messageZh' | 'messageEn', unknown>> | null;
  const zh = carried?.zh ?? carried?.messageZh;
  const en = carried?.en ?? carried?.messageEn;
  if (typeof zh === 'string' && typeof en === 'string') return { zh, en };
  const message = error instanceof Error ? error.message : String(error);
  return { zh: message, en: message };
}

/** An error whose message is `Chinese · English`, behind what names its place; one of several lines is given whole in both languages. */
export function sayBoth(error: unknown, place = ''): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const parts = message.includes('\n') ? [] : message.split(' · ');
  const [zh, en] = parts.length === 2 ? parts : [message, message];
  return place === '' ? new Failure(zh, en) : new Failure(`${place}：${zh}`, `${place}: ${en}`);
}

/** A file of the system that can't be read or written, in words. */
export function describeFileError(error: unknown, path: string): Failure {
  const code = (error as { code?: string }).code ?? '';
  const causes: Record<string, Words> = {
    ENOENT: { zh: '没有这个文件，请核对路径', en: 'there is no such file; check the path' },
    EISDIR: { zh: '这是文件夹，需要的是文件', en: 'this is a folder, a file is needed' },
    ENOTDIR: { zh: '路径中有一段不是文件夹', en: 'a part of the path is not a folder' },
    EACCES: {
      zh: '没有权限，请更改权限或换个位置',
      en: 'permission denied; change it or take another place'
    },
    EPERM: { zh: '没有权限，请更改权限或换个位置', en: 'permission denied; change it or take another place' },
    EROFS: { zh: '这个位置只读，请换个位置', en: 'this place is read-only; take another one' },
    ENOSPC: { zh: '磁盘已满', en: 'the disk is full' }
  };
  const message = error instanceof Error ? error.message : String(error);
  const cause = causes[code] ?? { zh: message, en: message };
  return new Failure(`${path}：${cause.zh}`, `${path}: ${cause.en}`);
}
