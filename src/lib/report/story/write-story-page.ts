import { sha256 } from '@noble/hashes/sha2.js';
import type { Dossier } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import { prepareMap } from '../maps/prepare-map.ts';
import { packGround } from './packed/pack-ground.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Story } from './story.ts';
import { DATA_ID, type StoryData } from './story-data.ts';

/**
 * The story as one file of HTML that opens by double click, without a network, its maps alive: texts, figures and light outlines as data,
 * and the viewer's script, `story-viewer.js` of the build. Its own policy lets nothing else run and nothing be fetched. The same
 * story of the same study gives the same bytes.
 */
export function writeStoryPage(
  story: Story,
  dossier: Dossier,
  facts: Facts,
  viewerCode: string
): Uint8Array<ArrayBuffer> {
  const { language, isInternal } = facts.options;
  const keys = new Set(
    story.pages.flatMap(({ map }) => (map ? [map.measure, ...(map.after ? [map.after.measure] : [])] : []))
  );
  const ground = keys.size > 0 ? packGround(prepareMap(dossier, facts), keys) : null;
  const data: StoryData = { story, language, isInternal, ground };
  const script = scriptText(viewerCode);
  const policy = [
    `default-src 'none'`,
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(PAGE_STYLE)}'`,
    `base-uri 'none'`,
    `form-action 'none'`
  ].join('; ');
  const isChinese = language === 'zh';
  const html = `<!doctype html>
<html lang="${isChinese ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(story.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<p id="start">${
    isChinese
      ? '正在打开…… 若一直停在这里，请改用 Chrome、Edge（110 及以上版本）打开本文件，并允许运行脚本。'
      : 'Opening… If it stays like this, open the file with Chrome or Edge 110 or newer, and let scripts run.'
  }</p>
<main id="story"></main>
<script type="application/json" id="${DATA_ID}">${dataText(data)}</script>
<script>${script}</script>
</body>
</html>
`;
  return new TextEncoder().encode(html);
}

/** JSON that can't end the element it stands in. */
function dataText(data: StoryData): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The script as a page reads it: one kind of line end, and nothing that ends the element or begins a comment in it. */
function scriptText(code: string): string {
  return code.replace(/\r\n?/g, '\n').replace(/<(?=\/script|!--)/gi, '\\x3c');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A text as a policy names it. */
function hashOf(text: string): string {
  const digest = sha256(new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
