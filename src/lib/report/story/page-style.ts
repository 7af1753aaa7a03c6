/** The style of an exported page: 16:9 and 4:3 from 1024×768 to 4K by one unit, and a sheet of A4 for each page when printed. */
export const PAGE_STYLE = `
:root{font-size:clamp(12px,min(1.25vw,2.05vh),48px);--ink:#1c2321;--faint:#56615d;--line:#d8d4ca;--paper:#fff;--accent:#0f5c55;--warn:#9a3412}
*{box-sizing:border-box}
html,body{margin:0;height:100%;background:var(--paper);color:var(--ink);overflow:hidden}
body{font-family:"Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC",SimHei,"WenQuanYi Micro Hei",sans-serif;line-height:1.5;-webkit-font-smoothing:antialiased}
p,h1,h2{margin:0}
#start{padding:2rem;font-size:1.25rem}
#story{height:100%}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.page{--fit:1;display:none;position:absolute;inset:0;grid-template:auto minmax(0,1fr) auto/minmax(0,1fr);padding:2rem 4.2rem .9rem;outline:0}
.page.shown{display:grid}
.head{min-width:0;padding-bottom:1rem}
.title{font-size:calc(2.15rem*clamp(.7,var(--fit),1));line-height:1.25;font-weight:700;overflow-wrap:anywhere;text-wrap:balance}
.page:not(.page-title) .title{border-left:.42rem solid var(--accent);padding-left:.9rem}
.body{min-height:0;min-width:0;display:flex;flex-direction:column;gap:1rem;overflow:auto}
.words{font-size:calc(1.3rem*var(--fit));overflow-wrap:anywhere}
.words p+p{margin-top:.45em}
.foot{display:flex;gap:1.5rem;align-items:baseline;justify-content:space-between;padding-top:.8rem;padding-bottom:1.2rem;font-size:.82rem;color:var(--faint);min-width:0}
.foot .source{flex:1;min-width:0;overflow:hidden;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2}
.foot .internal{color:var(--warn);white-space:nowrap;letter-spacing:.06em}
.foot .count{white-space:nowrap;font-variant-numeric:tabular-nums}
.page-title .head{align-self:end;padding-bottom:1.4rem}
.page-title{grid-template-rows:minmax(0,1fr) minmax(0,1fr) auto}
.page-title .title{font-size:calc(3.6rem*clamp(.6,var(--fit),1));color:var(--accent)}
.page-title .words{font-size:calc(1.55rem*var(--fit));border-top:.2rem solid var(--accent);padding-top:1.2rem}
.page-title .keys{margin-top:auto;font-size:.9rem;color:var(--faint)}
.page-number .body{justify-content:center}
.numbers{display:flex;flex-wrap:wrap;align-items:flex-end;gap:0 2.4rem}
.number{color:var(--accent);font-weight:700;line-height:1;white-space:nowrap}
.number .value{font-size:calc(12rem*var(--fit));font-variant-numeric:tabular-nums;letter-spacing:-.03em}
.number .unit{font-size:3rem;margin-left:.6rem}
.note{font-size:calc(1.6rem*var(--fit));padding-bottom:1.6rem}
.page-number .words{font-size:calc(1.9rem*var(--fit));border-top:1px solid var(--line);padding-top:1rem}
.page-map .body,.page-compare .body{flex-direction:row;gap:1.6rem;overflow:hidden}
.aside{flex:0 0 27%;min-width:0;display:flex;flex-direction:column;gap:1.2rem;overflow:auto}
.aside .words{font-size:calc(1.22rem*var(--fit))}
.legend{margin-top:auto;padding-top:.9rem;border-top:1px solid var(--line);flex:none}
.legend canvas{display:block}
.map{position:relative;flex:1;min-width:0;min-height:0;overflow:hidden;border:1px solid #8d938f;background:#fff;touch-action:none;cursor:grab;user-select:none;-webkit-user-select:none}
.map.held{cursor:grabbing}
.map canvas{position:absolute;left:0;top:0;display:block}
.map .furniture{z-index:2;pointer-events:none}
.veil{position:absolute;inset:0;z-index:1;background:#fff;overflow:hidden}
.divider{position:absolute;top:0;bottom:0;width:2.6rem;margin-left:-1.3rem;z-index:3;cursor:ew-resize;touch-action:none;display:grid;place-items:center;outline:0}
.divider::before{content:"";position:absolute;left:50%;top:0;bottom:0;width:.22rem;margin-left:-.11rem;background:var(--ink)}
.grip{position:relative;display:grid;place-items:center;width:2.4rem;height:2.4rem;border-radius:50%;background:var(--ink);color:#fff;font-size:1.2rem}
.divider:focus-visible .grip{box-shadow:0 0 0 .25rem #f2b84b}
.side{position:absolute;top:.7rem;z-index:3;padding:.15rem .8rem;background:var(--ink);color:#fff;font-size:1.05rem;pointer-events:none}
.side-before{left:.7rem}
.side-after{right:4.6rem}
.tools{position:absolute;right:.7rem;bottom:.7rem;z-index:4;display:flex;flex-direction:column;gap:.35rem}
.tool{width:2.3rem;height:2.3rem;border:1px solid #8d938f;background:#fffffff2;color:var(--ink);font-size:1.25rem;line-height:1;cursor:pointer;padding:0}
.hint{position:absolute;z-index:5;max-width:20rem;padding:.5rem .8rem;background:#1c2321f2;color:#fff;font-size:1rem;line-height:1.45;pointer-events:none;overflow-wrap:anywhere}
.hint strong,.hint span{display:block}
.hint[hidden]{display:none}
table{border-collapse:collapse;width:100%;font-size:calc(1.16rem*var(--fit));font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:calc(.52rem*var(--fit)) .8rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{background:#eef3f1;border-bottom:2px solid var(--accent);white-space:nowrap}
td .bar{display:inline-block;vertical-align:middle;height:.8em;min-width:1px;margin-right:.6em;background:#8fbfb6}
td.figure,th.figure{text-align:right;white-space:nowrap}
.page-end table{font-size:calc(1rem*var(--fit))}
.page-end th,.page-end td{padding:calc(.26rem*var(--fit)) .8rem}
.page-end td:first-child{white-space:nowrap;color:var(--faint)}
button:focus-visible{outline:.2rem solid #f2b84b;outline-offset:1px}
.side-zone{position:absolute;top:0;bottom:2.4rem;width:3.4rem;z-index:6;border:0;background:transparent;color:transparent;font-size:2.6rem;cursor:pointer;padding:0}
.side-zone:hover,.side-zone:focus-visible{color:var(--faint);background:#00000009}
.side-zone:disabled{cursor:default;color:transparent;background:transparent}
.back{left:0}
.on{right:0}
.dots{position:absolute;left:0;right:0;bottom:.35rem;z-index:7;display:flex;justify-content:center;gap:0}
.dot{width:1.35rem;height:1.35rem;border:0;background:transparent;padding:0;cursor:pointer;display:grid;place-items:center}
.dot::before{content:"";width:.6rem;height:.6rem;border-radius:50%;border:1.5px solid var(--faint);background:#fff}
.dot[aria-current]::before{background:var(--accent);border-color:var(--accent);transform:scale(1.25)}
@media screen and (max-aspect-ratio:1/1){:root:not(.printing) .page-map .body,:root:not(.printing) .page-compare .body{flex-direction:column}:root:not(.printing) .aside{flex:0 1 auto;max-height:45%}:root:not(.printing) .legend{margin-top:0}:root:not(.printing) .page{padding:1.4rem 2.4rem .9rem}:root:not(.printing) .side-zone{width:2rem}}
@media print{@page{size:A4 landscape;margin:0}}
.printing{font-size:13.2px}
.printing,.printing body{height:auto;overflow:visible}
.printing #story{height:auto}
.printing .page{display:grid;position:relative;inset:auto;width:297mm;height:209.5mm;break-after:page;break-inside:avoid;overflow:hidden;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.printing .page:last-of-type{break-after:auto}
.printing .dots,.printing .side-zone,.printing .tools,.printing .keys,.printing .hint,.printing .grip{display:none}
`;
