// Message text with its entities as DOM nodes. Text is only ever set as text, never as HTML.

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?:|tg:|mailto:|tel:)/i;

export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

export function startPayload(url, username) {
  const found = /^(?:https?:\/\/)?t\.me\/([A-Za-z0-9_]+)(?:\?start=([A-Za-z0-9_-]*))?$/.exec(url)
    || /^tg:\/\/resolve\?domain=([A-Za-z0-9_]+)(?:&start=([A-Za-z0-9_-]*))?$/.exec(url);
  return found && found[1].toLowerCase() === username.toLowerCase() ? found[2] || "" : null;
}

export function anchor(url, content, hooks) {
  const full = /^[a-z]+:/i.test(url) ? url : `http://${url}`;
  const node = make("a", { target: "_blank", rel: "noopener noreferrer" }, content);
  if (SAFE.test(full)) node.href = full;
  const payload = startPayload(url, hooks.username);
  if (payload !== null) node.addEventListener("click", (event) => { event.preventDefault(); hooks.start(payload); });
  return node;
}

function element(entity, inner, raw, hooks) {
  const tag = TAGS[entity.type];
  if (tag) {
    const node = make(tag, {}, inner);
    if (tag === "code" || tag === "pre") node.addEventListener("click", () => hooks.copy(raw));
    return node;
  }
  if (entity.type === "text_link") return anchor(entity.url, inner, hooks);
  if (entity.type === "url") return anchor(raw, inner, hooks);
  if (entity.type === "email") return anchor(`mailto:${raw}`, inner, hooks);
  if (entity.type === "bot_command") {
    return make("button", { type: "button", className: "cmd", onclick: () => hooks.say(raw) }, inner);
  }
  if (entity.type === "spoiler") {
    const node = make("span", { className: "spoiler", tabIndex: 0 }, inner);
    node.addEventListener("click", () => node.classList.add("open"));
    return node;
  }
  return inner;
}

// Entities nest; offsets are UTF-16 units, as in JavaScript strings.
function build(text, start, end, entities, hooks) {
  const part = document.createDocumentFragment();
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at) continue;
    part.append(text.slice(at, entity.offset));
    const inner = build(text, entity.offset, stop, entities, hooks);
    part.append(element(entity, inner, text.slice(entity.offset, stop), hooks));
    const isBlock = BLOCKS.has(entity.type) && text[stop] === "\n";
    at = isBlock ? stop + 1 : stop; // a block ends its line by itself
  }
  part.append(text.slice(at, end));
  return part;
}

export function rich(text, entities, hooks) {
  const sorted = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, hooks);
}

const RTL = /[\u0591-\u08FF\uFB1D-\uFEFC]/;
const LTR = /[A-Za-z\u00C0-\u024F]/;
export function startsRtl(text) {
  for (const character of text) {
    if (RTL.test(character)) return true;
    if (LTR.test(character)) return false;
  }
  return false;
}
