/** Which pairs of places may be linked. */
export interface LinkPairChoice {
  /** Longest straight line of a link. */
  straightM: number;
  /** The walk is at least so many times the straight line. */
  timesAround: number;
  /** Places along a way are about so far apart. */
  spacingM: number;
  /** Of links whose ends on one side are nearer to each other than this, the shortest stays, and those that it leaves a long walk. */
  thinM: number;
  /** A link runs over so many ways at most: one that runs over more is rather two. */
  mostWays: number;
}

/** The choice where nothing else is asked for. */
export const LINK_PAIRS: LinkPairChoice = {
  straightM: 150,
  timesAround: 3,
  spacingM: 30,
  thinM: 50,
  mostWays: 1
};
