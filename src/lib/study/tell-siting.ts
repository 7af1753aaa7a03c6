import type { Sentence } from '../coverage/sentences.ts';
import { createUnitLocator } from '../demand/levels.ts';
import { groupFields } from '../siting/finish-siting.ts';
import type { Candidates, Siting } from '../siting/siting.ts';
import { sayReasons, sitingEdits } from './say-siting.ts';
import type { Session } from './session.ts';
import type { Posing } from './siting-of.ts';
import type { JudgedCandidate, ToldSiting } from './told-siting.ts';

/** Puts together what is told of an answer. */
export function tellSiting(session: Session, posing: Posing, siting: Siting, question: number): ToldSiting {
  const { choice, services, posed, candidates, gathered } = posing;
  const { facilities } = session.lately;
  return {
    ...{ question, choice, siting, said: sayReasons(session, posing, siting), fields: groupFields(services) },
    optionCode: Array.from(posed.candidate, (c, o) =>
      c >= 0 ? candidates.code[c] : (facilities.code[posed.facility[o]] ?? '')
    ),
    less: choice.model === 'mclp' ? posed.today : 0,
    candidates: judgedOf(session, posing),
    builds: [
      ...Array.from(siting.closed, (i) => ({ do: 'close' as const, code: facilities.code[i] })),
      ...sitingEdits(session, posing, siting).flat()
    ],
    notes: [
      ...gathered.unsaid.map(({ candidates: lacking, zh, en }) => {
        const count = lacking.length;
        return {
          zh: `${count} 个候选：${zh}`,
          en: `${count} ${count === 1 ? 'candidate' : 'candidates'}: ${en}`
        };
      }),
      ...posing.notes
    ]
  };
}

function judgedOf(
  session: Session,
  { gathered, candidates: fitting, choice, barred }: Posing
): JudgedCandidate[] {
  const all: Candidates = gathered.candidates;
  const locate = createUnitLocator(session.inputs.units, 'community');
  const reasons: Sentence[][] = all.code.map(() => []);
  const isUnfit = new Uint8Array(all.code.length);
  for (const { candidate, zh, en } of gathered.unfit) {
    isUnfit[candidate] = 1;
    reasons[candidate].push({ zh, en });
  }
  for (const { candidates, zh, en } of gathered.unsaid)
    for (const i of candidates) reasons[i]?.push({ zh, en });
  const place = new Map(all.code.map((code, i) => [code, i]));
  const bar = (c: number, why: Sentence) => {
    const i = place.get(fitting.code[c]);
    if (i === undefined) return;
    isUnfit[i] = 1;
    reasons[i].push(why);
  };
  for (const { candidate, zh, en } of barred) bar(candidate, { zh, en });
  const ruledOut = new Set(choice.forbid);
  fitting.code.forEach((code, c) => {
    if (ruledOut.has(code)) bar(c, { zh: '在本题中被禁止', en: 'forbidden in this question' });
  });
  return all.code.map((code, i) => ({
    ...{ code, name: all.name[i], kind: all.kind?.[i] ?? 'stock' },
    unit: all.unit?.[i] ?? locate(all.lon[i], all.lat[i]),
    isFit: isUnfit[i] === 0,
    zh: reasons[i].map(({ zh }) => zh).join('；'),
    en: reasons[i].map(({ en }) => en).join('; ')
  }));
}
