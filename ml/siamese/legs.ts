import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { pickMembers, readTensor, uploadParameters } from "@/ml/runtime/parameters";
import { type Items, networkItems } from "./items";
import type { CompatibilityModel } from "./model";
import { legOutputs } from "./network";
import type { NetworkItems } from "./step-input";

/** The same numbers as legsOf, on a tensor backend and from products prepared by networkItems → [n, m · legWidth]. */
export function legsInBulk(tf: TensorFlow, model: CompatibilityModel, { dense, codes }: NetworkItems): Matrix {
  const { members, legWidth } = model.config;
  const out = matrixOf(dense.rows, members * legWidth);
  const size = dense.rows * model.input.columns;
  const ops = operationsOf(tf);
  for (let m = 0; m < members; m++) {
    const legs = readTensor(tf, () => {
      const weights = uploadParameters(tf, pickMembers(model.parameters, members, [m]));
      const batch = {
        dense: tf.tensor3d(dense.data, [1, dense.rows, dense.columns]),
        codes: Array.from({ length: model.valuesRead }, (_, v) =>
          tf.tensor1d(codes.subarray(v * size, (v + 1) * size), "int32"),
        ),
      };
      return legOutputs(ops, weights, batch, model.input, { fusion: null, head: null });
    });
    for (let i = 0; i < dense.rows; i++)
      rowOf(out, i).set(legs.subarray(i * legWidth, (i + 1) * legWidth), m * legWidth);
  }
  return out;
}

/** Leg outputs of products, once per product: member by member in each row → [n, m · legWidth].
 *  Plain loops: a few products cost less than loading a tensor backend. Throws RangeError on another embedding width. */
export function legsOf(model: CompatibilityModel, items: Items): Matrix {
  const { members, fusionWidth, legWidth } = model.config;
  const { dense, codes } = networkItems(items, model);
  const { columns } = model.input;
  const { valuesRead } = model;
  const out = matrixOf(items.embedding.rows, members * legWidth);
  const hidden = new Float32Array(fusionWidth);
  for (let m = 0; m < members; m++) {
    const block = memberBlocks(model, m);
    const table = model.parameters.attributeTable ? attributeContributions(model, m) : null;
    for (let i = 0; i < out.rows; i++) {
      hidden.set(block("fusionBias"));
      if (dense.columns > 0) addProduct(rowOf(dense, i), block("denseFusion"), hidden);
      for (let at = i * columns; table && at < codes.length; at += out.rows * columns) {
        for (let a = 0; a < columns; a++) addTo(rowOf(table, codes[at + a]), 1 / valuesRead, hidden);
      }
      for (let h = 0; h < fusionWidth; h++) hidden[h] = Math.max(0, hidden[h]);
      const leg = rowOf(out, i).subarray(m * legWidth, (m + 1) * legWidth);
      leg.set(block("legBias"));
      addProduct(hidden, block("leg"), leg);
    }
  }
  return out;
}

/** Views on one member's part of each parameter, by name. */
export function memberBlocks(model: CompatibilityModel, m: number): (name: string) => Float32Array {
  const { members } = model.config;
  return (name) => {
    const { data } = model.parameters[name];
    return data.subarray((m * data.length) / members, ((m + 1) * data.length) / members);
  };
}

/** The leg [legWidth] of product i in member m, as a view on `legs` [n, m · legWidth]. */
export function legOfMember(model: CompatibilityModel, legs: Matrix, m: number): (i: number) => Float32Array {
  const { legWidth } = model.config;
  return (i) => rowOf(legs, i).subarray(m * legWidth, (m + 1) * legWidth);
}

/** [n, m · h] → [m · n, h]. */
export function membersFirst(legs: Matrix, m: number, width: number): Matrix {
  const out = matrixOf(m * legs.rows, width);
  for (let i = 0; i < legs.rows; i++) {
    for (let member = 0; member < m; member++) {
      rowOf(out, member * legs.rows + i).set(rowOf(legs, i).subarray(member * width, (member + 1) * width));
    }
  }
  return out;
}

/** Throws RangeError when legs are not as wide as this model's [n, m · legWidth]. */
export function expectLegs(model: CompatibilityModel, legs: Matrix): void {
  const width = model.config.members * model.config.legWidth;
  if (legs.columns !== width)
    throw new RangeError(`legs are [${legs.rows}, ${legs.columns}], the head expects [n, ${width}]`);
}

/** out += x · w, for w [x.length, out.length] row-major. */
function addProduct(x: Float32Array, w: Float32Array, out: Float32Array): void {
  const width = out.length;
  for (let k = 0; k < x.length; k++) {
    const value = x[k];
    if (value === 0) continue;
    const at = k * width;
    for (let h = 0; h < width; h++) out[h] += value * w[at + h];
  }
}

function addTo(from: Float32Array, factor: number, out: Float32Array): void {
  for (let h = 0; h < out.length; h++) out[h] += factor * from[h];
}

/** What each value of each column adds to the fusion layer → [vocabulary, fusionWidth]: embedding times its dense block. */
function attributeContributions(model: CompatibilityModel, m: number): Matrix {
  const block = memberBlocks(model, m);
  const { attributeWidth: width, fusionWidth } = model.config;
  const [table, dense] = [block("attributeTable"), block("attributeFusion")];
  const out = matrixOf(model.input.vocabulary, fusionWidth);
  let code = 0;
  model.columns.forEach((column, a) => {
    const weights = dense.subarray(a * width * fusionWidth, (a + 1) * width * fusionWidth);
    for (const _ of column.values) {
      addProduct(table.subarray(code * width, (code + 1) * width), weights, rowOf(out, code));
      code++;
    }
  });
  return out;
}
