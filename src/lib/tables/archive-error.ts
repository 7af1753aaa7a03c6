const WORDS = {
  incomplete: {
    zh: (file: string) => `文件不完整：缺少或读不出 ${file}。请换用另一份副本。`,
    en: (file: string) => `The study is incomplete: ${file} is missing or cannot be read. Use another copy.`
  },
  checksum: {
    zh: (file: string) => `${file} 与保存时不一致（校验和不符），可能已损坏或被改动。请换用另一份副本。`,
    en: (file: string) =>
      `${file} is not what was saved (its checksum differs): damaged or changed. Use another copy.`
  },
  newer: {
    zh: (file: string) => `这是更新版本的一刻圈保存的研究（${file}），没有打开，也没有改动。请升级后再打开。`,
    en: (file: string) =>
      `The study was saved by a newer version of Yike (${file}); it was neither opened nor changed. Update Yike, then open it.`
  },
  overtaken: {
    zh: () => '这项研究已在别处（另一个标签页）保存过，为免覆盖，本页没有保存。可存为副本或文件。',
    en: () =>
      'The study has meanwhile been saved elsewhere (in another tab); to overwrite nothing, this page did not save it. Keep it as a copy or a file.'
  },
  strange: {
    zh: (file: string) => `研究文件里的内容不合规，没有打开：${file}。`,
    en: (file: string) => `The study holds what no study should, and was not opened: ${file}.`
  },
  not_a_study: {
    zh: (file: string) => `这不是一刻圈的研究文件（.yike）：${file}。`,
    en: (file: string) => `This is not a Yike study file (.yike): ${file}.`
  },
  too_large: {
    zh: (file: string) => `研究文件解开后超过上限：${file}。为保护本机，已停止打开。`,
    en: (file: string) =>
      `The study file unpacks to more than the limit: ${file}. Opening was stopped to protect this computer.`
  }
} as const;

export type ArchiveErrorCode = keyof typeof WORDS;

/** A saved study that cannot be opened as it is; `file` is the part of it that is wrong. */
export class ArchiveError extends Error {
  readonly code: ArchiveErrorCode;
  readonly file: string;
  readonly messageZh: string;
  readonly messageEn: string;

  constructor(code: ArchiveErrorCode, file: string) {
    super(WORDS[code].zh(file));
    this.name = 'ArchiveError';
    this.code = code;
    this.file = file;
    this.messageZh = this.message;
    this.messageEn = WORDS[code].en(file);
  }
}
