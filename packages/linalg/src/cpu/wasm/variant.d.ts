/** 1 in the variant that V8 turns into 256-bit code, else 0; a constant that tools/build/wasm.ts sets. */
declare const WIDE: i32;
