"""Statements in our own words, with the traps that published ones have."""

from __future__ import annotations

import io
import zipfile
from html import escape

#: Family a. Bare headings, everything glued, a slip of the pen, a list broken by an empty line.
GLUED = """

مقدمه

بیانیه سطح توافق خدمت دفترچه نقشه استان (کتاب نقشه) سازمان مدیریت و برنامهریزی استان قم را میخوانید:

هدف

کتاب نقشه را به شهروندان و دستگاههای اجرایی میرسانیم.

پیش از چاپ، نقشهها را دو کارشناس میبینند و امضا میکنند.

مسئولیت

دفتر نقشه سازمان این کارها را میکند:

- پاسخ به پرسشهای نقشهخوانان

تعهدات متقابل خدمتگیرنده و دستگاه اجرایی

- درخواست را با نامه یا نمابر بفرستید.
- کتاب هر سال یک بار چاپ میشود

- گلایه را در سامانه خدمات برخط بنویسید.

هزینهها و پرداختها

رایگان

دوره عملکرد

این نوشته تا زمانی که صلاحیه آن نیامده باشد پابرجاست.

خاتمه توافقنامه

پایان کار را رئیس سازمان از پیش خبر میدهد.
"""

#: Family a. Markdown, everything spaced, a page title in the middle, bold, dead links, a sentence
#: broken in two.
SPACED = """## مقدمه:

بیانیه سطح توافق خدمت **شمارش درختان (باغ ها)** سازمان مدیریت و برنامه ریزی استان سمنان را ببینید:

## هدف

درختان باغ ها را می شماریم.

## مسئولیت

- پاسخ به باغ داران
- دادن آن چه شمرده شده است

## تعهدات متقابل خدمت گیرنده و دستگاه اجرایی

- نظر خود را در ( [فرم نظر سنجی](#) و [فرم ثبت و پیگیری شکایات](#) ) بنویسید؛ [راهنما](https://example.org/help).

## هزینه ها و پرداخت ها

رایگان

## بیانیه توافق سطح خدمت

### دوره عملکرد

تا زمانی که اصلاحیه آن نیامده باشد پابرجاست.

### خاتمه توافقنامه

هرگاه رئیس سازمان و معاون او پایان شمارش درختان را لازم بدانند، یک ماه پیش از آن موضوع پایان شمارش

خبر داده میشود.
"""

#: Family b. Numbers in two scripts, Arabic letters, definitions, an annex nobody knows, a version.
NUMBERED = """توافقنامه سطح خدمت (SLA) صدور كارت كتابخانه
نسخه: ۲.۱
تاریخ تدوین: ۱۴۰۲/۰۳/۰۱

۱.مقدمه
كارت كتابخانه را در يك روز مي‌دهيم.

2 .هدف :
گرفتن كارت آسان شود.

3-تعاريف
خدمت‌دهنده: کتابخانهٔ مرکزی
قطعی خدمت: ساعتی که تارنما باز نمی‌شود.

۴) مسئوليت:
الف) كتابدار كارت را آماده مي‌كند.
ب) كتابدار كارت گمشده را باطل مي‌كند.
صفحه ۱ از ۲
۵- پيوست خدمات
## پیوست خدمات
کارت طلایی برای پژوهشگران است.
"""

#: Family c. No headings, numbered clauses.
CLAUSES = """۱- زمین بازی هر روز باز است.
۲- توپ را خودتان
بیاورید.
3. برای پرسش با نگهبان سخن بگویید.
"""

TEMPLATE = """مقدمه

خدمت [عنوان خدمت] به [خدمت‌گیرندگان] داده می‌شود.

هدف

متن نمونه: خدمت با کیفیت داده شود.

هزینه‌ها و پرداخت‌ها

هر برگ ............ ریال

دوره عملکرد

یک سال است.
"""

PAGE = """<!DOCTYPE html>
<html><head><title>بیانیه</title><style>p {color: red}</style></head>
<body>
<nav><ul><li>خانه</li><li>تماس</li></ul></nav>
<h1>بیانیه توافق سطح خدمت</h1>
<h2>۱. مقدمه</h2>
<p>پارک را به <b>همه</b>
نشان می&zwnj;دهیم.</p>
<p><strong>هدف:</strong></p>
<p>گردش در پارک<br>آسان شود.
<h3>تعهدات</h3>
<ol><li>در را ببندید.</li>
<li>از <a href="https://example.org/map">نقشه</a> و <a href="#">فرم شکایات</a> بهره ببرید.</li></ol>
<script>var x = "مسئولیت";</script>
<table><tr><th>هزینه ها و پرداخت ها</th></tr><tr><td>رایگان</td></tr></table>
<footer>همه حقوق محفوظ است.</footer>
</body></html>
"""

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_STYLES = f"""<w:styles {_NAMESPACES}>
<w:style w:styleId="a3"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="t9"><w:name w:val="toc 1"/></w:style></w:styles>"""
_LINKS = '<Relationships><Relationship Id="r1" Target="https://example.org/form"/></Relationships>'


def paragraph(text: str, *, style: str = "", bold: bool = False, item: bool = False) -> str:
    """A paragraph of a Word file; a line end becomes a line break."""
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>' if item else ""
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    face = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = "<w:br/>".join(f"<w:t>{escape(part)}</w:t>" for part in text.split("\n"))
    return f"<w:p><w:pPr>{kind}{listed}</w:pPr><w:r>{face}{runs}</w:r></w:p>"


def docx(*paragraphs: str, before: str = "") -> bytes:
    """A Word file of these paragraphs; `before` goes between the XML declaration and the root."""
    body = "".join(paragraphs)
    document = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0"?>{before}{document}')
        archive.writestr("word/styles.xml", _STYLES)
        archive.writestr("word/_rels/document.xml.rels", _LINKS)
    return file.getvalue()


def word_file() -> bytes:
    """A statement as a Word file: styles, bold short lines, a list, links, tables."""
    link = (
        '<w:p><w:hyperlink r:id="r1"><w:r><w:t>فرم نظر</w:t></w:r></w:hyperlink>'
        '<w:hyperlink w:anchor="x"><w:r><w:t>فرم شکایت</w:t></w:r></w:hyperlink></w:p>'
    )
    row = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("ساعت", "۸ تا ۱۲"))
    return docx(
        paragraph("مقدمه ۱", style="t9"),
        paragraph("مقدمه", style="a3"),
        paragraph("این برگه دربارهٔ قایق است."),
        paragraph("هدف:", bold=True),
        paragraph("سواری در دریاچه\nآسان شود."),
        paragraph("تعهدات", style="a3"),
        paragraph("جلیقه بپوشید.", item=True),
        link,
        f"<w:tbl><w:tr>{row}</w:tr></w:tbl>",
        paragraph("سخن آخر", bold=True),
        paragraph("خوش بگذرد."),
    )
