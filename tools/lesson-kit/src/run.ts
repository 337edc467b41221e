export { capture, errorText, plainText, type Ran } from './capture.ts';
export { format } from './format.ts';
export { type Binding, type LinkedCell, type LinkOptions, linkCell, valueName } from './link.ts';
export { linkModule } from './link-module.ts';
export { type MimeBundle, mimeBundle } from './mime.ts';
export { type Recorded, type Recording, type RecordOptions, record } from './record.ts';
