/** Row-major table of numbers: element (i, j) stands at data[i * columns + j]. */
export type Matrix = { rows: number; columns: number; data: Float32Array };

/** A matrix [rows, columns] of zeros, or a view on `data`. Throws RangeError when the length does not agree. */
export function matrixOf(rows: number, columns: number, data: Float32Array = new Float32Array(rows * columns)): Matrix {
  if (data.length !== rows * columns) {
    throw new RangeError(`data holds ${data.length} numbers, a matrix [${rows}, ${columns}] needs ${rows * columns}`);
  }
  return { rows, columns, data };
}

/** Row i as a view, not a copy. */
export function rowOf(matrix: Matrix, i: number): Float32Array {
  return matrix.data.subarray(i * matrix.columns, (i + 1) * matrix.columns);
}

/** The rows named by `index`, copied in that order → [index.length, columns]. Throws RangeError on an index outside. */
export function takeRows(matrix: Matrix, index: ArrayLike<number>): Matrix {
  const out = matrixOf(index.length, matrix.columns);
  for (let r = 0; r < index.length; r++) {
    const i = index[r];
    if (!(i >= 0 && i < matrix.rows))
      throw new RangeError(`row ${i} asked of a matrix [${matrix.rows}, ${matrix.columns}]`);
    out.data.set(rowOf(matrix, i), r * matrix.columns);
  }
  return out;
}

/** Copies the matrix with every row brought to unit length; rows that are all zero (or not finite) become zero. */
export function normaliseRows(matrix: Matrix): Matrix {
  const out = matrixOf(matrix.rows, matrix.columns, matrix.data.slice());
  for (let i = 0; i < out.rows; i++) normaliseRow(rowOf(out, i));
  return out;
}

/** The same in place, for one row. */
export function normaliseRow(row: Float32Array): void {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j] * row[j];
  const scale = Number.isFinite(sum) && sum > 0 ? 1 / Math.sqrt(sum) : 0;
  if (scale === 0) row.fill(0);
  else for (let j = 0; j < row.length; j++) row[j] *= scale;
}

/** 1 for each row with a number other than zero and none that is not finite; else 0 → [rows]. */
export function presentRows(matrix: Matrix): Uint8Array {
  const present = new Uint8Array(matrix.rows);
  for (let i = 0; i < matrix.rows; i++) {
    const row = rowOf(matrix, i);
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += Math.abs(row[j]);
    present[i] = sum > 0 && Number.isFinite(sum) ? 1 : 0;
  }
  return present;
}
