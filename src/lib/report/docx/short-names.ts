import type { Facts } from '../facts.ts';

/** Characters of a name that a cell, a heading or a sentence shows. */
const MOST = 40;

/** A name of a length that a page bears; a longer one is cut. */
const short = (name: string): string => {
  const letters = [...name];
  return letters.length > MOST ? `${letters.slice(0, MOST - 1).join('')}…` : name;
};

/** The facts with names of places, units and tasks short: one name of hundreds of characters would fill a page of narrow cells. */
export function shortenNames(facts: Facts): Facts {
  return {
    ...facts,
    measures: facts.measures.map((measure) => ({
      ...measure,
      units: measure.units.map((unit) => ({ ...unit, name: short(unit.name) }))
    })),
    sitings: facts.sitings.map((siting) => ({
      ...siting,
      sites: siting.sites.map((site) => ({
        ...site,
        ...{ name: short(site.name), unitName: short(site.unitName), runnerUpName: short(site.runnerUpName) },
        units: site.units.map((unit) => ({ ...unit, name: short(unit.name) }))
      }))
    })),
    links: facts.links.map((link) => ({ ...link, crosses: short(link.crosses) })),
    linkedSites: facts.linkedSites.map((site) => ({ ...site, name: short(site.name) })),
    tasks: facts.tasks.map((task) => ({ ...task, title: short(task.title), unitName: short(task.unitName) }))
  };
}
