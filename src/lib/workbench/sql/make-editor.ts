import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql, SQLDialect, type SQLNamespace } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorSelection, EditorState, type Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';

/** What is offered while a query is written: tables with their columns, each with its meaning. */
export interface Offered {
  tables: {
    name: string;
    written: string;
    meaning: string;
    columns: { name: string; written: string; detail: string }[];
  }[];
}

export interface EditorWords {
  name: string;
  hint: string;
}

export interface SqlEditor {
  set(text: string): void;
  insert(text: string): void;
  offer(offered: Offered): void;
  say(words: EditorWords): void;
  /** Puts the cursor to a line and column, both from 1. */
  show(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

/** Functions of DuckDB that are asked for most, and do without an extension. */
const FUNCTIONS =
  'abs any_value arg_max arg_min avg ceil coalesce concat contains count count_if date_diff floor format greatest ifnull isfinite isnan least left length list lower max median min mode nullif quantile_cont rank regexp_extract regexp_matches replace right round row_number split_part sqrt starts_with stddev string_agg strftime substring sum trim try_cast typeof upper';
const TYPES =
  'boolean tinyint smallint integer bigint hugeint float double decimal varchar blob date time timestamp interval';

/** PostgreSQL's is the nearest dialect; DuckDB's own words are added, and names take their case as they are written. */
const DIALECT = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${(PostgreSQL.spec.keywords ?? '').replace(/\b(boolean|integer|varchar|date|time|timestamp|interval)\b/g, '')} qualify exclude pivot unpivot asof semi anti positional sample summarize describe ilike filter`,
  builtin: FUNCTIONS,
  types: TYPES,
  caseInsensitiveIdentifiers: true
});

/** In the colours of the desk, which follow its theme. */
const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--brand)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--warn)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--link)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--ink-soft)' },
  { tag: [tags.standard(tags.name), tags.typeName], color: 'var(--link)' }
]);

const THEME = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--ink)', backgroundColor: 'var(--paper)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: "Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace",
    lineHeight: '1.5'
  },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--paper-dim)',
    color: 'var(--ink-soft)',
    borderRight: '1px solid var(--line)'
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--brand-soft)'
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--hover)', outline: '1px solid var(--line)' },
  '.cm-placeholder': { color: 'var(--ink-soft)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    boxShadow: 'var(--shadow)'
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '14em' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--brand)',
    color: 'var(--on-brand)'
  },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--ink-soft)' },
  'li[aria-selected] .cm-completionDetail': { color: 'var(--on-brand)' }
});

function namespaceOf({ tables }: Offered): SQLNamespace {
  return Object.fromEntries(
    tables.map(({ name, written, meaning, columns }) => {
      const self: Completion = { label: name, apply: written, detail: meaning, type: 'class', boost: 2 };
      const children = columns.map((column): Completion => ({
        label: column.name,
        apply: column.written,
        detail: column.detail,
        type: 'property'
      }));
      return [name, { self, children }];
    })
  );
}

/** Columns of all tables where no table has been named yet, or one was named elsewhere in the text. */
function columnsAnywhere({ tables }: Offered): Extension {
  const seen = new Map<string, Completion>();
  for (const { columns, name: table } of tables)
    for (const { name, written, detail } of columns)
      if (!seen.has(name))
        seen.set(name, { label: name, apply: written, detail: detail || table, type: 'property', boost: 1 });
  const options = [...seen.values()];
  return DIALECT.language.data.of({
    autocomplete: (context: {
      matchBefore(pattern: RegExp): { from: number; to: number } | null;
      explicit: boolean;
    }) => {
      const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
      if (!word && !context.explicit) return null;
      // After a dot the columns of that table alone are offered.
      if (context.matchBefore(/\.[\p{L}\p{N}_]*/u)) return null;
      return word ? { from: word.from, options, validFor: /^[\p{L}\p{N}_]*$/u } : null;
    }
  });
}

/** All but what leaves the editor or opens the palette is its own. */
function keepKeys(event: KeyboardEvent): void {
  const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
  if (event.key !== 'Escape' && !isPalette) event.stopPropagation();
}

/**
 * An editor in a shadow root of `host`: there its styles are adopted sheets, which the page's policy lets through; in the document they
 * would be a <style> element, which it refuses. Tab leaves it as any other field.
 */
export function makeEditor(
  host: HTMLElement,
  text: string,
  words: EditorWords,
  hear: { onChange: (text: string) => void; onRun: () => void }
): SqlEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  parent.style.height = '100%';
  root.replaceChildren(parent);
  const language = new Compartment();
  const spoken = new Compartment();
  const languageOf = (offered: Offered): Extension => [
    sql({ dialect: DIALECT, schema: namespaceOf(offered), upperCaseKeywords: true }),
    columnsAnywhere(offered)
  ];
  const spokenOf = ({ name, hint }: EditorWords): Extension => [
    EditorView.contentAttributes.of({ 'aria-label': name, 'data-testid': 'sql-text' }),
    placeholder(hint)
  ];
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: 'Mod-Enter', run: () => (hear.onRun(), true) }]),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        syntaxHighlighting(HIGHLIGHT),
        THEME,
        EditorView.lineWrapping,
        language.of(languageOf({ tables: [] })),
        spoken.of(spokenOf(words)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) hear.onChange(update.state.doc.toString());
        }),
        // Letters are the editor's own: the desk's shortcuts are not to take them.
        EditorView.domEventHandlers({ keydown: keepKeys })
      ]
    })
  });
  return {
    set(next) {
      if (next !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    insert(piece) {
      view.dispatch(view.state.replaceSelection(piece));
      view.focus();
    },
    offer: (offered) => view.dispatch({ effects: language.reconfigure(languageOf(offered)) }),
    say: (next) => view.dispatch({ effects: spoken.reconfigure(spokenOf(next)) }),
    show(line, column) {
      const found = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      const at = Math.min(found.to, found.from + [...found.text].slice(0, column - 1).join('').length);
      view.dispatch({ selection: EditorSelection.cursor(at), scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy()
  };
}
