import type { Desk } from '../desk.svelte.ts';
import type { SqlAnswer, SqlTable } from './sql-answer.ts';
import type { Edits, Question, Scene } from '../engine/scene.ts';
import { keepQueries, readQueries, rememberQuery } from './query-history.ts';
import type { Drawn } from './sql-places.ts';
import type { SqlFault } from './sql-fault.ts';

/** An answer, and what the results in it were of. */
export interface Answered {
  answer: SqlAnswer;
  text: string;
  scene: Scene | null;
  question: Question;
  edits: Edits;
}

/** What is written, asked and answered in the SQL tab; it outlives the tab. */
export class SqlState {
  text = $state('');
  tables = $state.raw<SqlTable[]>([]);
  answered = $state.raw<Answered | null>(null);
  fault = $state.raw<SqlFault | null>(null);
  running = $state(false);
  queries = $state.raw<string[]>(readQueries());
  /** Rows that are on the map, and of which scene. */
  drawn = $state.raw<(Drawn & { scene: Scene | null }) | null>(null);
  private readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** The tables of the study on the desk. */
  async load(): Promise<void> {
    const { desk } = this;
    const { scene } = desk;
    const tables = await desk.work(() => desk.engine.sqlTables());
    if (tables && desk.scene === scene) this.tables = tables;
  }

  async run(): Promise<void> {
    const { desk, text } = this;
    const { question, edits, scene } = desk;
    if (this.running || !question) return;
    desk.begin();
    this.running = true;
    this.fault = null;
    try {
      const outcome = await desk.work(() => desk.engine.runSql(text, question, desk.onStep));
      if (!outcome || desk.scene !== scene) return;
      this.queries = rememberQuery(this.queries, text);
      if ('fault' in outcome) this.fault = outcome.fault;
      else this.answered = { answer: outcome.answer, text, scene, question, edits };
    } finally {
      this.running = false;
    }
  }

  stop(): void {
    this.desk.engine.stopSql();
  }

  forget(): void {
    this.queries = [];
    keepQueries([]);
  }

  /** Results in the answer are of another study, question or scenario than that on the desk. */
  get stale(): boolean {
    const { desk, answered } = this;
    if (!answered) return false;
    if (answered.scene !== desk.scene) return true;
    return (
      answered.answer.used.length > 0 &&
      (answered.question !== desk.question || answered.edits !== desk.edits)
    );
  }
}

const states = new WeakMap<Desk, SqlState>();

/** The state of the SQL tab of a desk, the same each time. */
export function sqlState(desk: Desk): SqlState {
  const found = states.get(desk);
  if (found) return found;
  const made = new SqlState(desk);
  states.set(desk, made);
  return made;
}
