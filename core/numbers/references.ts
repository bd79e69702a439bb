import { startsTail } from './extension.ts'
import { isMonth } from './dates.ts'
import { mayTouchNumber } from './dial-word.ts'
import type { Mask } from './not-a-number.ts'

/** Words after which digits name a paper, an order or a person, not a line. */
const PAPERS = [
  'invoice|inv|order|ord|reference|ref|ticket|case|claim|isbn|issn|sku|serial|s/n|p\\.?o\\.?|contract|tracking|booking|reservation|id|zip|ssn|vat|iban|pin',
  'account|acct|quote|bill|receipt|policy|lot|batch|issue|pr|ean|vin|mst',
  'rechnung|auftrag|bestellung|kundennummer|facture|commande|factura|pedido',
  '(?:請求書|注文|伝票|受付|会員|管理|口座|予約|お客様|契約|郵便)番号|請求書|注文|伝票',
  'сч[её]т|заказ|договор|инн|кпп|огрн|снилс|квитанция|накладная|индекс',
  'hóa đơn|đơn hàng|mã đơn|hợp đồng|mã số thuế|số tài khoản',
].join('|')

const TRAILING_LETTERS = /[\p{Script=Latin}\p{Script=Cyrillic}]+/u

function lettersIn([match = '']: readonly string[]): string {
  return TRAILING_LETTERS.exec(match)?.[0] ?? ''
}

/**
 * INV-20261121-0042, PO20261121, A1B2C3; not "tel.03-1234-5678", " x12" or "Nov-21-2026". These go before the dates that may be
 * inside them.
 */
export const LETTERED_MASKS: readonly Mask[] = [
  // An IBAN, then a UUID.
  {
    reason: 'reference',
    pattern: /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?(?![\p{L}\d])/gu,
  },
  { reason: 'reference', pattern: /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi },
  { reason: 'reference', pattern: /(?<![\p{L}\d])1Z(?: ?[\dA-Z]){12,16}(?![\p{L}\d])/gu },
  {
    reason: 'reference',
    pattern:
      /(?<![\p{L}\d])[\p{Script=Latin}\p{Script=Cyrillic}]+[-_/.#]?\d[\d\-_/.\p{Script=Latin}\p{Script=Cyrillic}]*/gu,
    check(match) {
      const letters = lettersIn(match)
      return !mayTouchNumber(letters) && !startsTail(letters) && !isMonth(letters) && !/^v$/i.test(letters)
    },
  },
]

/** Numbers of papers, parcels, people and machines. */
export const REFERENCE_MASKS: readonly Mask[] = [
  {
    reason: 'reference',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:${PAPERS})(?:\\s?(?:no|number|nr\\.?|id))?[\\s.:#№-]*\\d[\\d./-]*(?: \\d+)*`,
      'giu',
    ),
  },
  {
    reason: 'reference',
    pattern:
      /(?<!(?:phone|tel|telephone|mobile|contact|fax)\.?\s)(?<!\p{L})(?:no|nr)\.?\s?\d[\d./-]*|№\s?\d[\d./-]*/giu,
  },
  // `#0042-1187`; but `#12` right behind a number is an extension.
  { reason: 'reference', pattern: /(?<!\d\s?|ext\.?\s?)#\s?\d[\d./-]*/g },
  // id=3215551081, 321_555_1081, @3215551081: names and parts of addresses.
  { reason: 'reference', pattern: /(?<!\S)(?!\S*;ext=)(?=\S*\d)\S*[_=@\\%]\S*/gi },
  // Books.
  { reason: 'reference', pattern: /(?<![\d+-])97[89](?:[- ]?\d){10}(?![\d-])/g },
  // A US social security number.
  { reason: 'reference', pattern: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g },
  { reason: 'reference', pattern: /(?<![\p{L}\d])0x[\da-f]+/giu },
  // A date that goes on: 20261121-0042.
  {
    reason: 'reference',
    pattern: /(?<![\d+-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-/_]\d{1,6}(?![\d-])/g,
  },
  // 20261121-INV, 0312345678abc; not "5678x12", "5678p102", "5678доб.12".
  {
    reason: 'reference',
    pattern: /(?<!\d)\+?\d[\d.-]*_?[\p{Script=Latin}\p{Script=Cyrillic}][\p{L}\d_-]*/gu,
    check: (match) => !startsTail(lettersIn(match)),
  },
]
