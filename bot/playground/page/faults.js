// The small panel that makes the emulated Telegram fail.

import { mischief, setFault, store } from "/page/server.js";
import { make } from "/page/text.js";

const KINDS = { 429: "429 too many requests", 500: "500 server error", 502: "502 HTML page", drop_before: "line cut before", drop_after: "line cut after the effect", slow: "slow (3 s)" };
const METHODS = ["", "sendMessage", "editMessageText", "answerCallbackQuery", "sendDocument", "getUpdates"];

const labelled = (text, field) => make("label", {}, text, field);
const choice = (options) => make("select", {}, ...options.map(([value, text]) => make("option", { value }, text)));

export class Faults {
  constructor(root, button) {
    Object.assign(this, { root, button });
    this.kind = choice(Object.entries(KINDS));
    this.method = choice(METHODS.map((name) => [name, name || "any method"]));
    this.times = make("input", { type: "number", min: 1, max: 99, value: 1 });
    this.list = make("ul");
    const form = make("form", {}, labelled("Fault", this.kind), labelled("Method", this.method), labelled("Times", this.times), make("button", { className: "go" }, "Make it fail"));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.add(); });
    const plain = (text, run) => make("button", { type: "button", onclick: run }, text);
    root.append(make("h2", {}, "Faults on demand"), make("p", {}, "What the bot's next calls to Telegram meet."), form, this.list,
      make("div", { className: "row" }, plain("Next update twice", () => mischief({ repeat: 1 })), plain("Next two reversed", () => mischief({ reverse: 2 })), plain("Clear", () => this.clear())));
    button.addEventListener("click", () => this.toggle());
    root.addEventListener("keydown", (event) => { if (event.key === "Escape") this.toggle(); });
  }

  async toggle() {
    this.root.hidden = !this.root.hidden;
    this.button.setAttribute("aria-expanded", !this.root.hidden);
    if (this.root.hidden) this.button.focus();
    else this.kind.focus();
    this.render();
  }

  async add() {
    const order = { kind: this.kind.value, times: Number(this.times.value) || 1 };
    if (this.method.value) order.method = this.method.value;
    if (order.kind === "429") order.retry_after = 3;
    if (order.kind === "slow") order.seconds = 3;
    await setFault("POST", order);
    this.render();
  }

  async clear() { await setFault("DELETE"); this.render(); }

  render() {
    const open = store.faults.filter((fault) => fault.times === null || fault.hits < fault.times);
    this.list.replaceChildren(...open.map((fault) => make("li", {}, make("b", {}, KINDS[fault.kind] || fault.kind), make("span", {}, `${fault.method || "any"} · ${fault.hits}/${fault.times ?? "∞"}`))));
    const badge = this.button.querySelector(".badge");
    badge.textContent = open.length;
    badge.hidden = !open.length;
  }
}
