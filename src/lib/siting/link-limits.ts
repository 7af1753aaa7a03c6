/** What binds a choice of links, and how far it is searched. */
export interface LinkLimits {
  links: number;
  /** Most that their costs may come to; Infinity: no matter. */
  budget: number;
  /** Of each link; Infinity: not to be had. */
  cost: ArrayLike<number>;
  /** Steps of the search, of the size of an item or a node: beyond these the best so far is the answer. */
  steps: number;
}

/** Links that win most, and what no choice can win more than. */
export interface FoundLinks {
  links: number[];
  won: number;
  bound: number;
  /** The search came to its end: `won` (or `floor`) is the most there is. */
  isDone: boolean;
  steps: number;
}
