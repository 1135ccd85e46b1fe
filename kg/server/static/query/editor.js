// The text of the query: in the editor that completes, or in the plain field where that editor is not to be had.
import { completeTerms, completeThings, explain } from "./vocabulary.js";
import { t, vendor } from "./words.js";

const field = document.getElementById("query");
const KEPT = "kg-query";

/** An object with `text`, `focus` and `mark`, over the plain field. */
function plain() {
  return {
    get text() { return field.value; },
    set text(value) { field.value = value; keep(value); },
    focus: () => field.focus(),
    mark(message, line, column) {
      field.toggleAttribute("aria-invalid", Boolean(line));
      if (!line) return undefined;
      const lines = field.value.split("\n").slice(0, line);
      const last = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("");
      const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + last.length;
      field.focus();
      field.setSelectionRange(at, at + 1);
      return { line, column };
    },
  };
}

/** The text that was last written here in this tab, or null. */
export const kept = () => sessionStorage.getItem(KEPT);

function keep(text) {
  sessionStorage.setItem(KEPT, text);
}

/** Puts the editor in the place of the field, with what is written there; `run` is called by Ctrl+Enter. */
export async function openEditor(run) {
  field.addEventListener("input", () => keep(field.value));
  field.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); run(); }
  });
  if (!vendor.editor) return plain();
  try {
    const { createEditor } = await import(vendor.editor);
    return put(createEditor, run);
  } catch {
    return plain(); // a file that cannot be had is no reason to do without queries
  }
}

function put(createEditor, run) {
  const host = document.getElementById("editor");
  const hadFocus = document.activeElement === field;
  const editor = createEditor({
    host, text: field.value, label: field.labels[0].textContent,
    sources: [completeTerms, completeThings], explain,
    keys: [{ key: "Mod-Enter", run: () => { run(); return true; }, preventDefault: true }],
    phrases: { Completions: t("js_completions"), Diagnostics: t("js_diagnostics") },
    onChange: (text) => { field.value = text; keep(text); },
  });
  host.hidden = false;
  field.hidden = true;
  if (hadFocus) editor.focus();
  return editor;
}
