/** What a message in ICU syntax asks for: argument names and tag names (`<b>`). Throws with a sentence when it is malformed. */
export function argumentsOf(message) {
  const names = new Set();
  const end = readMessage(message, 0, names, false);
  if (end !== message.length) throw new Error(`a «}» too many at ${end + 1}`);
  return names;
}

function readMessage(text, start, names, nested) {
  let at = start;
  while (at < text.length) {
    const sign = text[at];
    if (sign === "'") at = afterQuote(text, at);
    else if (sign === "{") at = readArgument(text, at + 1, names);
    else if (sign === "}" && nested) return at;
    else if (sign === "}") return at;
    else if (sign === "<") at = readTag(text, at, names);
    else at++;
  }
  if (nested) throw new Error("a «{» is never closed");
  return at;
}

/** An apostrophe quotes only before a sign of the syntax; doubled it is one apostrophe. */
function afterQuote(text, at) {
  if (text[at + 1] === "'") return at + 2;
  if (!/[{}<>#|]/.test(text[at + 1] ?? "")) return at + 1;
  const close = text.indexOf("'", at + 1);
  return close === -1 ? text.length : close + 1;
}

function readTag(text, at, names) {
  const tag = /^<(\/?)([A-Za-z][\w-]*)>/.exec(text.slice(at));
  if (!tag) return at + 1;
  if (!tag[1]) names.add(`<${tag[2]}>`);
  return at + tag[0].length;
}

function readArgument(text, start, names) {
  const head = /^\s*([\w.-]+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(start));
  if (!head) throw new Error(`an argument without a name at ${start}`);
  names.add(head[1]);
  let at = start + head[0].length;
  if (text[at] === "}") return at + 1;
  if (text[at] !== ",") throw new Error(`«${head[1]}» is not closed`);
  at++;
  if (!["plural", "select", "selectordinal"].includes(head[2])) {
    const close = text.indexOf("}", at);
    if (close === -1) throw new Error(`«${head[1]}» is not closed`);
    return close + 1;
  }
  return readOptions(text, at, names, head[1]);
}

function readOptions(text, start, names, name) {
  let at = start;
  let hasOther = false;
  for (;;) {
    const option = /^\s*(?:offset:\d+\s*)?([^\s{}]+)\s*\{/.exec(text.slice(at));
    if (!option) break;
    hasOther ||= option[1] === "other";
    at = readMessage(text, at + option[0].length, names, true) + 1;
  }
  const close = /^\s*\}/.exec(text.slice(at));
  if (!close) throw new Error(`«${name}» is not closed`);
  if (!hasOther) throw new Error(`«${name}» has no branch «other»`);
  return at + close[0].length;
}

/** The message's own words, without arguments and tags; branches of plurals and selects stay. */
export function wordsOf(message) {
  return message
    .replace(/\{\s*[\w.-]+\s*(,\s*(number|date|time|duration)[^}]*)?\}/g, " ")
    .replace(/\{\s*[\w.-]+\s*,\s*(plural|select|selectordinal)\s*,/g, " ")
    .replace(/(^|\s)(offset:\d+|=\d+|[\w-]+)\s*(?=\{)/g, " ")
    .replace(/<\/?[A-Za-z][\w-]*>/g, " ")
    .replace(/[{}#]/g, " ");
}
