import { facilitiesIn } from '../coverage/distances.ts';
import type { Facilities } from '../coverage/facilities.ts';
import type { Measure } from '../coverage/measure.ts';
import type { Sentence } from '../coverage/sentences.ts';
import { createUnitLocator } from '../demand/levels.ts';
import { createRoadNameFinder } from '../siting/find-road-name.ts';
import { groupFields } from '../siting/finish-siting.ts';
import type { Size } from '../siting/siting-ask.ts';
import { RUNS } from '../siting/robustness.ts';
import { saySite, type SiteNames } from '../siting/say-site.ts';
import type { CandidateKind, Siting } from '../siting/siting.ts';
import { POPULATION_GROUPS } from '../standards/taxonomy.ts';
import { rulesWon, type RulesOfSite } from './rules-won.ts';
import type { Edit } from './scenario.ts';
import type { Session } from './session.ts';
import type { Posing } from './siting-of.ts';
import type { SaidSite } from './told-siting.ts';

type Added = Extract<Edit, { do: 'add' }>;

/** What a new facility of a measure is: of the categories that serve it the one the study has most of, else the first. */
function usualCategory(facilities: Facilities, { categories, needs }: Measure): string {
  const counts = new Map<string, number>();
  for (const i of facilitiesIn(facilities, categories, needs)) {
    const category = facilities.category[i];
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? categories[0] ?? '';
}

/** Why each site is there, in their order, in words and by the rules that become met. */
export function sayReasons(session: Session, posing: Posing, siting: Siting): SaidSite[] {
  if (siting.sites.length === 0) return [];
  const won = rulesOfSites(session, posing, siting);
  const title = new Map(session.standards.map(({ id, title_zh, title_en }) => [id, [title_zh, title_en]]));
  const nameOfUnit = (unit: number) =>
    session.inputs.units.name[unit] || session.choices.area?.name || session.inputs.title;
  const namesOf = createNamer(session, posing, siting, nameOfUnit);
  return siting.reasons.map((reason, k): SaidSite => {
    const rules = won[k].map(({ id, units }) => {
      const [zh, en] = title.get(id) ?? [id, id];
      return { title: { zh, en }, units: units.map(nameOfUnit) };
    });
    return { rules: won[k], sentence: saySite(reason, { ...namesOf(k), rules }) };
  });
}

/**
 * The facilities that each site of an answer adds, in the order of the sites: one for each service that none of those before it gives, under
 * the candidate's code (with a number where a facility has it), with what is known of it. Of one that grows it is what is added at its place.
 */
export function sitingEdits(
  session: Session,
  { services, candidates, ask, posed }: Posing,
  siting: Siting
): Added[][] {
  const { facilities } = session.lately;
  const taken = new Set(facilities.code);
  const usual = services.map(({ measure }) => usualCategory(facilities, measure));
  return Array.from(siting.sites, (c, k) => {
    const grown = candidates.facility?.[c] ?? -1;
    const size: Size | undefined = ask.sizes[posed.size[siting.reasons[k].option]];
    // What a facility that grows has today is its own, not of what is added.
    const floor = grown < 0 && candidates.floorAreaM2[c] > 0 ? candidates.floorAreaM2[c] : size?.leastM2;
    const built: Added[] = [];
    services.forEach(({ measure }, s) => {
      const own = grown < 0 ? '' : facilities.category[grown];
      const category = measure.categories.includes(own) ? own : usual[s];
      if (built.some((edit) => measure.categories.includes(edit.category))) return;
      const holds = size && size.capacity > 0 ? size.capacity : candidates.capacity?.[c];
      built.push({
        do: 'add',
        code: newCode(candidates.code[c], taken),
        ...{ category, name: candidates.name[c], lon: candidates.lon[c], lat: candidates.lat[c] },
        ...(floor !== undefined && floor > 0 && { floorAreaM2: floor }),
        ...(measure.capacity && holds !== undefined && holds >= 0 && { [measure.capacity.of]: holds })
      });
    });
    return built;
  });
}

function newCode(wanted: string, taken: Set<string>): string {
  let code = wanted;
  for (let n = 2; taken.has(code); n++) code = `${wanted}_${n}`;
  taken.add(code);
  return code;
}

/** What is given up is given up first; a rule that only a site in its stead meets again is not won. */
function rulesOfSites(session: Session, posing: Posing, siting: Siting): SaidSite['rules'][] {
  const scenario = { name: '', edits: JSON.parse(session.lately.edits) as Edit[] };
  const closed = Array.from(siting.closed, (i): Edit => ({
    do: 'close',
    code: session.lately.facilities.code[i]
  }));
  const steps: RulesOfSite[] = rulesWon(session, scenario, [closed, ...sitingEdits(session, posing, siting)]);
  const lost = new Set(steps[0].lost.map(({ standard, unit }) => `${unit} ${standard}`));
  return steps.slice(1).map(({ won }) => {
    const rules = new Map<string, number[]>();
    for (const { standard, unit } of won) {
      if (lost.has(`${unit} ${standard}`)) continue;
      const units = rules.get(standard);
      if (units) units.push(unit);
      else rules.set(standard, [unit]);
    }
    return [...rules].map(([id, units]) => ({ id, units }));
  });
}

const KINDS: Record<CandidateKind, Sentence> = {
  stock: { zh: '存量房屋', en: 'vacant premises' },
  facility: { zh: '现有设施', en: 'facility that grows' },
  land: { zh: '空闲用地', en: 'vacant land' },
  network: { zh: '路网上的位置', en: 'place on the network' }
};

/** What the site of that place in the order, and all that its reason speaks of, are called. */
function createNamer(
  session: Session,
  { services, candidates, choice, names, posed }: Posing,
  siting: Siting,
  unitName: (unit: number) => string
): (k: number) => Omit<SiteNames, 'rules'> {
  const { units, roads } = session.inputs;
  const locate = createUnitLocator(units, 'community');
  const findRoad = roads ? createRoadNameFinder(roads, roads.name) : () => '';
  const [own] = services;
  const isSquare = own.measure.demand === 'building' || own.measure.demand === 'land';
  const people: Sentence =
    services.length > 1
      ? { zh: '人次', en: 'people (each service counted)' }
      : isSquare
        ? { zh: '㎡', en: 'm²' }
        : { zh: '人', en: 'people' };
  const isWeighed = services.some(({ weight }) => weight !== 1);
  // Of other groups only parts of all residents are "of these".
  const groups = groupFields(services).map((field, g) => {
    const group = POPULATION_GROUPS.find(({ population_field }) => population_field === field);
    const isPart = g > 0 && !isSquare && services.length === 1 && own.measure.field === 'pop_resident';
    return isPart && group ? { zh: group.zh, en: group.en.toLowerCase() } : null;
  });
  // Places on one road have one name.
  const optionName = (o: number) => {
    const c = posed.candidate[o];
    const name = names.option(o);
    return c < 0 || name === candidates.code[c] ? name : `${name}（${candidates.code[c]}）`;
  };
  return (k) => {
    const c = siting.sites[k];
    const [lon, lat] = [candidates.lon[c], candidates.lat[c]];
    const kind = candidates.kind?.[c] ?? 'stock';
    const size = siting.size[k];
    return {
      ...{ model: siting.model, number: k + 1, code: candidates.code[c], kind: KINDS[kind] },
      place: placeOf(units.name[locate(lon, lat)] ?? '', candidates.name[c], kind, findRoad(lon, lat)),
      areaM2: candidates.floorAreaM2[c],
      size: size === '' ? null : { zh: size, en: size },
      ...{ people, groups, least: choice.least, unitName, optionName },
      worth: isWeighed ? { zh: '人次（加权）', en: 'people (weighted)' } : null,
      stays: Number.isNaN(siting.robustness[k])
        ? null
        : { runs: RUNS, stays: siting.robustness[k], staysNear: siting.robustnessNear[k] }
    };
  };
}

/** Its community, then its own name or, where it has none, the road that it is near. Places on the network have both in their name. */
function placeOf(unit: string, name: string, kind: CandidateKind, road: string): Sentence {
  if (name !== '' && (kind === 'network' || unit === '' || name.includes(unit)))
    return { zh: name, en: name };
  const zh = [unit, name || (road && `近${road}`)].filter((word) => word !== '');
  const en = [unit, name || (road && `near ${road}`)].filter((word) => word !== '');
  return { zh: zh.join('·') || '?', en: en.join(', ') || '?' };
}
