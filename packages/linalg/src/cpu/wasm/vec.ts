// Four floats at a time: the small pieces that every kernel here is made of.
//
// Helpers are static methods because `@inline` on a plain function is no valid TypeScript, on a method it is; the
// compiler copies them into the place of the call. Rows whose length is no multiple of four end in a `part`: the same
// arithmetic on one to three lanes, so that an element's value never depends on where in the row it stands.

/** Pieces of work on four 32-bit lanes. */
export class Vec {
  /** a · b + c in four lanes: one instruction where relaxed SIMD is enabled, two elsewhere. */
  @inline
  static fma(a: v128, b: v128, c: v128): v128 {
    return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
  }

  /** c − a · b in four lanes. */
  @inline
  static fms(a: v128, b: v128, c: v128): v128 {
    return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_nmadd(a, b, c) : f32x4.sub(c, f32x4.mul(a, b));
  }

  /** Sum of the four lanes, always in the same order. */
  @inline
  static sum(v: v128): f32 {
    const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
    return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
  }

  /** Largest of the four lanes; NaN where one is NaN. */
  @inline
  static max(v: v128): f32 {
    const pairs = f32x4.max(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
    return max<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
  }

  /** Lanes whose magnitude is below `least` become 0; NaN stays. */
  @inline
  static flush(v: v128, least: v128): v128 {
    return v128.andnot(v, f32x4.lt(f32x4.abs(v), least));
  }

  /** The first n ≤ 4 floats at p; the other lanes keep those of `rest`. */
  @inline
  static part(p: usize, n: i32, rest: v128): v128 {
    let v = rest;
    if (n >= 4) v = v128.load(p);
    else {
      v = v128.load_lane<f32>(p, v, 0);
      if (n > 1) v = v128.load_lane<f32>(p, v, 1, 4);
      if (n > 2) v = v128.load_lane<f32>(p, v, 2, 8);
    }
    return v;
  }

  /** All bits set in the first n lanes: what lies behind the end of a row must not be added up. */
  @inline
  static lanes(n: i32): v128 {
    return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(n));
  }

  /** Writes the first n ≤ 4 lanes to p. */
  @inline
  static put(p: usize, v: v128, n: i32): void {
    if (n >= 4) v128.store(p, v);
    else {
      v128.store_lane<f32>(p, v, 0);
      if (n > 1) v128.store_lane<f32>(p, v, 1, 4);
      if (n > 2) v128.store_lane<f32>(p, v, 2, 8);
    }
  }
}
