/** A number as it stands in a picture: at most so many decimals, no zeros at the end, a real minus sign. */
export function figure(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (Math.abs(value) >= 1e6) return power(value);
  const text = value.toFixed(decimals).replace(/\.?0+$/, '');
  return signed(decimals > 0 && text.includes('.') ? text : value.toFixed(0));
}

/** A number with so many significant digits. */
export function digits(value: number, count = 4): string {
  if (!Number.isFinite(value)) return figure(value);
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-5)) return power(value);
  return signed(String(Number(value.toPrecision(count))));
}

/** A number with exactly so many decimals, for columns that must not jump. */
export function fixed(value: number, decimals = 2): string {
  const text = value.toFixed(decimals);
  return signed(Number(text) === 0 ? text.replace('-', '') : text);
}

function power(value: number): string {
  const [mantissa, exponent] = value.toExponential(1).split('e') as [string, string]; // always of that form
  const raised = [...exponent.replace('+', '')]
    .map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)]))
    .join('');
  return `${signed(mantissa)} · 10${raised}`;
}

function signed(text: string): string {
  return (text === '-0' ? '0' : text).replace('-', '−');
}
