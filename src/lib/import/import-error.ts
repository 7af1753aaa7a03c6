import { reason, type Params, type ReasonCode } from './reasons.ts';

/** A file that is refused as a whole; nothing of it is stored. The message says what, where and what to do. */
export class ImportError extends Error {
  readonly code: ReasonCode;
  readonly file: string;
  readonly messageZh: string;
  readonly messageEn: string;

  constructor(code: ReasonCode, file: string, params: Params = {}) {
    super(`${file}：${reason(code, params, 'zh')}`);
    this.name = 'ImportError';
    this.code = code;
    this.file = file;
    this.messageZh = this.message;
    this.messageEn = `${file}: ${reason(code, params, 'en')}`;
  }
}
