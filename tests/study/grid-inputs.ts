import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import type { StudyChoices } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import type { GridTown } from '../towns/grid-town.ts';

/** A grid town as the inputs of a study; its people are given at the junctions. */
export function gridInputs(town: GridTown, facilities: Facilities): Inputs {
  const points = town.demand.lon.length;
  const lines = town.lines.first.length - 1;
  return {
    title: '格网镇',
    units: town.units,
    facilities,
    roads: {
      ...town.lines,
      name: Array.from({ length: lines }, () => ''),
      highway: Array.from({ length: lines }, () => 'residential'),
      weldM: 0.5
    },
    residential: {
      lon: town.demand.lon,
      lat: town.demand.lat,
      people: town.demand.people,
      footprintM2: new Float64Array(points).fill(NaN),
      storeys: new Float64Array(points).fill(NaN)
    },
    nonResidential: null,
    candidates: null
  };
}

/** A study of one own measure, 300 m for all, and one standard. */
export function gridChoices(): StudyChoices {
  return parseStudyFile(
    JSON.stringify({
      yike: 1,
      standards: ['ELD-COV-15'],
      measure: [{ id: 'eld300', facilities: ['eldercare_site'], limit_m: 300 }],
      siting: [{ standard: 'eld300', sites: 2, candidates: 'network' }]
    })
  );
}
