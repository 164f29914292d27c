// One message as DOM: bubble, files, inline keyboard, reactions, stamp.

import { anchor, icon, make, rich, startsRtl, startPayload } from "/page/text.js";
import { fileUrl, store } from "/page/server.js";
import { clock, number, size, words } from "/page/words.js";

export function colour(id) {
  return `c${(Math.abs(id) % 5) + 1}`;
}

export function nameOf(user) {
  return user ? [user.first_name, user.last_name].filter(Boolean).join(" ") : "";
}

export function author(message, language) {
  if (message.sender_chat) return words(language).anonymous;
  return nameOf(message.from);
}

export function summary(message, language) {
  const say = words(language);
  const text = message.text || message.caption;
  if (text) return text;
  const kind = ["photo", "voice", "video", "audio", "sticker", "location", "contact", "document"].find((name) => name in message);
  return message.document?.file_name || say[kind] || "…";
}

function photo(message, panel) {
  const best = message.photo[message.photo.length - 1];
  const image = make("img", { src: fileUrl(best.file_id), alt: words(panel.language).photo, loading: "lazy" });
  return make("button", { type: "button", className: "photo", onclick: () => panel.look(image.src) }, image);
}

function document_(file, panel) {
  const name = make("b", { dir: "auto" }, file.file_name || words(panel.language).document);
  const about = make("span", {}, name, make("small", {}, size(file.file_size || 0, panel.language)));
  return make("a", { className: "doc", dir: "ltr", href: fileUrl(file.file_id), download: file.file_name || "file" }, make("i", {}, icon("file")), about);
}

function card(mark, title, note) {
  return make("div", { className: "doc" }, make("i", {}, mark), make("span", {}, make("b", { dir: "auto" }, title), make("small", { dir: "ltr" }, note)));
}

function media(message, panel) {
  if (message.photo) return photo(message, panel);
  if (message.voice || message.audio) {
    return make("audio", { controls: true, preload: "none", src: fileUrl((message.voice || message.audio).file_id) });
  }
  if (message.video || message.animation) {
    return make("video", { controls: true, preload: "none", src: fileUrl((message.video || message.animation).file_id) });
  }
  if (message.document) return document_(message.document, panel);
  if (message.contact) return card("☎", nameOf(message.contact), `+${message.contact.phone_number.replace(/^\+/, "")}`);
  if (message.location) return card("⌖", words(panel.language).location, `${message.location.latitude}, ${message.location.longitude}`);
  if (message.sticker) return make("div", { className: "sticker" }, message.sticker.emoji || "🙂");
  return null;
}

function quote(message, panel) {
  const replied = message.reply_to_message;
  if (!replied || replied.forum_topic_created) return null;
  return make("button", { type: "button", className: "quote", dir: startsRtl(summary(replied, panel.language)) ? "rtl" : "ltr", onclick: () => panel.jump(replied.message_id) },
    make("b", { dir: "auto" }, author(replied, panel.language)), make("span", { dir: "auto" }, summary(replied, panel.language)));
}

function stamp(message, panel, mine) {
  const edited = message.edit_date ? `${words(panel.language).edited} ` : "";
  const tick = mine ? icon(message.is_confirmed ? "read" : "sent") : null;
  return make("span", { className: "stamp" }, `${edited}${clock(message.date, panel.language)}`, tick);
}

function inlineButton(message, button, panel) {
  if (button.url) {
    const node = anchor(button.url, button.text, panel.hooks);
    if (startPayload(button.url, store.bot.username) === null) node.append(icon("link"));
    return node;
  }
  const node = make("button", { type: "button", dir: "auto" }, button.text);
  if (panel.pending.has(`${message.message_id}:${button.callback_data}`)) node.classList.add("busy");
  node.addEventListener("click", () => panel.press(message, button));
  return node;
}

function inline(message, panel) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return make("div", { className: "inline" }, ...rows.map((row) => make("div", {}, ...row.map((button) => inlineButton(message, button, panel)))));
}

function reactions(message, panel) {
  const given = Object.entries(message.reactions || {});
  if (!given.length) return null;
  return make("div", { className: "reactions" }, ...given.map(([emoji, ids]) => make("button", {
    type: "button", className: ids.includes(panel.person.id) ? "own" : "",
    onclick: () => panel.react(message, ids.includes(panel.person.id) ? [] : [emoji]),
  }, ids.length > 1 ? `${emoji} ${number(ids.length, panel.language)}` : emoji)));
}

function actions(message, panel, mine) {
  const say = words(panel.language);
  const button = (name, label, run) => make("button", { type: "button", title: label, "aria-label": label, onclick: run }, icon(name));
  return make("div", { className: "acts" },
    button("reply", say.reply, () => panel.replyTo(message)),
    button("heart", say.react, () => panel.react(message, (message.reactions["👍"] || []).includes(panel.person.id) ? [] : ["👍"])),
    mine && (message.text || message.caption) ? button("edit", say.edit, () => panel.startEdit(message)) : null);
}

export function service(message, language) {
  const say = words(language);
  const who = nameOf(message.from);
  if (message.new_chat_members) return `${message.new_chat_members.map(nameOf).join("، ")} ${say.joined}`;
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} ${say.left}`;
  if (message.pinned_message) return `${who}: ${say.pinned}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return say.moved;
  const topic = message.forum_topic_created || message.forum_topic_edited;
  if (topic) return `${say.topic}: ${topic.name || ""}`;
  if (message.forum_topic_closed) return `${say.topic} ✓`;
  if (message.forum_topic_reopened) return `${say.topic} ↺`;
  return null;
}

export function bubble(message, panel, shape) {
  const mine = message.from?.id === panel.person.id;
  const text = message.text ?? message.caption ?? "";
  const say = words(panel.language);
  const body = make("div", { className: "text", dir: "auto" }, rich(text, message.entities || message.caption_entities, panel.hooks), stamp(message, panel, mine));
  if (startsRtl(text)) body.dataset.rtl = "";
  const showsName = shape.first && !mine && panel.isGroup;
  const origin = message.forward_origin;
  const box = make("div", { className: "box" },
    make("div", { className: "bubble" },
      showsName ? make("span", { className: `author ${message.is_from_bot ? "" : colour(message.from.id)}`, dir: "auto" }, author(message, panel.language)) : null,
      origin ? make("span", { className: "from", dir: "auto" }, `${say.forwarded} ${nameOf(origin.sender_user) || origin.sender_chat?.title}`) : null,
      message.via_bot ? make("span", { className: "from" }, `${say.via} @${message.via_bot.username}`) : null,
      quote(message, panel), media(message, panel), body, reactions(message, panel)),
    inline(message, panel), actions(message, panel, mine));
  const face = make("span", { className: `avatar ${message.is_from_bot ? "" : colour(message.from?.id || 0)}` },
    message.is_from_bot ? icon("chart") : author(message, panel.language).slice(0, 1));
  const names = ["msg", mine && "mine", shape.first && "first", shape.last && "last", shape.isNew && "new"];
  return make("article", { className: names.filter(Boolean).join(" "), tabIndex: -1, "data-id": message.message_id }, face, box);
}
