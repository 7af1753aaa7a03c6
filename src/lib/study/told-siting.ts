import type { Sentence } from '../coverage/sentences.ts';
import type { CandidateKind, Siting } from '../siting/siting.ts';
import type { Edit } from './scenario.ts';
import type { SitingChoice } from './siting-choice.ts';

/** What is said of one site. */
export interface SaidSite {
  /** Rules that become met when it is built after those before it and that are not met today, with the units they become met in. */
  rules: { id: string; units: number[] }[];
  sentence: Sentence;
}

/** A candidate of a question, and whether it could be taken. */
export interface JudgedCandidate {
  code: string;
  name: string;
  kind: CandidateKind;
  /** Community it lies in; −1: none. */
  unit: number;
  isFit: boolean;
  /** Why it can't be taken, or what is not known of it; '' where there is nothing to say. */
  zh: string;
  en: string;
}

/** An answer with all that is said of it. */
export interface ToldSiting {
  /** Place of the question among those of the study file, from 1. */
  question: number;
  choice: SitingChoice;
  siting: Siting;
  /** Of each site, in the order of building. */
  said: SaidSite[];
  /** Fields of people that reasons tell of, in the order of `SiteReason.won`. */
  fields: string[];
  /** Code of each option: of the candidate, or of the facility that stands; '' for what stands as a whole. */
  optionCode: string[];
  /** What the values of phases count beside what is new. */
  less: number;
  /** All that were gathered, in their order. */
  candidates: JudgedCandidate[];
  /** What is done to build it: facilities given up, then those added at each site in turn. */
  builds: Extract<Edit, { do: 'add' | 'close' }>[];
  /** What was not known of candidates, and what of the question could not be heeded. */
  notes: Sentence[];
}
