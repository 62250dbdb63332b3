/** An exact amount (a decimal as text) as people write it; nothing is ever reckoned with it here. */
export function formatMoney(amount: string | null, currency: string): string {
  if (amount === null) return "–";
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  // A number literal of text is exact: Intl reads the decimal itself.
  return format.format(amount as unknown as number);
}

/** `12.5000` as `12.50`: without the places that the currency does not write. */
export function plainAmount(amount: string): string {
  return amount.replace(/(\.\d\d)0+$/, "$1");
}

const AMOUNT = /^-?\d{1,9}(\.\d{1,4})?$/;

export function isAmount(text: string): boolean {
  return AMOUNT.test(text.trim());
}

export function isPrice(text: string): boolean {
  return isAmount(text) && !text.trim().startsWith("-");
}
