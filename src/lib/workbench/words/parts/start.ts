/** Words of the first minutes: the empty desk, the tour, showing the desk to a room. */
export const startZh = {
  'start.title': '把手头的文件拖到这里',
  'start.intro':
    '一次拖多个文件、文件夹或 zip 都可以。先收齐下面“必需”的，就能看到结果；其余的可以以后再加。',
  'start.needed': '必需',
  'start.welcome': '有则更准',
  'start.have': '已有',
  'start.template': '表头模板',
  'start.templateOf': '下载“{layer}”的表头模板（CSV）',
  'start.choose': '选择文件',
  'start.sample': '打开示例街道',
  'start.open': '打开研究文件',
  'start.columns': '列：{columns}',
  'start.layer.communities': '面状边界：Shapefile、GeoJSON、GeoPackage、KML 等',
  'start.layer.facilities': '每行一处，有经纬度；没有类别的可在导入时归类',
  'start.layer.population': '每行一个社区；边界文件里已有人口的，不必再要',
  'start.layer.roads': '线状路网或 OSM 文件；没有时按直线 × 1.3 估算',
  'start.layer.residential': '楼栋或居民点，有经纬度；有它，人口就落在楼上',
  'start.layer.candidates': '可用的房屋或地块；选址时从中挑选',
  'start.others':
    '街道边界、小区、出入口、用地、人员配备、网格、任务台账等也能导入，用到它们的标准才会有结论。',
  'start.step.standards': '导入社区边界和设施后，这里列出在用的标准和每个社区的结论。',
  'start.step.coverage': '要算覆盖，还缺：{layers}。',
  'start.step.gaps': '要找缺口，还缺：{layers}。',
  'start.step.siting': '要选址，还缺：{layers}；有候选点更好。',
  'start.step.report': '有了结果才能导出；还缺：{layers}。',
  'tour.offer': '第一次使用？',
  'tour.begin': '两分钟看一遍',
  'tour.dismiss': '不用了',
  'tour.title': '两分钟看一遍',
  'tour.at': '{n} / {of}',
  'tour.next': '下一步',
  'tour.back': '上一步',
  'tour.end': '结束',
  'tour.keys': '← → 翻看，Esc 结束',
  'tour.name.data': '一、数据',
  'tour.text.data':
    '左边六步就是工作顺序，每一步写着自己的状态。先在这里导入社区、人口、设施和路网，缺什么、拒收了几行，都会说明。',
  'tour.name.question': '二、问什么',
  'tour.text.question':
    '选一条标准，再选谁在走、算多远。改了以后，地图、表格和右边的数字一起重算；“图层”里管显示和颜色。',
  'tour.name.map': '三、地图',
  'tour.text.map':
    '颜色是各社区的覆盖率，小点是居民点。点社区、居民点或设施看详情；拖动设施，覆盖率随手就变。',
  'tour.name.why': '四、为什么',
  'tour.text.why':
    '右边说明选中的对象：这个数怎么来的、分子分母、够不着的原因和出处。数字旁的“?”用两句话说明它的含义。',
  'tour.name.gaps': '五、缺口',
  'tour.text.gaps':
    '按未覆盖人数、人·米或严重度给社区排队。点一行，地图和右边就到那个社区；表格可以筛选、复制到 Excel。',
  'tour.name.siting': '六、选址',
  'tour.text.siting':
    '说出要建几处、从哪些候选点里选，就给出方案，并写明离最优还差多少。可以先“试建”，看建成后的覆盖率。',
  'tour.name.report': '七、汇报',
  'tour.text.report':
    '表格、图层和图片从这里导出，数字与屏幕上一致。研究自动保存在本机，也可另存为一个文件带走。',
  'present.leave': '退出投影',
  'start.selected': '选中对象的说明',
  'command.theme': '界面明暗：{name}',
  'command.help': '帮助：数字的含义、快捷键、版本',
  'command.tour': '两分钟看一遍（导览）',
  'command.present': '投影模式：只留地图、图例和结论'
};
export const startEn: Record<keyof typeof startZh, string> = {
  'start.title': 'Drop your files here',
  'start.intro':
    'Several files, a folder or a zip at once are fine. With what is needed below there are results; the rest can come later.',
  'start.needed': 'Needed',
  'start.welcome': 'Makes it better',
  'start.have': 'There',
  'start.template': 'Template',
  'start.templateOf': 'Download the column heads of “{layer}” (CSV)',
  'start.choose': 'Choose files',
  'start.sample': 'Open the sample',
  'start.open': 'Open a study file',
  'start.columns': 'Columns: {columns}',
  'start.layer.communities': 'Areas: Shapefile, GeoJSON, GeoPackage, KML and others',
  'start.layer.facilities': 'A row each, with longitude and latitude; categories can be given on import',
  'start.layer.population': 'A row a community; not needed where the boundaries have people',
  'start.layer.roads': 'Lines, or an OSM file; without it distances are estimated (straight × 1.3)',
  'start.layer.residential': 'Buildings or homes with coordinates: people then live where they live',
  'start.layer.candidates': 'Premises or plots to choose from when siting',
  'start.others':
    'Subdistricts, estates, gates, land use, staff, grids, task ledgers and more come in too, for the standards that ask for them.',
  'start.step.standards':
    'With community boundaries and facilities, this lists the standards in force and what each community gets.',
  'start.step.coverage': 'Coverage still needs: {layers}.',
  'start.step.gaps': 'Gaps still need: {layers}.',
  'start.step.siting': 'Siting still needs: {layers}; candidates are welcome.',
  'start.step.report': 'There is something to export once there is a result; still needed: {layers}.',
  'tour.offer': 'New here?',
  'tour.begin': 'See it in two minutes',
  'tour.dismiss': 'No, thanks',
  'tour.title': 'Two minutes round the desk',
  'tour.at': '{n} of {of}',
  'tour.next': 'Next',
  'tour.back': 'Back',
  'tour.end': 'End',
  'tour.keys': '← → to go, Esc to end',
  'tour.name.data': '1 · Data',
  'tour.text.data':
    'The six steps on the left are the way of the work, each with its state. Begin by bringing in communities, people, facilities and roads: what is missing or was rejected is said here.',
  'tour.name.question': '2 · The question',
  'tour.text.question':
    'Choose a standard, who walks and how far. Map, table and figures follow; “Layers” holds what is shown and its colours.',
  'tour.name.map': '3 · The map',
  'tour.text.map':
    'Colours are coverage, dots are homes. Click a community, a home or a facility for details; drag a facility and coverage follows.',
  'tour.name.why': '4 · Why',
  'tour.text.why':
    'The right panel tells of what is selected: how the figure was made, numerator and denominator, causes and source. A “?” beside a number says what it means.',
  'tour.name.gaps': '5 · Gaps',
  'tour.text.gaps':
    'Communities ranked by people not covered, person-metres or severity. Choose a row and map and panel go there; the table filters, and copies into Excel.',
  'tour.name.siting': '6 · Siting',
  'tour.text.siting':
    'Say how many sites, out of which candidates, and get an answer with how far from the best it can be. Try it built, and see the coverage then.',
  'tour.name.report': '7 · Report',
  'tour.text.report':
    'Tables, layers and pictures leave from here, with the figures on screen. The study is kept on this machine, and can be saved as one file.',
  'present.leave': 'Leave presentation',
  'start.selected': 'About what is selected',
  'command.theme': 'Light or dark: {name}',
  'command.help': 'Help: what numbers mean, keys, version',
  'command.tour': 'Two minutes round the desk (tour)',
  'command.present': 'Presentation: map, legend and headline only'
};
