/** Words of the help beside numbers, two sentences each, and of the page that lists them. */
export const helpZh = {
  'help.of': '说明：{name}',
  'help.title': '帮助',
  'help.ofTable': '表中各项的含义',
  'help.name.share': '覆盖率',
  'help.text.share':
    '规定时间或距离内至少走得到一处合格设施的人，占这一人群总数的比例。分母写在旁边：默认是常住人口，选了人群就是这一人群的人数。',
  'help.name.straight': '直线口径',
  'help.text.straight':
    '不走路、按直线量距离得到的覆盖率，只用来对照，不作达标依据。它比路网口径高出的部分，就是围墙、铁路、河道和绕行造成的差距。',
  'help.name.uncovered': '够不着的人数',
  'help.text.uncovered':
    '规定时间或距离内走不到任何合格设施的人，逐个居民点相加得出。四周没有可走的路的居民点也算在内。',
  'help.name.personM': '超距人·米',
  'help.text.personM':
    '每个够不着的居民点，人数乘以超出规定距离的米数，再全部相加。它把“有多少人”和“差多远”合成一个数，差得越远分量越重。',
  'help.name.distance': '距离中位数与 95% 分位',
  'help.text.distance':
    '中位数：一半的人走到最近设施不超过这个距离。95% 分位：95% 的人不超过它，其余 5% 走得更远，用来看最不便的那部分人。',
  'help.name.causes': '够不着的原因',
  'help.text.causes':
    '附近没有（直线两倍限值内没有设施）、离得远（直线已超过限值）、绕行（直线够、路走不通）、满员（走得到但没有余量）、未连通（旁边没有步行路）。原因不同，办法不同：新建、迁建、打通道路或大门、扩容、核实路网。',
  'help.name.edge': '数据边缘',
  'help.text.edge':
    '路网和设施只收到研究范围的边上，边外可能还有够得着的设施，也可能有被边界截断的路。这里给出结果最多会因此高多少、低多少，收齐邻区数据后即可消除。',
  'help.name.sensitivity': '人口落点方式的影响',
  'help.text.sensitivity':
    '只有社区总人口时，要把人分到楼栋、路网或网格上，分法不同结果也不同。这里用次一等的分法再算一遍，两者相差越小，结论越可靠。',
  'help.name.ranking': '排名与严重度',
  'help.text.ranking':
    '缺口可以按未覆盖人数、人·米或严重度排序。严重度把人数、人·米、未覆盖比例和距离按您设定的权重合成，权重没有政策来源，汇报时应写明。',
  'help.name.proof': '目标值、上界与是否证明最优',
  'help.text.proof':
    '目标值是所选方案达到的数，上界是任何方案都不可能超过的数，两者之差就是可能还有的余地。差为 0 时写“已证明最优”，否则写明还差多少。',
  'help.name.robust': '稳健性',
  'help.text.robust':
    '把步速、人口和落点各变动 ±10% 重算多次，这一处仍然入选的次数占比。比例低说明稍有变化就会选到别处，宜再核实。',
  'help.name.score': '生活圈得分（k / n 项）',
  'help.text.score':
    '15 分钟内走得到 n 项服务中的几项，逐个居民点计数，再按人口平均。只计入所选的服务，选得不同，得分不能互相比较。',
  'help.name.compliance': '达标结论',
  'help.text.compliance':
    '每条标准对每个单元给出：达标、未达标、数据不足或不适用，旁边有数值、要求和出处。缺一列数据只会是“数据不足”，绝不算作“未达标”。',
  'help.name.classes': '地图分级',
  'help.text.classes':
    '颜色把数值分成几级，可选等数量、等间隔、自然断点或标准自带的界线。换分级只改变颜色，不改变任何数字。',
  'help.section.terms': '数字的含义',
  'help.section.keys': '快捷键',
  'help.section.place': '数据存放在哪里',
  'help.section.versions': '版本与许可',
  'help.section.sources': '标准出处',
  'help.place.text':
    '文件只在这台电脑的浏览器里处理，不上传。正在做的研究自动保存在本浏览器里，换电脑或清除浏览数据前，请用“研究”菜单另存为文件。',
  'help.place.maps': '只有您允许过的地图服务会被访问，请求里只有图块编号，没有研究数据。',
  'help.place.opfs': '目前保存在：浏览器的专用文件空间。',
  'help.place.idb': '目前保存在：浏览器的数据库空间（本页不是安全连接，较易被浏览器清理）。',
  'help.versions.text': '一刻圈 {version}，MIT 许可，可自由使用、修改和再分发。',
  'help.versions.licences': '所用开源组件的许可文本',
  'help.sources.text': '在用的标准引自下列文件，条款和原文见各条标准。',
  'help.sources.none': '还没有在用的标准。'
};
export const helpEn: Record<keyof typeof helpZh, string> = {
  'help.of': 'About: {name}',
  'help.title': 'Help',
  'help.ofTable': 'What this table says',
  'help.name.share': 'Coverage',
  'help.text.share':
    'The share of a group of people who can walk to at least one qualifying facility within the time or distance set. The denominator stands beside it: residents, or the group that was chosen.',
  'help.name.straight': 'Straight line',
  'help.text.straight':
    'Coverage by straight-line distance, for comparison only, never for compliance. What it has more than the walking figure is lost to walls, railways, rivers and detours.',
  'help.name.uncovered': 'People not covered',
  'help.text.uncovered':
    'People who can walk to no qualifying facility within the time or distance set, added up over the demand points. Points with no walkable way near are among them.',
  'help.name.personM': 'Person-metres beyond',
  'help.text.personM':
    'At every uncovered point, people times the metres beyond the limit, all added up. It joins how many and how far: the farther, the more it weighs.',
  'help.name.distance': 'Median and 95% distance',
  'help.text.distance':
    'Median: half of the people walk no farther than this to the nearest facility. 95%: all but one in twenty walk no farther, so it tells of the worst-off.',
  'help.name.causes': 'Why they are not covered',
  'help.text.causes':
    'None near (none within twice the limit in a straight line), far (beyond the limit even straight), detour (near, but the way round is too long), full (no place left), unconnected (no walkable way near). Each asks for something else: build, move, open a gate or path, enlarge, check the roads.',
  'help.name.edge': 'Edge of the data',
  'help.text.edge':
    'Roads and facilities end with the study area; beyond it there may be facilities within reach, or ways cut off. This says how much higher or lower the figure could be; data of the neighbours would settle it.',
  'help.name.sensitivity': 'Where people are put',
  'help.text.sensitivity':
    'Where only totals are known, people are spread over buildings, roads or cells, and the way of spreading changes the result. Here it is done again in the second-best way: the nearer the two, the surer the figure.',
  'help.name.ranking': 'Rank and severity',
  'help.text.ranking':
    'Gaps are ranked by people not covered, by person-metres, or by severity. Severity joins people, person-metres, share and distance by weights of your own, which no policy gives: name them in a report.',
  'help.name.proof': 'Objective, bound and proof',
  'help.text.proof':
    'The objective is what the chosen sites reach, the bound is what no choice can pass; the gap between them is what could still be won. With a gap of 0 it is proven optimal, otherwise it says how far off it may be.',
  'help.name.robust': 'Robustness',
  'help.text.robust':
    'How often a site stays in the answer when speed, people and joins vary by ±10% in many runs. A low share means that a small change picks another place: check it again.',
  'help.name.score': 'Living-circle score (k of n)',
  'help.text.score':
    'How many of n services can be walked to within 15 minutes, counted at every point and averaged over people. Only the services chosen count, so scores of different choices cannot be compared.',
  'help.name.compliance': 'Status of compliance',
  'help.text.compliance':
    'Each standard gives each unit met, not met, no data or not applicable, with value, threshold and citation beside it. A missing column is always “no data”, never “not met”.',
  'help.name.classes': 'Classes of the map',
  'help.text.classes':
    'Colours put figures into classes: equal counts, equal steps, natural breaks, or the standard’s own limits. Other classes change the colours only, no figure.',
  'help.section.terms': 'What the numbers mean',
  'help.section.keys': 'Keys',
  'help.section.place': 'Where the data stays',
  'help.section.versions': 'Version and licences',
  'help.section.sources': 'Sources of the standards',
  'help.place.text':
    'Files are worked on in the browser of this computer only; nothing is uploaded. The study is kept in this browser as you go: before you change computers or clear browsing data, save it as a file (Study menu).',
  'help.place.maps':
    'Only map services that you have allowed are asked, for tiles by their numbers, never with study data.',
  'help.place.opfs': 'Kept at present in the browser’s private files.',
  'help.place.idb':
    'Kept at present in the browser’s database (this is no secure connection, so the browser may clear it sooner).',
  'help.versions.text': 'Yike {version}, MIT licence: free to use, change and hand on.',
  'help.versions.licences': 'Licences of the components used',
  'help.sources.text': 'The standards in force cite these documents; clauses and wording stand with each.',
  'help.sources.none': 'No standards are in force yet.'
};
