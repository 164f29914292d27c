// What the frame of a chat says, as the phone of its holder would: by the holder's language.

const WORDS = {
  fa: {
    bot: "ربات", members: "عضو", placeholder: "پیام", menu: "منو", start: "شروع", block: "مسدود کردن ربات", blocked: "ربات مسدود است", restart: "رفع انسداد و شروع دوباره",
    typing: "در حال نوشتن…", edited: "ویرایش‌شده", reply: "پاسخ", edit: "ویرایش پیام", react: "پسندیدن", photo: "تصویر", document: "پرونده", voice: "پیام صوتی", location: "موقعیت",
    contact: "شماره تماس", video: "ویدیو", audio: "صدا", sticker: "برچسب", fresh: "پیام‌های خوانده‌نشده", send: "فرستادن", attach: "پیوست", keys: "صفحه‌کلید ربات", share: "شمارهٔ شما برای ربات فرستاده شود؟",
    pinned: "پیامی سنجاق شد", joined: "به گروه پیوست", left: "گروه را ترک کرد", moved: "گروه به ابرگروه ارتقا یافت", topic: "موضوع", all: "همه", forwarded: "هدایت‌شده از", via: "از طریق", anonymous: "مدیر ناشناس", copied: "رونوشت شد", today: "امروز", nothing: "چیزی پیدا نشد",
  },
  en: {
    bot: "bot", members: "members", placeholder: "Message", menu: "Menu", start: "START", block: "Block bot", blocked: "Bot is blocked", restart: "UNBLOCK AND RESTART",
    typing: "typing…", edited: "edited", reply: "Reply", edit: "Edit message", react: "Like", photo: "Photo", document: "File", voice: "Voice message", location: "Location",
    contact: "Contact", video: "Video", audio: "Audio", sticker: "Sticker", fresh: "Unread messages", send: "Send", attach: "Attach", keys: "Bot keyboard", share: "Share your phone number with the bot?",
    pinned: "pinned a message", joined: "joined the group", left: "left the group", moved: "The group became a supergroup", topic: "Topic", all: "All", forwarded: "Forwarded from", via: "via", anonymous: "Anonymous admin", copied: "Copied", today: "Today", nothing: "Nothing found",
  },
  ar: {
    bot: "روبوت", members: "أعضاء", placeholder: "رسالة", menu: "القائمة", start: "ابدأ", block: "حظر الروبوت", blocked: "الروبوت محظور", restart: "إلغاء الحظر والبدء من جديد",
    typing: "يكتب…", edited: "معدّلة", reply: "رد", edit: "تعديل الرسالة", react: "إعجاب", photo: "صورة", document: "ملف", voice: "رسالة صوتية", location: "الموقع",
    contact: "جهة اتصال", video: "فيديو", audio: "صوت", sticker: "ملصق", fresh: "رسائل غير مقروءة", send: "إرسال", attach: "إرفاق", keys: "لوحة الروبوت", share: "هل تريد مشاركة رقم هاتفك مع الروبوت؟",
    pinned: "ثبّت رسالة", joined: "انضم إلى المجموعة", left: "غادر المجموعة", moved: "تمت ترقية المجموعة", topic: "موضوع", all: "الكل", forwarded: "محوّلة من", via: "عبر", anonymous: "مشرف مجهول", copied: "تم النسخ", today: "اليوم", nothing: "لا نتائج",
  },
};

const LOCALES = { fa: "fa-IR", en: "en-GB", ar: "ar-IQ-u-nu-arab" };

export const words = (language) => WORDS[language] || WORDS.en;
export const isRtl = (language) => language === "fa" || language === "ar";
const locale = (language) => LOCALES[language] || LOCALES.en;

export const clock = (seconds, language) =>
  new Date(seconds * 1000).toLocaleTimeString(locale(language), { hour: "2-digit", minute: "2-digit", hour12: false });

export const number = (value, language) => value.toLocaleString(locale(language));

export function day(seconds, language) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === new Date().toDateString()) return words(language).today;
  return date.toLocaleDateString(locale(language), { day: "numeric", month: "long" });
}

export function size(bytes, language) {
  if (bytes < 1024) return `${number(bytes, language)} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${number(Math.round(kilo), language)} KB` : `${number(Math.round(kilo / 102.4) / 10, language)} MB`;
}
