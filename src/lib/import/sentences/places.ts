/** Sentences about coordinate systems and datums: code → Chinese and English. `{x}` is filled from the parameters. */
export const PLACES = {
  // Refusals
  crs_contradicts: [
    '坐标系“{crs}”与坐标（如 {x}, {y}）不符。请改选坐标系；坐标像是：{fits}',
    'the coordinate system “{crs}” does not fit the coordinates (such as {x}, {y}). Choose another; they look like {fits_en}'
  ],
  epsg_unknown: [
    '坐标系“{crs}”不在内置的编号里。请在原软件里另存为 WGS84（EPSG:4326）或 CGCS2000，或写出它的 PROJ 定义（+proj=…）',
    'the code “{crs}” is not among those built in. Save the file as WGS84 (EPSG:4326) in its program, or give its PROJ definition (+proj=…)'
  ],

  digit_slip: [
    '的坐标像是小数点错了一位（{lon}, {lat}）：写成 {x}, {y} 就落在其余各行之间。请改正',
    'seems to have a decimal point in the wrong place ({lon}, {lat}): {x}, {y} would lie among the others. Correct it'
  ],

  // Warnings
  coarse_coordinates: [
    '{count} 行的坐标只有 {digits} 位小数，只准到约 {m} 米，步行距离的结果会有同样大的误差。请要更精确的坐标',
    '{count} rows have coordinates with {digits} decimals only, good to some {m} m: walking distances are off by as much. Ask for finer ones'
  ],
  stacked_points: [
    '{count} 行叠在 {places} 个点上，最多的一个点有 {most} 行（{at}，行 {rows}），像是用一个单位的地址代替了各自的位置。请核对',
    '{count} rows stand on {places} places, {most} of them on one ({at}; rows {rows}), as if an office’s address stood for their own. Check them'
  ],
  datum_not_exact: [
    '“{crs}”的基准与 WGS84 没有公开的转换参数，按原数读入，可能差几十米到一百多米。请向测绘部门要 CGCS2000 成果，或在地图上核对',
    'the datum of “{crs}” has no public parameters to WGS84 and was taken as it stands: tens of metres to over a hundred may be amiss. Ask the survey office for CGCS2000, or check on the map'
  ],
  zone_from_easting: [
    '坐标是米（如 {x}, {y}），横坐标前有带号，按 CGCS2000 的 {crs} 读。若其实是西安 80 或北京 54，会差几十米，请改选',
    'the coordinates are metres (such as {x}, {y}) with the zone before the easting; read as {crs} of CGCS2000. If they are Xi’an 1980 or Beijing 1954, tens of metres are amiss: choose that'
  ],

  // Questions
  ask_crs_contradicts: [
    '文件写的坐标系是“{crs}”，但坐标（如 {x}, {y}）不可能是它。是哪一个？',
    'The file says its system is “{crs}”, but the coordinates (such as {x}, {y}) cannot be in it. Which one is it?'
  ],
  ask_crs_scale: [
    '坐标（如 {x}, {y}）不是度，像是度乘了倍数，或是弧度。是哪一种？',
    'The coordinates (such as {x}, {y}) are not degrees; they look like degrees times a power of ten, or radians. Which?'
  ],

  ask_dotted: [
    '{count} 行的坐标写成“{cell}”这样，是度.分.秒（即 {degrees}°）吗？',
    '{count} rows write coordinates like “{cell}”: are these degrees.minutes.seconds ({degrees}°)?'
  ],
  ask_datum: [
    '没有写坐标系，看来是 {best}：{telling}。按 {best} 读吗？',
    'No coordinate system is stated, and it seems to be {best}: {telling}. Read it so?'
  ],

  // What tells a datum
  datum_named: [
    '对照“{beside}”（{their}）：{of} 处写明了所在单元，按 {best} 有 {n} 处落在里面，按 {next} 有 {m} 处，按 {last} 有 {k} 处',
    'laid on “{beside}” ({their}): {of} name the unit they are in; {n} lie in it if this is {best}, {m} if {next}, {k} if {last}'
  ],
  datum_lines: [
    '对照“{beside}”（{their}）的线：沿线取 {of} 处，按 {best} 有 {n} 处贴合（约 10 米内）且在此处最合，按 {next} 有 {m} 处，按 {last} 有 {k} 处',
    'laid on the lines of “{beside}” ({their}): of {of} places along lines {n} lie on them (within some 10 m), and best just there, if this is {best}; {m} if {next}, {k} if {last}'
  ],
  datum_twins: [
    '对照“{beside}”（{their}）：{of} 个同名的，按 {best} 有 {n} 个相距不到 40 米，按 {next} 有 {m} 个，按 {last} 有 {k} 个',
    'laid on “{beside}” ({their}): of {of} with the same name {n} come within 40 m if this is {best}, {m} if {next}, {k} if {last}'
  ],
  datum_inside: [
    '对照“{beside}”（{their}）：{of} 处中，按 {best} 有 {n} 处落在边界内，按 {next} 有 {m} 处，按 {last} 有 {k} 处',
    'laid on “{beside}” ({their}): of {of} places {n} lie within its boundaries if this is {best}, {m} if {next}, {k} if {last}'
  ],
  datum_water: [
    '对照“{beside}”（{their}）的水面：{of} 处中，按 {best} 有 {n} 处不在水里，按 {next} 有 {m} 处，按 {last} 有 {k} 处',
    'laid on the water of “{beside}” ({their}): of {of} places {n} are dry if this is {best}, {m} if {next}, {k} if {last}'
  ],
  datum_found: ['是 {best}：{telling}', 'is {best}: {telling}'],
  datum_said: ['按写明的坐标系读，与其他图层没有矛盾', 'read as stated; no other layer contradicts it'],
  datum_contradicts: [
    '写明（或选定）的是 {said}，但像是 {best}：{telling}。请核对，弄错会偏 300–1500 米',
    'stated (or chosen) as {said}, but it seems to be {best}: {telling}. Check it: the wrong one shifts it by 300–1,500 m'
  ],
  datum_agrees: [
    '与 {files} 对得上，是同一种坐标，但没有依据判断是 WGS84、GCJ-02 还是 BD-09。请问提供者；来自高德、腾讯多为 GCJ-02',
    'lies well on {files}: the same datum, but nothing tells whether it is WGS84, GCJ-02 or BD-09. Ask whoever gave it; from AMap or Tencent it is mostly GCJ-02'
  ],
  datum_silent: [
    '没有能对照的图层，无法判断是 WGS84、GCJ-02 还是 BD-09。请问提供者；来自高德、腾讯多为 GCJ-02，来自百度多为 BD-09',
    'there is no layer to compare it with, so nothing tells whether it is WGS84, GCJ-02 or BD-09. Ask whoever gave it; AMap and Tencent are mostly GCJ-02, Baidu BD-09'
  ],
  datum_no_matter: [
    '不在中国大陆，没有坐标偏移，按 WGS84 读',
    'is not in mainland China, where nothing is shifted; read as WGS84'
  ],
  datum_batches: [
    '同一文件里有几种坐标，按“{column}”分：{words}。请按此拆成几个文件，分别导入',
    'holds rows in different datums, told apart by “{column}”: {words}. Split the file so and import each part'
  ],
  datum_twice: [
    '像是往 {datum} 转换了两次：三种坐标都对不上，退回两次才对得上。请用没有转换过的原始文件',
    'seems to have been converted to {datum} twice: none of the three datums fits, taking the shift off twice does. Use the file as it was before'
  ],
  datum_taken_off: [
    '像是本来不是 {datum}，却又从 {datum} 纠偏了一次：三种坐标都对不上，加回一次才对得上。请用没有转换过的原始文件',
    'seems to have been corrected from {datum} though it was not in it: none of the three datums fits, putting the shift back does. Use the file as it was before'
  ],
  datum_own_columns: [
    '文件自己的“{columns}”列与几何，{of} 行中有 {fits} 行正好差一次 {from} 到 {to} 的偏移：列是 {from}，几何是 {to}',
    'its own columns “{columns_en}” and its geometry differ in {fits} of {of} rows by just the shift from {from} to {to}: the columns are {from}, the geometry {to}'
  ],

  // Why a system was chosen
  why_zone: ['横坐标前有带号', 'the zone stands before the easting']
} as const satisfies Record<string, readonly [string, string]>;
