import type { Turn, WayOfRoute } from './describe-route.ts';

interface Words {
  zh: string;
  en: string;
}

const TURNS: Record<Turn, Words> = {
  start: { zh: '沿', en: 'along' },
  straight: { zh: '直行进入', en: 'straight on along' },
  left: { zh: '左转进入', en: 'left into' },
  right: { zh: '右转进入', en: 'right into' },
  back: { zh: '折返进入', en: 'back along' }
};

/** What nameless ways are called; other kinds by the word that the data has. */
const KINDS: Record<string, Words> = {
  '': { zh: '无名道路', en: 'a way without a name' },
  steps: { zh: '台阶', en: 'steps' },
  footway: { zh: '人行道', en: 'a footway' },
  path: { zh: '小路', en: 'a path' },
  pedestrian: { zh: '步行街', en: 'a pedestrian street' },
  cycleway: { zh: '自行车道', en: 'a cycleway' },
  track: { zh: '机耕路', en: 'a track' },
  service: { zh: '内部道路', en: 'a service road' },
  living_street: { zh: '生活街道', en: 'a living street' },
  residential: { zh: '居住区道路', en: 'a residential street' },
  unclassified: { zh: '支路', en: 'a minor road' },
  tertiary: { zh: '次要道路', en: 'a tertiary road' },
  secondary: { zh: '次干路', en: 'a secondary road' },
  primary: { zh: '主干路', en: 'a primary road' }
};

/** A stretch of a walk as people tell it: the turn, the name (a nameless way by its kind) and whole metres. */
export function sayWay({ name, kind, lengthM, turn }: WayOfRoute): Words {
  const called = (language: keyof Words): string => {
    const said = KINDS[kind]?.[language] ?? kind;
    if (name === '') return said;
    // Steps are told even where they have a name: not all can take them.
    return kind === 'steps' ? (language === 'zh' ? `${name}（${said}）` : `${name} (${said})`) : name;
  };
  const metres = Math.round(lengthM);
  return {
    zh: `${TURNS[turn].zh}${called('zh')}，${metres} 米`,
    en: `${TURNS[turn].en} ${called('en')}, ${metres} m`
  };
}
