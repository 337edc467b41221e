/** One field of a CSV file as it stands there. */
export interface CSVField {
  /** Its text, without quotes. */
  readonly text: string;
  /** Whether it stood in quotes. */
  readonly quoted: boolean;
}

/** One record of a CSV file. */
export interface CSVRecord {
  /** The line it starts on, from 1. */
  readonly line: number;
  /** Its fields, from left to right. */
  readonly fields: readonly CSVField[];
}

/**
 * Splits CSV text into records as RFC 4180 has it: quoted fields may hold delimiters, line ends and doubled quotes.
 * Lines may end in CRLF, LF or CR; a byte order mark is dropped; an empty line is a record of one empty field.
 * @throws RangeError with line and column where a quote is never closed, or stands where none may
 */
export function* csvRecords(text: string, delimiter: string): Generator<CSVRecord, void> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let lineStart = at;
  const fail = (place: number, what: string): never => {
    throw new RangeError(`Cannot read CSV: line ${line}, column ${place - lineStart + 1}: ${what}`);
  };

  const quotedField = (): CSVField => {
    const open = at;
    let field = '';
    for (let from = open + 1; ; ) {
      const close = text.indexOf('"', from);
      if (close < 0) fail(open, 'this quote is never closed');
      field += text.slice(from, close);
      if (text[close + 1] !== '"') {
        at = close + 1;
        break;
      }
      field += '"';
      from = close + 2;
    }
    for (const end of text.slice(open, at).matchAll(/\r\n|\r|\n/g)) {
      line++;
      lineStart = open + end.index + end[0].length;
    }
    if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r')
      fail(at, `found ${JSON.stringify(text[at])} after a closing quote, wanted ${delimiter} or the line's end`);
    return { text: field, quoted: true };
  };

  const plainField = (): CSVField => {
    const start = at;
    for (; at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r'; at++)
      if (text[at] === '"') fail(at, 'found a quote inside a field: put the field in quotes and double the quote');
    return { text: text.slice(start, at), quoted: false };
  };

  while (at < text.length) {
    const start = line;
    const fields: CSVField[] = [];
    for (;;) {
      fields.push(text[at] === '"' ? quotedField() : plainField());
      if (text[at] !== delimiter) break;
      at++;
    }
    yield { line: start, fields };
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    lineStart = at;
  }
}
