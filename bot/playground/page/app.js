// The playground page: a citizen's phone and the staff group over one emulated Telegram.

import { Faults } from "/page/faults.js";
import { Panel } from "/page/panel.js";
import { connect, on, store } from "/page/server.js";

const users = () => [...store.users.values()];
const staffIds = () => new Set((store.chats.get(store.staff)?.members || []).map((member) => member.user.id));
const sides = { citizen: null, staff: null };
const panels = () => Object.values(sides).filter(Boolean);
const faults = new Faults(document.getElementById("faults"), document.getElementById("faults-button"));

function begin() {
  sides.citizen ||= new Panel(document.getElementById("citizen"), { people: () => users().filter((user) => !staffIds().has(user.id)), chatOf: (user) => user?.id, isGroup: false });
  sides.staff ||= new Panel(document.getElementById("staff"), { people: () => users().filter((user) => staffIds().has(user.id)), chatOf: () => store.staff, isGroup: true });
  for (const panel of panels()) {
    panel.person = panel.people().find((user) => user.id === panel.person?.id) || panel.people()[0];
    panel.render();
    panel.toEnd();
  }
  faults.render();
  document.body.dataset.ready = "";
}

on("all", begin);
on("message", (entry) => {
  const panel = entry.chat === store.staff ? sides.staff : sides.citizen;
  panel?.took(entry);
});
on("chat", () => panels().forEach((panel) => panel.render()));
on("profile", () => panels().forEach((panel) => panel.render()));
on("answer", (entry) => panels().forEach((panel) => panel.answered(entry)));
on("inline", (entry) => panels().forEach((panel) => panel.composer.inline.offered(entry)));
on("action", (entry) => panels().forEach((panel) => { if (panel.chatId === entry.chat) panel.typing(true); }));
on("live", (isOn) => {
  const sign = document.querySelector(".live");
  sign.className = `live ${isOn ? "on" : "off"}`;
  sign.textContent = isOn ? "live" : "no connection";
});

document.addEventListener("unread", () => {
  for (const button of document.querySelectorAll(".sides button")) {
    const badge = button.querySelector(".badge");
    const count = sides[button.dataset.side]?.unreadCount || 0;
    badge.textContent = count;
    badge.hidden = !count;
  }
});
for (const button of document.querySelectorAll(".sides button")) {
  button.addEventListener("click", () => {
    document.querySelector("main").dataset.side = button.dataset.side;
    for (const other of document.querySelectorAll(".sides button")) other.setAttribute("aria-pressed", other === button);
    const panel = sides[button.dataset.side];
    panel.seen();
    panel.render();
    panel.toEnd();
  });
}

connect();
