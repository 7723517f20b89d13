import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";

/** Legs as they are stored, member by member in each row [n, m · h], with the members one below the other [m · n, h]. */
export function membersFirst(legs: Matrix, m: number, width: number): Matrix {
  const out = matrixOf(m * legs.rows, width);
  for (let i = 0; i < legs.rows; i++) {
    for (let member = 0; member < m; member++) {
      rowOf(out, member * legs.rows + i).set(rowOf(legs, i).subarray(member * width, (member + 1) * width));
    }
  }
  return out;
}
