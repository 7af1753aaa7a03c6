import type { Chart, ChartSeries } from './chart.ts';
import { columnName } from './chart-workbook.ts';
import { FONT, INK, LINE, MUTED, ORANGE } from './look.ts';
import { escape, HEAD } from './xml.ts';

const NAMESPACES =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/**
 * The chart part (ECMA-376 part 1, 21.2) with its values cached, elements in the order of the schema; its workbook is `rId1`. Written
 * here because the library's own has three axes on a chart of two, an element that lines may not have, and zeros as blanks.
 */
export function chartXml(chart: Chart): string {
  const isLine = chart.kind === 'line';
  const series = chart.series.map((one, i) => seriesXml(chart, one, i)).join('');
  const axes = '<c:axId val="111111111"/><c:axId val="222222222"/>';
  const body = isLine
    ? `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`
    : `<c:barChart><c:barDir val="bar"/><c:grouping val="${chart.kind === 'stacked' ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${series}` +
      `<c:gapWidth val="${chart.categories.length < 4 ? 200 : 45}"/><c:overlap val="${chart.kind === 'stacked' ? 100 : 0}"/>${axes}</c:barChart>`;
  const legend =
    chart.series.length < 2
      ? ''
      : `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textXml(12, INK)}</c:legend>`;
  return (
    `${HEAD}<c:chartSpace ${NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>` +
    `<c:plotArea><c:layout/>${body}${categoryAxis(chart)}${valueAxis(chart)}<c:spPr><a:noFill/></c:spPr></c:plotArea>${legend}` +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
    `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(12, INK)}` +
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
  );
}

