// The query editor: CodeMirror with the grammar of SPARQL. What is completed and explained is asked from the caller.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  HighlightStyle, LRLanguage, LanguageSupport, bracketMatching, ensureSyntaxTree, indentOnInput, syntaxHighlighting,
  syntaxTree,
} from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, hoverTooltip, keymap, lineNumbers,
} from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

const language = LRLanguage.define({
  name: "sparql",
  parser: SparqlLanguage.parser.configure({
    props: [styleTags({ "Pname_ln Pname_ns": tags.propertyName, "Var!": tags.variableName, A_predicate: tags.keyword,
      Langtag: tags.annotation, Blank_node_label: tags.labelName })],
  }),
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
});

// The colours are properties of the page's style sheet, so that they follow its theme.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: tags.variableName, color: "var(--code-variable)" },
  { tag: tags.propertyName, color: "var(--code-name)" },
  { tag: [tags.namespace, tags.url, tags.typeName], color: "var(--code-name)" },
  { tag: [tags.string, tags.annotation], color: "var(--code-string)" },
  { tag: [tags.integer, tags.float, tags.bool], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "var(--code-size, .9rem)", height: "100%" },
  "&.cm-focused": { outline: "none" }, // the host shows the focus
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--code-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--code-selection)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-selection)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)",
    borderRadius: ".4rem", boxShadow: "0 4px 18px rgb(0 0 0 / .18)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", maxHeight: "17rem", borderRadius: ".4rem",
    maxWidth: "min(30rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".25rem .6rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".75" },
  ".cm-tooltip.cm-completionInfo, .cm-tooltip-hover": { maxWidth: "min(24rem, 92vw)", padding: ".5rem .7rem",
    fontFamily: "var(--sans)", fontSize: ".88rem" },
  ".cm-diagnostic": { padding: ".5rem .7rem", borderLeft: "4px solid var(--warn)", fontFamily: "var(--sans)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--warn)",
    textUnderlineOffset: "3px" },
});

const PARSE_MS = 200;
const SILENT = /^(Comment|String|Integer|Decimal|Double)$/;
const WORD = /[?$]?[\p{L}\p{N}_][\p{L}\p{N}_.\-]*(:[\p{L}\p{N}_.%\-]*)?|:[\p{L}\p{N}_.%\-]*|[?$]/u;

/** Completions from one of the caller's sources, which finds and orders them itself. */
function source(complete) {
  return async (context) => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    if (SILENT.test(node.name)) return null;
    const word = context.matchBefore(WORD);
    if (!word && !context.explicit) return null;
    const from = word ? word.from : context.pos;
    const options = await complete(word ? word.text : "", context.state.sliceDoc(0, from), context.state.sliceDoc(context.pos));
    if (context.aborted || !options.length) return null;
    return { from, filter: false, options: options.map((one) => ({ ...one, apply: applying(one) })) };
  };
}

/** Puts a completion into the text and what it needs (a declaration) at the head of it. */
function applying(one) {
  return (view, _, from, to) => {
    const changes = [{ from, to, insert: one.insert }];
    const needed = one.needs ? one.needs(view.state.doc.toString()) : null;
    if (needed) changes.unshift({ from: needed.at, insert: needed.text });
    const caret = from + one.insert.length + (needed ? needed.text.length : 0);
    view.dispatch({ changes, selection: { anchor: caret }, userEvent: "input.complete" });
  };
}

/**
 * Typing over a selection, done here: Chromium's own way puts a style into the page to keep the look of what it
 * deletes, which the policy of the page blocks, and reports as an error.
 */
const overwriting = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || empty || view.composing) return false;
    const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, insert))) {
      view.dispatch(insert());
    }
    return true;
  },
});

/** An explanation of the word under the pointer. */
function explaining(explain) {
  return hoverTooltip((view, at) => {
    const node = syntaxTree(view.state).resolveInner(at, 1);
    const dom = /^(Pname_ln|IriRef)$/.test(node.name) && explain(view.state.sliceDoc(node.from, node.to));
    return dom ? { pos: node.from, end: node.to, above: true, create: () => ({ dom }) } : null;
  });
}

/**
 * An editor in `host`. Its style sheets live in a shadow root, where the strict policy of the page allows them.
 * `sources` are functions of (word, text before, text after) that promise completions; `explain` gives an element
 * for a name; `keys` are further bindings; `phrases` translate the editor's own words.
 */
export function createEditor({ host, text, label, sources, explain, keys, phrases, onChange }) {
  const root = host.attachShadow({ mode: "open" });
  const place = root.appendChild(document.createElement("div"));
  place.style.height = "100%";
  const view = new EditorView({
    parent: place,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([...keys, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        lineNumbers(), highlightActiveLine(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(),
        bracketMatching(), closeBrackets(), lintGutter(), EditorView.lineWrapping,
        new LanguageSupport(language), syntaxHighlighting(colours), theme,
        autocompletion({ override: sources.map(source), icons: false, maxRenderedOptions: 60 }),
        explaining(explain), overwriting,
        EditorState.phrases.of(phrases),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
      ],
    }),
  });
  return {
    get text() { return view.state.doc.toString(); },
    set text(value) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value }, selection: { anchor: 0 },
        scrollIntoView: true });
    },
    focus: () => view.focus(),
    /**
     * Shows a message at a line and column, both counted from 1 in code points; without a line, clears. The parser of
     * the endpoint may go on past the fault, so the mark is where the grammar here finds one earlier. Gives the place.
     */
    mark(message, line, column) {
      const doc = view.state.doc;
      if (!line) return view.dispatch(setDiagnostics(view.state, []));
      const told = doc.line(Math.min(line, doc.lines));
      const before = [...told.text].slice(0, column - 1).join("").length;
      const at = Math.min(told.from + Math.min(before, told.length), firstFault(view.state));
      const found = doc.lineAt(at);
      const word = /^[^\s{}();]+/.exec(found.text.slice(at - found.from));
      const from = word || at === found.from ? at : at - 1;
      const to = Math.max(from + (word ? word[0].length : 1), from);
      view.dispatch(setDiagnostics(view.state, [
        { from: Math.min(from, doc.length), to: Math.min(to, doc.length), severity: "error", message },
      ]), { selection: { anchor: Math.min(at, doc.length) }, scrollIntoView: true });
      return { line: found.number, column: [...found.text.slice(0, at - found.from)].length + 1 };
    },
  };
}

/** Where the grammar first finds something that it has no place for; infinity where it finds nothing. */
function firstFault(state) {
  let first = Infinity;
  ensureSyntaxTree(state, state.doc.length, PARSE_MS)?.iterate({
    enter(node) { if (node.type.isError) first = Math.min(first, node.from); },
  });
  return first;
}
