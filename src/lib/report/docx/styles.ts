import { AlignmentType, LineRuleType, type IStylesOptions } from 'docx';
import { ROOM, type Look } from './look.ts';

/** Styles of the document: real headings with levels, the text on the grid of lines, tables, captions, contents. */
export function createStyles(look: Look, isChinese: boolean): IStylesOptions {
  const { fonts, size, tracking } = look;
  const { lines } = look;
  const exact = (line: number) => ({ line, lineRule: LineRuleType.EXACT });
  const apart = { before: look.apart.before, after: look.apart.after };
  const head = (id: string, name: string, level: number, font: typeof fonts.body, extra: object = {}) => ({
    ...{ id, name, basedOn: 'Normal', next: 'BodyText', quickFormat: true },
    run: { font, size: level === 0 ? size.first : size.heading, characterSpacing: tracking, ...extra },
    paragraph: {
      ...{ outlineLevel: level, keepNext: true, keepLines: true, widowControl: true },
      ...{ spacing: { ...exact(lines.text), ...apart }, indent: { firstLine: look.indent } }
    }
  });
  const small = (id: string, name: string, paragraph: object, run: object = {}) => ({
    ...{ id, name, basedOn: 'Normal', quickFormat: true },
    run: { font: fonts.table, size: size.table, ...run },
    paragraph
  });
  const contents = (level: number) => ({
    ...{ id: `TOC${level}`, name: `toc ${level}`, basedOn: 'Normal' },
    run: { font: level === 1 ? fonts.first : fonts.body, size: isChinese ? 24 : 21 },
    paragraph: { spacing: exact(lines.contents), indent: { left: (level - 1) * 420 } }
  });
  return {
    default: {
      document: {
        run: { font: fonts.body, size: size.body, language: { value: 'en-US', eastAsia: 'zh-CN' } }
      }
    },
    paragraphStyles: [
      {
        ...{ id: 'BodyText', name: 'Body Text', basedOn: 'Normal', quickFormat: true },
        run: { characterSpacing: tracking },
        paragraph: {
          ...{ alignment: isChinese ? AlignmentType.BOTH : AlignmentType.LEFT, widowControl: true },
          ...{ spacing: { ...exact(lines.text), after: look.apart.text }, indent: { firstLine: look.indent } }
        }
      },
      {
        ...{ id: 'Title', name: 'Title', basedOn: 'Normal', next: 'BodyText', quickFormat: true },
        run: { font: fonts.title, size: size.title, bold: !isChinese },
        paragraph: { alignment: AlignmentType.CENTER, spacing: exact(isChinese ? 720 : 640) }
      },
      head('Heading1', 'heading 1', 0, fonts.first, { bold: !isChinese }),
      head('Heading2', 'heading 2', 1, fonts.second, { bold: !isChinese }),
      head('Heading3', 'heading 3', 2, isChinese ? fonts.body : fonts.second, { bold: true }),
      small(
        'Caption',
        'caption',
        {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { ...exact(lines.caption), ...ROOM.caption }
        },
        {
          ...{ font: fonts.first, size: size.caption }
        }
      ),
      // Letters of no height: nothing but the picture makes its line high.
      small(
        'Picture',
        'Picture',
        { alignment: AlignmentType.CENTER, keepNext: true, spacing: ROOM.picture },
        { size: 2 }
      ),
      small(
        'PictureCaption',
        'Picture caption',
        { alignment: AlignmentType.CENTER, spacing: { ...exact(lines.caption), ...ROOM.pictureCaption } },
        {
          ...{ font: fonts.first, size: size.caption }
        }
      ),
      small('TableText', 'Table text', { spacing: { ...exact(lines.table), ...ROOM.cell } }),
      small(
        'TableHead',
        'Table head',
        { alignment: AlignmentType.CENTER, keepNext: true, spacing: { ...exact(lines.table), ...ROOM.cell } },
        {
          ...{ font: fonts.first, bold: !isChinese }
        }
      ),
      small('TableNote', 'Table note', { spacing: { ...exact(lines.table), ...ROOM.note } }),
      small(
        'Header',
        'header',
        { alignment: AlignmentType.RIGHT },
        { font: fonts.first, size: isChinese ? 28 : 20 }
      ),
      small('Footer', 'footer', {}, { font: fonts.page, size: size.page }),
      contents(1),
      contents(2)
    ]
  };
}
