/** Words of one part of the desk, Chinese and English. */
export const basemapZh = {
  'basemap.open': '底图',
  'basemap.title': '底图',
  'basemap.kind': '用什么作底图',
  'basemap.kind.none': '不用底图（默认，不联网）',
  'basemap.kind.file': '本机文件（PMTiles、MBTiles）',
  'basemap.kind.tianditu': '天地图（用本单位的密钥）',
  'basemap.kind.xyz': '瓦片地址（XYZ、TMS）',
  'basemap.kind.wmts': 'WMTS 服务',
  'basemap.none.note': '只画本研究的数据，不向任何服务器取图。',
  'basemap.file.pick': '选择文件……',
  'basemap.file.note':
    'PMTiles 按需读取，大小不限；MBTiles 要整个读入内存，500 MB 以内较稳妥，超过 1.5 GB 请先转成 PMTiles。文件只在本机读取。',
  'basemap.file.again': '上次的底图文件是“{name}”。浏览器不能自行打开本机文件，请再给一次。',
  'basemap.file.reopen': '打开该文件',
  'basemap.file.now': '正在使用：{name}',
  'basemap.address': '地址',
  'basemap.xyz.note':
    '用 {z} {x} {y} 标出级别、列、行；{-y} 为自南向北的行号（TMS），{q} 为四叉树编号，{s} 或 {0-7} 为多台服务器。',
  'basemap.datum': '服务的坐标',
  'basemap.datum.wgs84': 'WGS84 / CGCS2000',
  'basemap.datum.gcj02': 'GCJ-02（高德、腾讯等，逐片纠正后绘制）',
  'basemap.datum.known': '这个地址属于 GCJ-02 地图服务，将逐片纠正后绘制。',
  'basemap.zooms': '级别',
  'basemap.attribution': '署名',
  'basemap.attribution.note': '服务要求注明的来源文字，会显示在地图和导出的图片上。',
  'basemap.use': '使用',
  'basemap.wmts.note': '填服务地址即可（能力文档 GetCapabilities），密钥写在地址里的请一并填写。',
  'basemap.wmts.read': '读取图层',
  'basemap.wmts.layer': '图层',
  'basemap.wmts.choose': '请选择……',
  'basemap.wmts.refused':
    '不能使用：瓦片的坐标系是 {crs}。只能画 Web 墨卡托（EPSG:3857）和经纬度（EPSG:4326、4490）的瓦片。',
  'basemap.wmts.none': '这个服务没有图层。',
  'basemap.tianditu.map': '地图',
  'basemap.tianditu.vec': '矢量',
  'basemap.tianditu.img': '影像',
  'basemap.tianditu.ter': '地形',
  'basemap.tianditu.names': '叠加注记',
  'basemap.tianditu.key': '密钥（浏览器端）',
  'basemap.tianditu.note':
    '请在天地图网站申请“浏览器端”密钥。密钥只保存在这台电脑的浏览器里，不写入研究文件、网址和任何导出。',
  'basemap.tianditu.odd': '天地图的密钥应为 32 位字母和数字，请核对是否完整。',
  'basemap.opacity': '不透明度',
  'basemap.grey': '灰度显示',
  'basemap.retry': '重试',
  'basemap.opening': '正在打开底图……',
  'basemap.allowed': '已允许取图的服务器：{hosts}',
  'basemap.withdraw': '收回许可',
  'basemap.withdraw.note': '收回后页面会重新打开；研究先行保存。',
  'basemap.secret':
    '这份底图含有比例尺大于 1:5000 的内容。连续范围超过 25 平方千米的属于国家秘密（自然资发〔2020〕95号），请勿导出或对外提供。本软件不编造审图号，公开使用前须依法送审。',
  'basemap.secretPicture':
    '这张图片的底图大于 1:5000，且范围超过 25 平方千米，按规定属于国家秘密，请勿对外提供。',
  'basemap.consent.title': '允许向外部服务器取图吗？',
  'basemap.consent.hosts': '页面将向下列服务器取底图：',
  'basemap.consent.leaves':
    '会离开这台电脑的：您看的是哪些地方（瓦片的级别和行列号）、这台电脑的网络地址、填写的密钥。',
  'basemap.consent.stays': '不会离开的：研究数据、结果、文件和其中的任何文字。',
  'basemap.consent.plain': '其中有不加密的地址（http），途中的人看得到取了哪些图。',
  'basemap.consent.right': '请确认本单位有权使用该服务。此许可随时可以在“底图”里收回。',
  'basemap.consent.reload': '许可由浏览器把关，需要重新打开页面才能生效；研究会先保存。',
  'basemap.consent.no': '不允许',
  'basemap.consent.yes': '允许并重新打开',
  'basemap.bad.empty': '请填写地址。',
  'basemap.bad.notAddress': '这不是完整的网址，应以 http:// 或 https:// 开头。',
  'basemap.bad.noPlace': '地址里缺少 {z}、{x}、{y}（或 {q}）的位置。',
  'basemap.bad.secret': '地址里不能带用户名和密码。',
  'basemap.bad.ipv6': '浏览器的安全策略不能写 IPv6 地址，请改用域名或 IPv4 地址。',
  'basemap.bad.mixed':
    '本页用 https 打开，浏览器不允许再取 http 的图。请改用 https 地址，或用 http 打开本页。',
  'basemap.bad.bd09':
    '这是百度地图。它用 BD-09 坐标和自己的瓦片划分，不能准确对齐，所以不用。请改用天地图或其他服务。',
  'basemap.fault.blocked': '还没有允许向 {host} 取图，或浏览器不保存设置，所以没有取。',
  'basemap.fault.offline': '网络已断开，取不到底图；分析不受影响。',
  'basemap.fault.unreachable': '连不上 {host}。请检查地址和网络；内网可能没有放行。',
  'basemap.fault.cors':
    '{host} 有应答，但不允许其他网页读取它的图（没有 CORS 许可）。请服务的管理员放行，或换一个服务。',
  'basemap.fault.key': '{host} 拒绝了请求：密钥不对、没有权限或额度用完。已停止取图，请核对后重试。',
  'basemap.fault.busy': '{host} 说请求太多，已停止取图，请过一会儿重试。',
  'basemap.fault.server': '{host} 出错，已停止取图。',
  'basemap.fault.missing': '{host} 在这里没有图：请换一个级别或地方，或核对地址。',
  'basemap.fault.notTiles': '得到的不是地图瓦片（也可能是登录页面），已停止取图。{host}',
  'basemap.fault.notFile': '这个文件不是能用的 PMTiles 或 MBTiles，或已损坏。',
  'basemap.fault.fileGone': '文件读不出来：可能已被移走、改名或改动，请再选一次。',
  'basemap.fault.tooLarge':
    '这个 MBTiles 超过 1.5 GB，浏览器放不下。请先转成 PMTiles（pmtiles convert），大小不限。',
  'basemap.fault.notWmts': '{host} 的应答不是 WMTS 能力文档，请核对地址。',
  'basemap.fault.vectorShift': 'GCJ-02 的矢量瓦片不能准确纠正，所以不用。请改用该服务的图片瓦片。'
};
export const basemapEn: Record<keyof typeof basemapZh, string> = {
  'basemap.open': 'Base map',
  'basemap.title': 'Base map',
  'basemap.kind': 'What to use as base map',
  'basemap.kind.none': 'No base map (default, nothing is fetched)',
  'basemap.kind.file': 'A file on this computer (PMTiles, MBTiles)',
  'basemap.kind.tianditu': 'Tianditu (with your own key)',
  'basemap.kind.xyz': 'Tile address (XYZ, TMS)',
  'basemap.kind.wmts': 'WMTS service',
  'basemap.none.note': 'Only the data of the study is drawn; no server is asked for anything.',
  'basemap.file.pick': 'Choose a file…',
  'basemap.file.note':
    'PMTiles are read piece by piece, of any size. MBTiles are read into memory whole: up to 500 MB is safe, above 1.5 GB convert to PMTiles first. The file is read on this computer only.',
  'basemap.file.again':
    'The base map was the file “{name}”. A browser can’t open files by itself: please give it again.',
  'basemap.file.reopen': 'Open that file',
  'basemap.file.now': 'In use: {name}',
  'basemap.address': 'Address',
  'basemap.xyz.note':
    '{z} {x} {y} mark zoom, column and row; {-y} is the row counted from the south (TMS), {q} the quadkey, {s} or {0-7} several servers.',
  'basemap.datum': 'Coordinates of the service',
  'basemap.datum.wgs84': 'WGS84 / CGCS2000',
  'basemap.datum.gcj02': 'GCJ-02 (AMap, Tencent …; each tile is drawn aligned)',
  'basemap.datum.known': 'This address is of a GCJ-02 service: each tile is drawn aligned.',
  'basemap.zooms': 'Zoom levels',
  'basemap.attribution': 'Attribution',
  'basemap.attribution.note':
    'The words the service asks for; they are shown on the map and on exported pictures.',
  'basemap.use': 'Use',
  'basemap.wmts.note':
    'The address of the service is enough (GetCapabilities); if it needs a key in the address, write it too.',
  'basemap.wmts.read': 'Read layers',
  'basemap.wmts.layer': 'Layer',
  'basemap.wmts.choose': 'Please choose…',
  'basemap.wmts.refused':
    'Can’t be used: its tiles are in {crs}. Only tiles in Web Mercator (EPSG:3857) and in degrees (EPSG:4326, 4490) can be drawn.',
  'basemap.wmts.none': 'This service has no layers.',
  'basemap.tianditu.map': 'Map',
  'basemap.tianditu.vec': 'Streets',
  'basemap.tianditu.img': 'Imagery',
  'basemap.tianditu.ter': 'Terrain',
  'basemap.tianditu.names': 'With names',
  'basemap.tianditu.key': 'Key (for browsers)',
  'basemap.tianditu.note':
    'Ask for a key of the kind “浏览器端” on Tianditu’s site. It is kept in the browser of this computer only, never in study files, addresses or exports.',
  'basemap.tianditu.odd': 'A Tianditu key has 32 letters and digits: please check that it is complete.',
  'basemap.opacity': 'Opacity',
  'basemap.grey': 'In grey',
  'basemap.retry': 'Try again',
  'basemap.opening': 'Opening the base map…',
  'basemap.allowed': 'Servers allowed for tiles: {hosts}',
  'basemap.withdraw': 'Withdraw permission',
  'basemap.withdraw.note': 'The page is then loaded again; the study is saved first.',
  'basemap.secret':
    'This base map holds detail at scales larger than 1:5,000. Over more than 25 km² in one piece that is a state secret in China (自然资发〔2020〕95号): do not export it or hand it on. No map approval number is made up here; maps for the public need an approval.',
  'basemap.secretPicture':
    'The base map of this picture is larger than 1:5,000 over more than 25 km², which is a state secret in China: do not hand it on.',
  'basemap.consent.title': 'Allow fetching from other servers?',
  'basemap.consent.hosts': 'The page will fetch its base map from:',
  'basemap.consent.leaves':
    'What leaves this computer: which places you look at (zoom, row and column of tiles), this computer’s network address, the key you gave.',
  'basemap.consent.stays': 'What does not: the data of the study, its results, files and any words in them.',
  'basemap.consent.plain':
    'Some of it is not encrypted (http): others on the way can see which tiles are fetched.',
  'basemap.consent.right':
    'Please make sure that your office may use this service. You can take this back under “Base map” at any time.',
  'basemap.consent.reload':
    'The browser itself enforces this, so the page has to be loaded again; the study is saved first.',
  'basemap.consent.no': 'Don’t allow',
  'basemap.consent.yes': 'Allow and load again',
  'basemap.bad.empty': 'Please give an address.',
  'basemap.bad.notAddress': 'This is not a whole address; it should begin with http:// or https://.',
  'basemap.bad.noPlace': 'The address lacks the places of {z}, {x}, {y} (or {q}).',
  'basemap.bad.secret': 'The address must not hold a user name and password.',
  'basemap.bad.ipv6': 'A browser’s policy can’t name IPv6 addresses: please use a name or an IPv4 address.',
  'basemap.bad.mixed':
    'This page was opened by https, so the browser fetches nothing by http. Use an https address, or open the page by http.',
  'basemap.bad.bd09':
    'This is Baidu. Its BD-09 coordinates and its own tiling can’t be aligned exactly, so it is not used. Please use Tianditu or another service.',
  'basemap.fault.blocked':
    'Fetching from {host} has not been allowed, or the browser keeps no settings; nothing was fetched.',
  'basemap.fault.offline': 'The network is down, so there is no base map; the analysis does not need it.',
  'basemap.fault.unreachable':
    '{host} can’t be reached. Check the address and the network; an intranet may not let it through.',
  'basemap.fault.cors':
    '{host} answers, but lets no other page read its tiles (no CORS permission). Ask who runs it, or use another service.',
  'basemap.fault.key':
    '{host} refused: the key is wrong, has no right, or its quota is used up. Nothing more is fetched; check it and try again.',
  'basemap.fault.busy': '{host} says there were too many requests. Nothing more is fetched; try again later.',
  'basemap.fault.server': '{host} had an error. Nothing more is fetched.',
  'basemap.fault.missing': '{host} has no tiles here: try another zoom or place, or check the address.',
  'basemap.fault.notTiles':
    'What came is no map tile (perhaps a page asking to log in). Nothing more is fetched. {host}',
  'basemap.fault.notFile': 'This file is no PMTiles or MBTiles that can be used, or it is damaged.',
  'basemap.fault.fileGone':
    'The file can’t be read: perhaps it was moved, renamed or changed. Please choose it again.',
  'basemap.fault.tooLarge':
    'This MBTiles is larger than 1.5 GB, more than a browser holds. Convert it to PMTiles (pmtiles convert), which may be of any size.',
  'basemap.fault.notWmts': 'What {host} answers is not the capabilities of a WMTS: please check the address.',
  'basemap.fault.vectorShift':
    'Vector tiles in GCJ-02 can’t be aligned exactly, so they are not used. Please use the service’s image tiles.'
};
