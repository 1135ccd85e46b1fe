// What the endpoint says is wrong, in the language of the page where it is one of the common troubles.
import { t } from "./words.js";

const COMMON = [
  [/the prefix (\S*): is not declared/, "js_trouble_prefix"],
  [/a closing brace \} is missing/, "js_trouble_open"],
  [/a closing brace \} too many/, "js_trouble_closed"],
  [/a string is not closed/, "js_trouble_string"],
  [/expected a variable, a name or a value/, "js_trouble_term"],
  [/variable that is unbound/, "js_trouble_unbound"],
  [/does not go on as SPARQL does/, "js_trouble_other"],
  [/took longer than ([\d.]+) s/, "js_trouble_time"],
  [/SERVICE is turned off/, "js_trouble_service"],
];

/** The words and their language; what is not common stays in the endpoint's English. */
export function inWords(detail) {
  for (const [pattern, key] of COMMON) {
    const found = pattern.exec(detail);
    if (found) return { text: t(key, { name: found[1] ?? "" }) };
  }
  return { text: detail.replace(/^The query cannot be read: /, ""), lang: "en" };
}