function seriesXml(chart: Chart, series: ChartSeries, index: number): string {
  const column = columnName(index + 1);
  const last = chart.categories.length + 1;
  const isLine = chart.kind === 'line';
  const name = `<c:tx><c:strRef><c:f>Sheet1!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escape(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`;
  const points = chart.categories.map((text, i) => `<c:pt idx="${i}"><c:v>${escape(text)}</c:v></c:pt>`);
  const values = series.values.flatMap((value, i) =>
    Number.isFinite(value) ? [`<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`] : []
  );
  const count = `<c:ptCount val="${chart.categories.length}"/>`;
  return (
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${name}` +
    (isLine ? lineLook(chart, series) : `<c:spPr>${fill(series)}</c:spPr><c:invertIfNegative val="0"/>`) +
    labels(chart, series) +
    `<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$${last}</c:f><c:strCache>${count}${points.join('')}</c:strCache></c:strRef></c:cat>` +
    `<c:val><c:numRef><c:f>Sheet1!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>${chart.format}</c:formatCode>${count}${values.join('')}</c:numCache></c:numRef></c:val>` +
    `${isLine ? '<c:smooth val="0"/>' : ''}</c:ser>`
  );
}

function fill({ colour, isHatched }: ChartSeries): string {
  const edge = `<a:ln w="9525"><a:solidFill>${rgb(colour)}</a:solidFill></a:ln>`;
  return isHatched
    ? `<a:pattFill prst="wdUpDiag"><a:fgClr>${rgb(colour)}</a:fgClr><a:bgClr>${rgb('FFFFFF')}</a:bgClr></a:pattFill>${edge}`
    : `<a:solidFill>${rgb(colour)}</a:solidFill>${edge}`;
}

function lineLook(chart: Chart, { colour }: ChartSeries): string {
  const line = `<a:ln w="31750" cap="rnd"><a:solidFill>${rgb(colour)}</a:solidFill><a:round/></a:ln>`;
  const marker = (size: number, tint: string, symbol: string) =>
    `<c:marker><c:symbol val="${symbol}"/><c:size val="${size}"/><c:spPr><a:solidFill>${rgb(tint)}</a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
  const mark =
    chart.mark === undefined
      ? ''
      : `<c:dPt><c:idx val="${chart.mark}"/>${marker(14, ORANGE, 'diamond')}<c:bubble3D val="0"/><c:spPr>${line}</c:spPr></c:dPt>`;
  return `<c:spPr>${line}</c:spPr>${marker(8, colour, 'circle')}${mark}`;
}

function labels(chart: Chart, series: ChartSeries): string {
  // Within a stack a white plate keeps the figure readable upon a hatch; a sliver has no room for it.
  const isStack = chart.kind === 'stacked';
  const sums = chart.categories.map((_, i) =>
    chart.series.reduce((sum, { values }) => sum + (values[i] || 0), 0)
  );
  const least = 0.045 * Math.max(...sums);
  // Of a long line the first, the marked and the last point say it.
  const last = series.values.length - 1;
  const isBare = (value: number, i: number) =>
    isStack
      ? value === 0 || value < least
      : chart.kind === 'line' && last > 11 && i !== 0 && i !== last && i !== chart.mark;
  const none = series.values.flatMap((value, i) =>
    isBare(value, i) ? [`<c:dLbl><c:idx val="${i}"/><c:delete val="1"/></c:dLbl>`] : []
  );
  const plate = isStack ? `<a:solidFill>${rgb('FFFFFF')}</a:solidFill>` : '<a:noFill/>';
  const where = isStack ? 'ctr' : chart.kind === 'line' ? 't' : 'outEnd';
  return (
    `<c:dLbls>${none.join('')}<c:numFmt formatCode="${chart.format}" sourceLinked="0"/><c:spPr>${plate}<a:ln><a:noFill/></a:ln></c:spPr>${textXml(12, INK)}` +
    `<c:dLblPos val="${where}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>` +
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
  );
}

function categoryAxis(chart: Chart): string {
  const isLine = chart.kind === 'line';
  return (
    `<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="${isLine ? 'minMax' : 'maxMin'}"/></c:scaling><c:delete val="0"/>` +
    `<c:axPos val="${isLine ? 'b' : 'l'}"/>${titleXml(chart.categoryTitle)}<c:numFmt formatCode="General" sourceLinked="0"/>` +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>' +
    `<c:spPr><a:ln w="9525"><a:solidFill>${rgb(MUTED)}</a:solidFill></a:ln></c:spPr>${textXml(12, INK)}` +
    '<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>' +
    `<c:tickLblSkip val="${isLine ? Math.max(1, Math.ceil(chart.categories.length / 15)) : 1}"/><c:noMultiLvlLbl val="1"/></c:catAx>`
  );
}

function valueAxis(chart: Chart): string {
  const isLine = chart.kind === 'line';
  const most = chart.most === undefined ? '' : `<c:max val="${chart.most}"/>`;
  const grid = `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>${rgb(LINE)}</a:solidFill></a:ln></c:spPr></c:majorGridlines>`;
  return (
    `<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>${most}<c:min val="0"/></c:scaling><c:delete val="0"/>` +
    `<c:axPos val="${isLine ? 'l' : 'b'}"/>${grid}${titleXml(chart.valueTitle)}<c:numFmt formatCode="${chart.format.replace('0.0%', '0%')}" sourceLinked="0"/>` +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>' +
    `<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(11, MUTED)}<c:crossAx val="111111111"/>` +
    // The first category stands on top, so the axis of values crosses at the last to lie below.
    `<c:crosses val="${isLine ? 'autoZero' : 'max'}"/><c:crossBetween val="between"/>${chart.most === 1 ? '<c:majorUnit val="0.2"/>' : ''}</c:valAx>`
  );
}

function titleXml(text: string): string {
  if (text === '') return '';
  const look = `lang="zh-CN" sz="1200" b="0"><a:solidFill>${rgb(MUTED)}</a:solidFill>${faces}`;
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="0"/></a:pPr><a:r><a:rPr ${look}</a:rPr><a:t>${escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

const faces = `<a:latin typeface="${FONT}"/><a:ea typeface="${FONT}"/>`;
const rgb = (colour: string) => `<a:srgbClr val="${colour}"/>`;

const textXml = (size: number, colour: string) =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size * 100}" b="0"><a:solidFill>${rgb(colour)}</a:solidFill>${faces}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
