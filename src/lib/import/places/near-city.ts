import { distanceM } from '../../geometry/metric.ts';

/** Cities by which a place in China is described: name, in English, longitude, latitude (of the centre, to 0.01°). */
const CITIES: [zh: string, en: string, lon: number, lat: number][] = [
  ['北京', 'Beijing', 116.4, 39.9],
  ['天津', 'Tianjin', 117.2, 39.13],
  ['石家庄', 'Shijiazhuang', 114.51, 38.04],
  ['唐山', 'Tangshan', 118.18, 39.63],
  ['张家口', 'Zhangjiakou', 114.88, 40.82],
  ['太原', 'Taiyuan', 112.55, 37.87],
  ['大同', 'Datong', 113.3, 40.08],
  ['呼和浩特', 'Hohhot', 111.75, 40.84],
  ['赤峰', 'Chifeng', 118.89, 42.26],
  ['呼伦贝尔', 'Hulunbuir', 119.77, 49.21],
  ['锡林浩特', 'Xilinhot', 116.09, 43.93],
  ['额济纳', 'Ejin', 101.07, 41.96],
  ['沈阳', 'Shenyang', 123.43, 41.8],
  ['大连', 'Dalian', 121.61, 38.91],
  ['长春', 'Changchun', 125.32, 43.82],
  ['延吉', 'Yanji', 129.51, 42.89],
  ['哈尔滨', 'Harbin', 126.53, 45.8],
  ['齐齐哈尔', 'Qiqihar', 123.92, 47.35],
  ['佳木斯', 'Jiamusi', 130.32, 46.8],
  ['黑河', 'Heihe', 127.53, 50.25],
  ['上海', 'Shanghai', 121.47, 31.23],
  ['南京', 'Nanjing', 118.8, 32.06],
  ['苏州', 'Suzhou', 120.59, 31.3],
  ['徐州', 'Xuzhou', 117.28, 34.2],
  ['连云港', 'Lianyungang', 119.22, 34.6],
  ['杭州', 'Hangzhou', 120.16, 30.27],
  ['宁波', 'Ningbo', 121.55, 29.87],
  ['温州', 'Wenzhou', 120.7, 28],
  ['合肥', 'Hefei', 117.23, 31.82],
  ['黄山', 'Huangshan', 118.34, 29.71],
  ['福州', 'Fuzhou', 119.3, 26.07],
  ['厦门', 'Xiamen', 118.09, 24.48],
  ['南昌', 'Nanchang', 115.86, 28.68],
  ['赣州', 'Ganzhou', 114.93, 25.83],
  ['济南', 'Jinan', 117.12, 36.65],
  ['青岛', 'Qingdao', 120.38, 36.07],
  ['烟台', 'Yantai', 121.45, 37.46],
  ['郑州', 'Zhengzhou', 113.63, 34.75],
  ['洛阳', 'Luoyang', 112.45, 34.62],
  ['信阳', 'Xinyang', 114.09, 32.15],
  ['武汉', 'Wuhan', 114.31, 30.59],
  ['宜昌', 'Yichang', 111.29, 30.69],
  ['襄阳', 'Xiangyang', 112.12, 32.01],
  ['长沙', 'Changsha', 112.94, 28.23],
  ['怀化', 'Huaihua', 110, 27.57],
  ['广州', 'Guangzhou', 113.26, 23.13],
  ['深圳', 'Shenzhen', 114.06, 22.54],
  ['汕头', 'Shantou', 116.68, 23.35],
  ['湛江', 'Zhanjiang', 110.36, 21.27],
  ['南宁', 'Nanning', 108.37, 22.82],
  ['桂林', 'Guilin', 110.29, 25.27],
  ['海口', 'Haikou', 110.2, 20.04],
  ['三亚', 'Sanya', 109.51, 18.25],
  ['重庆', 'Chongqing', 106.55, 29.56],
  ['成都', 'Chengdu', 104.07, 30.57],
  ['攀枝花', 'Panzhihua', 101.72, 26.58],
  ['甘孜', 'Garzê', 99.99, 31.62],
  ['贵阳', 'Guiyang', 106.63, 26.65],
  ['昆明', 'Kunming', 102.83, 24.88],
  ['大理', 'Dali', 100.27, 25.61],
  ['景洪', 'Jinghong', 100.8, 22],
  ['拉萨', 'Lhasa', 91.12, 29.65],
  ['日喀则', 'Shigatse', 88.88, 29.27],
  ['那曲', 'Nagqu', 92.05, 31.48],
  ['噶尔', 'Gar', 80.1, 32.5],
  ['昌都', 'Qamdo', 97.17, 31.14],
  ['西安', 'Xi’an', 108.94, 34.34],
  ['汉中', 'Hanzhong', 107.02, 33.07],
  ['榆林', 'Yulin', 109.73, 38.29],
  ['兰州', 'Lanzhou', 103.83, 36.06],
  ['酒泉', 'Jiuquan', 98.49, 39.73],
  ['敦煌', 'Dunhuang', 94.66, 40.14],
  ['西宁', 'Xining', 101.78, 36.62],
  ['格尔木', 'Golmud', 94.9, 36.41],
  ['玉树', 'Yushu', 97.01, 33],
  ['银川', 'Yinchuan', 106.23, 38.49],
  ['乌鲁木齐', 'Ürümqi', 87.62, 43.83],
  ['喀什', 'Kashgar', 75.99, 39.47],
  ['和田', 'Hotan', 79.92, 37.11],
  ['库尔勒', 'Korla', 86.17, 41.73],
  ['若羌', 'Ruoqiang', 88.17, 39.02],
  ['伊宁', 'Yining', 81.32, 43.91],
  ['阿勒泰', 'Altay', 88.14, 47.84],
  ['哈密', 'Hami', 93.51, 42.82]
];

const TURNS_ZH = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'];
const TURNS_EN = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'];

/** Where a place (degrees) is, by the nearest of some 80 cities: 「北京东北约 40 公里」, "some 40 km north-east of Beijing". */
export function nearCity(lon: number, lat: number): { zh: string; en: string } {
  let best = CITIES[0];
  let least = Infinity;
  for (const city of CITIES) {
    const away = distanceM(lon, lat, city[2], city[3]);
    if (away < least) [best, least] = [city, away];
  }
  const [zh, en, x, y] = best;
  const km = Math.round(least / 1000);
  if (km < 15) return { zh: `${zh}市区一带`, en: `in or near ${en}` };
  const angle = Math.atan2((lon - x) * Math.cos((lat * Math.PI) / 180), lat - y);
  const turn = (Math.round((angle * 4) / Math.PI) + 8) % 8;
  return { zh: `${zh}${TURNS_ZH[turn]}约 ${km} 公里`, en: `some ${km} km ${TURNS_EN[turn]} of ${en}` };
}
