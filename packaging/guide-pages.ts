/** A line of a guide: a sentence, a point of a list, or text to type as it stands. */
export type GuideLine = string | { point: string } | { code: string };

/** A guide as text and as a page that prints. */
export interface Guide {
  lang: string;
  title: string;
  subtitle: string;
  sections: { heading: string; lines: GuideLine[] }[];
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function htmlLine(line: GuideLine): string {
  if (typeof line === 'string') return `<p>${escapeHtml(line)}</p>`;
  if ('code' in line) return `<pre>${escapeHtml(line.code)}</pre>`;
  return `<li>${escapeHtml(line.point)}</li>`;
}

/** A page that needs nothing beside it, and prints on two sheets of A4. */
export function guideHtml({ lang, title, subtitle, sections }: Guide): string {
  const body = sections
    .map(({ heading, lines }) => `<h2>${escapeHtml(heading)}</h2>\n${lines.map(htmlLine).join('\n')}`)
    .join('\n')
    // Points that follow each other are one list.
    .replace(/(?:<li>.*<\/li>\n?)+/g, (points) => `<ul>\n${points.trimEnd()}\n</ul>\n`);
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escapeHtml(title)}</title>
<style>
@page { size: A4; margin: 16mm 18mm; }
body { max-width: 174mm; margin: 8mm auto; padding: 0 5mm; font: 10.5pt/1.5 "SimSun", "Noto Serif CJK SC", serif; color: #111; }
h1 { font: bold 17pt/1.3 "SimHei", "Noto Sans CJK SC", sans-serif; margin: 0; }
h2 { font: bold 12pt/1.4 "SimHei", "Noto Sans CJK SC", sans-serif; margin: 9pt 0 2pt; break-after: avoid; }
p, ul, pre { margin: 2pt 0; }
ul { padding-left: 14pt; }
pre { font: 9pt/1.4 Consolas, monospace; background: #f2f2f2; padding: 3pt 6pt; white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(subtitle)}</p>
${body}
</body>
</html>
`;
}

/** The same as plain text. */
export function guideText({ title, subtitle, sections }: Guide): string {
  const lineText = (line: GuideLine): string => {
    if (typeof line === 'string') return line;
    return 'code' in line ? line.code.replace(/^/gm, '    ') : `- ${line.point}`;
  };
  return `${title}\n${subtitle}\n${sections
    .map(({ heading, lines }) => `\n${heading}\n\n${lines.map(lineText).join('\n')}\n`)
    .join('')}`;
}
