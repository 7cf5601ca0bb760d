import type { PaymentMethod } from '@libs/contracts';
import { formatMoney, isNothing, type Money } from '@libs/kernel';
import type { Language } from '../../http/language.js';
import { nameOfMethod } from '../methods/method-names.js';
import { PAGE_TEXTS, type PageText } from './page-texts.js';

/** What the page of a payment shows. */
export interface PaymentShown {
  readonly language: Language;
  readonly storeName: string;
  readonly orderNumber: string;
  readonly total: Money;
  readonly methods: readonly MethodShown[];
  /** The one that stands chosen. */
  readonly chosen: PaymentMethod | undefined;
  /** Set when the buyer sent the page without a method. */
  readonly isMethodMissing: boolean;
}

export interface MethodShown {
  readonly method: PaymentMethod;
  /** What is paid on top by it. */
  readonly extraCost: Money;
}

/** Where the page's style is served: no page of ours has style or script in it. */
export const STYLE_PATH = '/pay/style.css';

/** The page on which a buyer pays in the test environment: plain HTML, that works without script. */
export function paymentPage(shown: PaymentShown): string {
  const { language, storeName, orderNumber, total } = shown;
  const say = saying(language);
  return pageOf(
    language,
    PAGE_TEXTS.title[language],
    `<p class="note">${say('test')}</p>
<dl>
<dt>${say('store')}</dt><dd>${escaped(storeName)}</dd>
<dt>${say('order')}</dt><dd>${escaped(orderNumber)}</dd>
<dt>${say('toPay')}</dt><dd><strong>${escaped(formatMoney(total))}</strong></dd>
</dl>
<form method="post">
<fieldset${shown.isMethodMissing ? ' aria-describedby="missing"' : ''}>
<legend>${say('method')}</legend>
${shown.isMethodMissing ? `<p id="missing" class="error" role="alert">${say('chooseMethod')}</p>\n` : ''}<ul>
${shown.methods.map((method) => methodChoice(method, shown)).join('\n')}
</ul>
</fieldset>
<fieldset>
<legend>${say('authentication')}</legend>
<ul>
<li><label><input type="radio" name="authentication" value="yes" checked> ${say('authenticated')}</label></li>
<li><label><input type="radio" name="authentication" value="no"> ${say('unauthenticated')}</label></li>
</ul>
</fieldset>
<div class="actions">
<button type="submit" name="outcome" value="success" class="main">${say('success')}</button>
<button type="submit" name="outcome" value="delayed">${say('delayed')}</button>
<button type="submit" name="outcome" value="refused">${say('refused')}</button>
<button type="submit" name="outcome" value="cancelled">${say('cancelled')}</button>
</div>
</form>`,
  );
}

function methodChoice(
  { method, extraCost }: MethodShown,
  { language, chosen }: PaymentShown,
): string {
  const checked = method === chosen ? ' checked' : '';
  const name = escaped(nameOfMethod(method)[language]);
  const fee = isNothing(extraCost) ? '' : ` + ${escaped(formatMoney(extraCost))}`;
  return `<li><label><input type="radio" name="method" value="${method}"${checked}> ${name}${fee} <small>${method}</small></label></li>`;
}

/** A page that says one thing, with a link to look again where that helps. */
export const notePage = (language: Language, text: PageText, again?: string): string =>
  pageOf(
    language,
    PAGE_TEXTS.title[language],
    `<p role="status">${saying(language)(text)}</p>${
      again === undefined
        ? ''
        : `\n<p><a href="${escaped(again)}">${saying(language)('goOn')}</a></p>`
    }`,
  );

/** A page of ours; `words`, its title, are escaped here, and `contents` are not. */
export function pageOf(language: Language, title: string, contents: string): string {
  const words = escaped(title);
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<main>
<h1>${words}</h1>
${contents}
</main>
</body>
</html>
`;
}

const saying = (language: Language) => (text: PageText) => escaped(PAGE_TEXTS[text][language]);

/** A text as HTML and XML show it. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Large targets, strong contrast, a visible focus, one column at any width. */
export const STYLE = `*{box-sizing:border-box}
body{margin:0;background:#f4f5f7;color:#1a1d21;font:1.0625rem/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1.5rem;background:#fff;min-height:100vh}
h1{font-size:1.6rem;margin:0 0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}
dt{color:#4a5058}
dd{margin:0;overflow-wrap:anywhere}
fieldset{border:1px solid #767d86;border-radius:.5rem;margin:0 0 1.25rem;padding:.75rem 1rem}
legend{font-weight:600;padding:0 .35rem}
ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:0 1rem}
label{display:flex;align-items:center;gap:.6rem;min-height:2.75rem;cursor:pointer}
input{width:1.25rem;height:1.25rem;flex:none;accent-color:#0b57a4}
small{color:#4a5058}
.actions{display:grid;gap:.75rem}
button{min-height:2.75rem;padding:.5rem 1rem;border:1px solid #0b57a4;border-radius:.5rem;background:#fff;color:#0b4a8c;font:inherit;cursor:pointer}
button.main{background:#0b57a4;color:#fff;font-weight:600}
:focus-visible{outline:3px solid #b3261e;outline-offset:2px}
.note{background:#fff4ce;border-left:.35rem solid #8a6100;padding:.5rem .75rem;margin:0 0 1rem}
h2{font-size:1.2rem;margin:1.5rem 0 .5rem}
.terms{white-space:pre-line}
.error{color:#9b1c13;font-weight:600;margin:.25rem 0}
`;
