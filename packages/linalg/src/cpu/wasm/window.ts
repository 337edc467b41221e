// Windows that slide over images (B, C, H, W): convolution as a matrix product, and pooling.
//
// im2col writes each window as a row of C · kh · kw numbers, so that a convolution becomes one product with the filters
// (Chellapilla et al. 2006): it copies each pixel kh · kw times, which a fast product makes up for many times over.
// col2im is its transpose, the gradient. Work is split by image and row of windows, or by plane (one channel of one
// image), so that no two threads meet; sums run over the windows in order. Arrays are contiguous. Padding is 0, for the
// maximum −∞.

/** What the host lays out in memory for a call, in the order of src/cpu/slots/window.ts. */
@unmanaged
export class WindowTask {
  channels: i32 = 0;
  height: i32 = 0;
  width: i32 = 0;
  outHeight: i32 = 0;
  outWidth: i32 = 0;
  kernelHeight: i32 = 0;
  kernelWidth: i32 = 0;
  strideY: i32 = 0;
  strideX: i32 = 0;
  paddingY: i32 = 0;
  paddingX: i32 = 0;
  dilationY: i32 = 0;
  dilationX: i32 = 0;
}

/** Rows of windows begin … end−1, counted over images. */
export function im2colRows(address: usize, x: usize, out: usize, begin: i32, end: i32): void {
  const t = changetype<WindowTask>(address);
  const plane = ((t.height * t.width) as usize) * 4;
  let q = out + ((begin * t.outWidth * t.channels * t.kernelHeight * t.kernelWidth) as usize) * 4;
  for (let row = begin; row < end; row++) {
    const image = x + ((row / t.outHeight) as usize) * (t.channels as usize) * plane;
    const top = (row % t.outHeight) * t.strideY - t.paddingY;
    for (let ox = 0; ox < t.outWidth; ox++) {
      const left = ox * t.strideX - t.paddingX;
      for (let c = 0; c < t.channels; c++) {
        const p = image + (c as usize) * plane;
        for (let ky = 0; ky < t.kernelHeight; ky++) {
          const y = top + ky * t.dilationY;
          const line = p + ((y * t.width) as usize) * 4;
          const hasLine = y >= 0 && y < t.height;
          for (let kx = 0; kx < t.kernelWidth; kx++) {
            const at = left + kx * t.dilationX;
            store<f32>(q, hasLine && at >= 0 && at < t.width ? load<f32>(line + (at as usize) * 4) : 0);
            q += 4;
          }
        }
      }
    }
  }
}

/** Planes begin … end−1, counted over images and channels. */
export function col2imPlanes(address: usize, columns: usize, dx: usize, begin: i32, end: i32): void {
  const t = changetype<WindowTask>(address);
  const area = t.kernelHeight * t.kernelWidth;
  const row = ((t.channels * area) as usize) * 4;
  const plane = ((t.height * t.width) as usize) * 4;
  for (let index = begin; index < end; index++) {
    const q = dx + (index as usize) * plane;
    memory.fill(q, 0, plane);
    const image = (index / t.channels) as usize;
    let p =
      columns + image * ((t.outHeight * t.outWidth) as usize) * row + (((index % t.channels) * area) as usize) * 4;
    for (let oy = 0; oy < t.outHeight; oy++) {
      const top = oy * t.strideY - t.paddingY;
      for (let ox = 0; ox < t.outWidth; ox++) {
        const left = ox * t.strideX - t.paddingX;
        for (let ky = 0; ky < t.kernelHeight; ky++) {
          const y = top + ky * t.dilationY;
          if (y < 0 || y >= t.height) continue;
          for (let kx = 0; kx < t.kernelWidth; kx++) {
            const at = left + kx * t.dilationX;
            if (at < 0 || at >= t.width) continue;
            const pixel = q + ((y * t.width + at) as usize) * 4;
            store<f32>(pixel, load<f32>(pixel) + load<f32>(p + ((ky * t.kernelWidth + kx) as usize) * 4));
          }
        }
        p += row;
      }
    }
  }
}

/** Largest element of each window, the first of equals, NaN before all; its position in the plane. Planes begin … end−1. */
export function maxPoolPlanes(address: usize, x: usize, out: usize, indices: usize, begin: i32, end: i32): void {
  const t = changetype<WindowTask>(address);
  const windows = t.outHeight * t.outWidth;
  for (let index = begin; index < end; index++) {
    const p = x + ((index * t.height * t.width) as usize) * 4;
    let o = ((index * windows) as usize) * 4;
    for (let oy = 0; oy < t.outHeight; oy++)
      for (let ox = 0; ox < t.outWidth; ox++) {
        let best: f32 = -Infinity;
        let found = -1;
        for (let ky = 0; ky < t.kernelHeight; ky++) {
          const y = oy * t.strideY - t.paddingY + ky * t.dilationY;
          if (y < 0 || y >= t.height) continue;
          for (let kx = 0; kx < t.kernelWidth; kx++) {
            const at = ox * t.strideX - t.paddingX + kx * t.dilationX;
            if (at < 0 || at >= t.width) continue;
            // NaN is not ≤ anything: it is taken, and then nothing else is
            const value = load<f32>(p + ((y * t.width + at) as usize) * 4);
            if (found < 0 || (!(value <= best) && best <= Infinity)) {
              best = value;
              found = y * t.width + at;
            }
          }
        }
        store<f32>(out + o, best);
        store<i32>(indices + o, found);
        o += 4;
      }
  }
}

/** dx of planes begin … end−1 of `size` elements: each of `windows` gradients goes to its position. */
export function maxPoolBackwardPlanes(
  dy: usize,
  indices: usize,
  dx: usize,
  windows: i32,
  size: i32,
  begin: i32,
  end: i32,
): void {
  for (let index = begin; index < end; index++) {
    const q = dx + ((index * size) as usize) * 4;
    memory.fill(q, 0, (size as usize) * 4);
    let o = ((index * windows) as usize) * 4;
    for (let i = 0; i < windows; i++) {
      const pixel = q + (load<i32>(indices + o) as usize) * 4;
      store<f32>(pixel, load<f32>(pixel) + load<f32>(dy + o));
      o += 4;
    }
  }
}
