// Scratch memory of one thread. Every thread runs an instance of this module of its own over one shared memory, so a
// global of the instance is a private place; what lies in the memory's data section is seen by all.
//
//   base + 0      three cells in which a repeated element is laid out as a short row
//   base + 256    one tile of up to 4×16, for the edges of a matrix product
//   base + 512     sums of a block of rows
//   base + 1024   packed panels of a matrix product, then what the kernel itself asks for

/** Where this thread's scratch memory lies. */
export class Workspace {
  /** First byte; the host sets it before the first kernel. */
  static base: usize = 0;

  /** Lays the float at p out eight times in cell `cell` (0 or 1) and gives its address: a row that need not move. */
  @inline
  static repeat(cell: i32, p: usize): usize {
    const at = Workspace.base + ((cell * 32) as usize);
    const v = v128.load_splat<f32>(p);
    v128.store(at, v);
    v128.store(at, v, 16);
    return at;
  }

  /** The same for a byte, four times, in a cell of its own. */
  @inline
  static repeatByte(p: usize): usize {
    const at = Workspace.base + 64;
    store<u32>(at, (load<u8>(p) as u32) * 0x01010101);
    return at;
  }

  /** The tile for edges. */
  @inline
  static tile(): usize {
    return Workspace.base + 256;
  }

  /** Room for a hundred numbers, one a row. */
  @inline
  static sums(): usize {
    return Workspace.base + 512;
  }

  /** Where packed panels begin. */
  @inline
  static panels(): usize {
    return Workspace.base + 1024;
  }
}

/** Tells this thread where its scratch memory lies. */
export function setWorkspace(base: usize): void {
  Workspace.base = base;
}
