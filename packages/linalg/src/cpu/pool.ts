/** Bytes of one page of WebAssembly memory. */
export const PAGE: number = 65536;
/** Where every block starts and what its size is a multiple of: a cache line. */
const LINE = 64;
/** The pool asks the memory for this much more at a time. */
const GROWTH = 4 * 1024 * 1024;

interface Block {
  readonly address: number;
  readonly bytes: number;
}

/**
 * Blocks of one WebAssembly memory, by size class: eight classes to a factor of two, so at most an eighth is wasted.
 * A block that is given back waits in the list of its class and serves the next request of that class: a training step
 * asks for the same sizes as the one before, so after the first step the memory no longer grows.
 */
export class Pool {
  /** What the blocks lie in. */
  readonly memory: WebAssembly.Memory;
  /** Bytes the memory may grow to. */
  readonly limit: number;
  /** Given back, by size: addresses of blocks of exactly that size. */
  #free = new Map<number, number[]>();
  /** Everything from here on has never been given out. */
  #top: number;

  constructor(memory: WebAssembly.Memory, { start, limit }: { start: number; limit: number }) {
    this.memory = memory;
    this.limit = limit;
    this.#top = Math.ceil(start / LINE) * LINE;
  }

  /** Address of a block of at least `bytes` bytes, or null where the memory is exhausted. */
  take(bytes: number): number | null {
    const size = sizeClass(bytes);
    return this.#free.get(size)?.pop() ?? this.#fromTop(size) ?? this.#fromLarger(size);
  }

  /** Gives a block back that `take(bytes)` gave out. */
  give(address: number, bytes: number): void {
    this.#put({ address, bytes: sizeClass(bytes) });
  }

  #put({ address, bytes }: Block): void {
    const list = this.#free.get(bytes);
    if (list) list.push(address);
    else this.#free.set(bytes, [address]);
  }

  #fromTop(bytes: number): number | null {
    const end = this.#top + bytes;
    if (end > this.limit) return null;
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) {
      const room = Math.floor((this.limit - this.memory.buffer.byteLength) / PAGE);
      const pages = Math.ceil(missing / PAGE);
      if (pages > room) return null;
      try {
        this.memory.grow(Math.min(Math.max(pages, GROWTH / PAGE), room));
      } catch {
        return null; // the host has no more, or the memory's own maximum is reached
      }
    }
    const address = this.#top;
    this.#top = end;
    return address;
  }

  /** Last resort: neighbours among the free blocks become one, and the request is cut from the first that is large enough. */
  #fromLarger(bytes: number): number | null {
    const blocks: Block[] = [];
    for (const [size, list] of this.#free) for (const address of list) blocks.push({ address, bytes: size });
    blocks.sort((a, b) => a.address - b.address);
    const spans: { address: number; bytes: number }[] = [];
    for (const block of blocks) {
      const last = spans.at(-1);
      if (last && last.address + last.bytes === block.address) last.bytes += block.bytes;
      else spans.push({ ...block });
    }
    this.#free.clear();
    let found: number | null = null;
    for (const span of spans) {
      if (found === null && span.bytes >= bytes) {
        found = span.address;
        span.address += bytes;
        span.bytes -= bytes;
      }
      if (span.address + span.bytes === this.#top) this.#top = span.address;
      else if (span.bytes > 0) this.#put(span);
    }
    return found ?? this.#fromTop(bytes);
  }
}

/** The size a request is rounded up to: whole cache lines, and from 1 KiB on one of eight steps to the next power of two. */
function sizeClass(bytes: number): number {
  if (bytes <= 1024) return Math.max(LINE, Math.ceil(bytes / LINE) * LINE);
  const step = 1 << (28 - Math.clz32(Math.min(bytes - 1, 0xffffffff)));
  return Math.ceil(bytes / step) * step;
}
