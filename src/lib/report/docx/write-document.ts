import {
  AlignmentType,
  Document,
  Footer,
  Header,
  NumberFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type ISectionOptions,
  type PageNumberEstimator
} from 'docx';
import type { Facts } from '../facts.ts';
import type { Pictures } from '../pictures.ts';
import { zipPlainly } from '../zip-plainly.ts';
import type { Block } from './blocks.ts';
import { tellAppendices } from './chapters/appendices.ts';
import { tellComparison, tellLimits, tellTasks } from './chapters/closing.ts';
import { tellData, tellFindings, tellMethod, tellPurpose } from './chapters/opening.ts';
import { tellGaps, tellPresent } from './chapters/present-state.ts';
import { tellLinks } from './chapters/links.ts';
import { tellSites } from './chapters/proposals.ts';
import { numberBlocks, type Numbers } from './number-blocks.ts';
import { planPages } from './plan-pages.ts';
import { lookOf, TWIPS_PER_MM, type Look } from './look.ts';
import { mendParts } from './mend-parts.ts';
import { LISTED, secrecy, setContents, setCover } from './set-cover.ts';
import { setBlocks, type SetPart } from './set-blocks.ts';
import { shortenNames } from './short-names.ts';
import { createSpeaker, type Speaker } from './speaker.ts';
import { createStyles } from './styles.ts';

/**
 * 「设施布局评估与选址建议报告」 as .docx: in Chinese in the form of official papers (GB/T 9704), in English in a like one. The same facts and pictures
 * give the same bytes.
 */
export async function writeDocument(whole: Facts, pictures: Pictures): Promise<Uint8Array> {
  const facts = shortenNames(whole);
  const speaker = createSpeaker(facts);
  const look = lookOf(facts.options.language);
  const blocks = tellAll(speaker);
  const numbers = numberBlocks(blocks, speaker.isChinese);
  const parts = await setBlocks(blocks, numbers, pictures, look);
  const file = new Document({
    title: `${facts.title} ${speaker.say('设施布局评估与选址建议报告', 'Where services reach, and where new ones should be')}`,
    creator: facts.options.author || speaker.say('一刻圈', 'Yike'),
    lastModifiedBy: speaker.say('一刻圈', 'Yike'),
    description: speaker.say(`一刻圈 ${facts.options.version}`, `Yike ${facts.options.version}`),
    revision: 1,
    evenAndOddHeaderAndFooters: true,
    styles: createStyles(look, speaker.isChinese),
    pageNumbers: createEstimator(blocks, numbers, look),
    sections: [
      {
        properties: { ...page(look, false), titlePage: true },
        headers: heads(speaker),
        children: [...setCover(speaker, look), ...setContents(speaker, look)]
      },
      ...parts.map((part, at) => section(part, at === 0, speaker, look))
    ]
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(file));
  return zipPlainly(bytes, (each) => mendParts(each, facts.options.date, look));
}

/** What the contents say: bookmarks of the headings that they list stand in the order of these. */
function createEstimator(blocks: Block[], numbers: Numbers, look: Look): PageNumberEstimator {
  const pages = planPages(blocks, numbers, look);
  const listed = blocks
    .filter((block) => block.block === 'heading')
    .flatMap(({ level }, at) => (level <= LISTED ? [String(pages[at])] : []));
  return (body) => {
    const names = [...JSON.stringify(body).matchAll(/"w:name":"(_Toc\d+)"/g)].map(([, name]) => name);
    return { bookmarks: new Map(names.map((name, at) => [name, listed[at]])) };
  };
}

/** All chapters, in the order of the report. */
function tellAll(speaker: Speaker): Block[] {
  return [
    ...tellFindings(speaker),
    ...tellPurpose(speaker),
    ...tellData(speaker),
    ...tellMethod(speaker),
    ...tellPresent(speaker),
    ...tellGaps(speaker),
    ...tellSites(speaker),
    ...tellLinks(speaker),
    ...tellComparison(speaker),
    ...tellTasks(speaker),
    ...tellLimits(speaker),
    ...tellAppendices(speaker)
  ];
}

function section(
  { isLandscape, children }: SetPart,
  isFirst: boolean,
  speaker: Speaker,
  look: Look
): ISectionOptions {
  const { page: sheet, ...rest } = page(look, isLandscape);
  return {
    properties: {
      ...rest,
      page: { ...sheet, pageNumbers: { formatType: NumberFormat.DECIMAL, ...(isFirst ? { start: 1 } : {}) } }
    },
    headers: heads(speaker),
    footers: feet(speaker),
    children
  };
}

/** A4; on its side the margins turn with the sheet, top to the left. */
function page({ marginMm: { top, bottom, left, right }, headerMm, footerMm }: Look, isLandscape: boolean) {
  const twips = (mm: number) => Math.round(mm * TWIPS_PER_MM);
  return {
    type: SectionType.NEXT_PAGE,
    page: {
      size: {
        ...{ width: twips(210), height: twips(297) },
        orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
      },
      margin: {
        ...{ top: twips(isLandscape ? left : top), bottom: twips(isLandscape ? right : bottom) },
        ...{ left: twips(isLandscape ? top : left), right: twips(isLandscape ? bottom : right) },
        ...{
          header: twips(isLandscape ? left - 13 : headerMm),
          footer: twips(isLandscape ? 13 : footerMm),
          gutter: 0
        }
      }
    }
  };
}

function heads({ facts, isChinese }: Speaker): ISectionOptions['headers'] {
  const words = facts.options.isInternal ? secrecy(isChinese) : '';
  const head = () =>
    new Header({ children: [new Paragraph({ style: 'Header', children: [new TextRun(words)] })] });
  const empty = new Header({ children: [new Paragraph({ style: 'Header', children: [] })] });
  return { default: head(), even: head(), first: empty };
}

/** — 1 — at the outer edge, a character in; in English in the middle. */
function feet({ isChinese }: Speaker): ISectionOptions['footers'] {
  const foot = (isOdd: boolean) =>
    new Footer({
      children: [
        new Paragraph({
          style: 'Footer',
          alignment: !isChinese ? AlignmentType.CENTER : isOdd ? AlignmentType.RIGHT : AlignmentType.LEFT,
          ...(isChinese ? { indent: isOdd ? { right: 280 } : { left: 280 } } : {}),
          children: [
            new TextRun({ children: isChinese ? ['— ', PageNumber.CURRENT, ' —'] : [PageNumber.CURRENT] })
          ]
        })
      ]
    });
  return { default: foot(true), even: foot(false) };
}
