import { LEDGER_YEAR, type LedgerUnit } from './staffing.ts';
import type { Draws } from './streams.ts';
import type { Row } from './table.ts';

/**
 * How things stand in each community at the end of the year, one row a community; yes and no as 1 and 0. Cells are empty only
 * where a rule judges the community itself: one empty cell would leave the share of all communities unknown.
 */
export function keepUnitStatus(units: LedgerUnit[], draws: Draws): Row[] {
  const { whole, chance, orBlank } = draws;
  const yes = (share: number) => (chance(share) ? 1 : 0);
  const percent = (low: number, high: number) => whole(low * 2, high * 2) / 2;
  return units.map(({ name, people }) => ({
    unit: name,
    year: LEDGER_YEAR,
    social_orgs: whole(7, 19),
    volunteer_teams: whole(1, 6),
    public_health_committee: yes(0.95),
    disabled_assoc: yes(0.97),
    has_social_work_service: yes(0.85),
    has_agent_service: yes(0.96),
    has_legal_service: yes(0.92),
    survey_year: chance(0.85) ? LEDGER_YEAR : LEDGER_YEAR - 1,
    smart_safe: yes(0.8),
    network_5g: yes(0.97),
    sanitary: yes(0.9),
    sanitary_title: chance(0.6) ? '市级卫生社区' : chance(0.5) ? '区级卫生社区' : null,
    party_report_rate: percent(93, 100),
    party_duty_rate: percent(90, 100),
    owner_rep_party_share: orBlank(percent(38, 72), 0.08),
    owner_committee_party_share: orBlank(percent(40, 78), 0.08),
    funding_special: chance(0.85) ? 100_000 : 80_000,
    funding_office: orBlank(40 * people.households, 0.05),
    funding_benefit: chance(0.8) ? 12 * people.households : 10 * people.households
  }));
}

/** Months of the ledger of visits. */
const MONTHS = Array.from({ length: 12 }, (_, i) => `${LEDGER_YEAR}-${String(i + 1).padStart(2, '0')}`);

/**
 * Visits to registered vulnerable older people, a row for each community and month, people counted and nobody named.
 * In a community in five some are left out each month, and cells are empty.
 */
export function keepVisits(units: LedgerUnit[], { whole, chance, orBlank }: Draws): Row[] {
  return units.flatMap(({ name, people }) => {
    const lags = chance(0.2);
    let registered = Math.max(3, Math.round((people.pop_60p * whole(38, 66)) / 1000));
    return MONTHS.map((month) => {
      registered = Math.max(3, registered + whole(-1, 1));
      const missed = lags ? whole(1, 4) : chance(0.02) ? 1 : 0;
      const visited = Math.max(0, registered - missed);
      const served = Math.max(0, visited - (lags ? whole(0, 3) : 0));
      return {
        unit: name,
        month,
        registered,
        visited: orBlank(visited, lags ? 0.03 : 0),
        served: orBlank(served, lags ? 0.08 : 0)
      };
    });
  });
}
