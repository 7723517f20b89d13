import { checkPhoto, PhotoUnreadable } from "@/ml/encoders/decode";
import { decodeViews } from "@/ml/encoders/decode-views";
import { EncoderUnusable, type ImageEncoder } from "@/ml/encoders/encoder";
import { normaliseRows, rowOf } from "@/ml/runtime/matrix";
import type { Near, NeighbourQuery } from "@/ml/similarity/neighbour-index";
import { liveEncoder, productEmbeddings } from "../../catalogue/data";
import { openSource } from "../../catalogue/open-source";
import { db } from "../../db";
import { fail, type Ok, ok, type Result } from "../../result";
import {
  type NeighbourAnswer,
  type NeighbourAnswers,
  NeighbourWish,
  ProductQuestion,
  ProductsQuestion,
} from "./schema";
import type { NeighbourStore, Neighbours } from "./store";

export type PhotoResult = Result<NeighbourAnswer, "unavailable" | "invalid" | "too-many">;
type Waiting = {
  index: NeighbourStore;
  queries: NeighbourQuery[];
  done: (found: Near[][]) => void;
  fault: (error: unknown) => void;
};
type Opened = NonNullable<ReturnType<Neighbours["current"]>>;

const mostPhotosWaiting = 12;
const mostGatherings = 10;
const fullPass = 32;
const stockTerm = "k:in";

/** Answers questions for neighbours out of one index. Questions that arrive while it searches share the next pass. */
export class NeighbourDesk {
  #waiting: Waiting[] = [];
  #encoder: { id: string; opened: Promise<ImageEncoder> } | null = null;
  #warmedFor: string | null = null;
  #photos = 0;
  #lastPhoto: Promise<unknown> = Promise.resolve();

  constructor(readonly neighbours: Neighbours) {}

  async ofProduct(question: ProductQuestion): Promise<Result<NeighbourAnswer, "not-found" | "unavailable">> {
    const { productId, ...wish } = ProductQuestion.parse(question);
    const now = this.neighbours.current();
    const held = now?.index.vectorOf(productId);
    if (now && held) return this.#answer(now, held, wish, { withoutId: productId, withoutGroupOf: productId });
    const product = await db().product.findUnique({ where: { id: productId }, select: { groupId: true } });
    if (!product) return fail("not-found", `There is no product ${productId} in the catalogue.`);
    if (!now) return this.#nothingYet();
    // A product that has left the catalogue is in no index, and still has its looks; pgvector keeps none here.
    const vector = rowOf((await productEmbeddings(now.encoder.id, [productId])).matrix, 0);
    if (vector.every((value) => value === 0))
      return fail("unavailable", `${productId} has no readable photo that is embedded.`);
    return this.#answer(now, vector, wish, { withoutId: productId, withoutGroup: product.groupId });
  }

  /** Of several products with the same wish, all out of one index. None at all tells whether there is one. */
  async ofProducts(question: ProductsQuestion): Promise<Result<NeighbourAnswers, "unavailable">> {
    const { productIds, ...wish } = ProductsQuestion.parse(question);
    const now = this.neighbours.current();
    if (!now) return this.#nothingYet();
    const strangers = productIds.filter((id) => !now.index.has(id));
    // What is not in the index yet, or has left it, still has its looks.
    const { matrix } = await productEmbeddings(now.encoder.id, strangers);
    const found = await Promise.all(
      productIds.map(async (productId) => {
        const vector = now.index.vectorOf(productId) ?? rowOf(matrix, strangers.indexOf(productId));
        if (vector.every((value) => value === 0)) return null;
        const answer = await this.#answer(now, vector, NeighbourWish.parse(wish), { withoutId: productId });
        return answer.value.found;
      }),
    );
    return ok({ ...about(now), found });
  }

  async #nothingYet() {
    return fail("unavailable", (await liveEncoder()) ? loading : nothingEmbedded);
  }

  /** photo: a file's bytes. "invalid": it holds none that can be read, with the reason. Nothing of it is kept. */
  async ofPhoto(photo: Uint8Array, wish: NeighbourWish): Promise<PhotoResult> {
    const now = this.neighbours.current();
    if (!now) return this.#nothingYet();
    if (this.#photos >= mostPhotosWaiting)
      return fail("too-many", "Several photos are being looked at. Try again in a moment.");
    this.#photos++;
    // One at a time: the encoder uses the cores that there are.
    const work = this.#lastPhoto.then(() => this.#embed(now, photo));
    this.#lastPhoto = work.catch(() => {});
    try {
      return await this.#answer(now, await work, NeighbourWish.parse(wish));
    } catch (error) {
      if (error instanceof PhotoUnreadable) return fail("invalid", error.message);
      if (error instanceof EncoderUnusable) return fail("unavailable", error.message);
      throw error;
    } finally {
      this.#photos--;
    }
  }
  /** Opens the live encoder before the first photo comes. */
  async warmUp(): Promise<void> {
    const now = this.neighbours.current();
    if (!now || this.#warmedFor === now.encoder.id) return;
    this.#warmedFor = now.encoder.id;
    await this.#encoderOf(now).catch((error: Error) => console.error("neighbours, encoder:", error.message));
  }

  async #embed(now: Opened, photo: Uint8Array): Promise<Float32Array> {
    await checkPhoto(photo);
    const encoder = await this.#encoderOf(now);
    const images = await decodeViews(photo, encoder.geometry, encoder.views);
    return rowOf(normaliseRows(await encoder.encode(images)), 0);
  }

  async #encoderOf({ encoder: { id, source, version } }: Opened): Promise<ImageEncoder> {
    if (this.#encoder?.id !== id) {
      const before = this.#encoder;
      const opened = openSource(source).then(async (encoder) => {
        if (encoder.version === version) return encoder;
        await encoder.close();
        throw new EncoderUnusable(`${source} is another model by now than the one the catalogue was embedded with.`);
      });
      this.#encoder = { id, opened };
      opened.catch(() => {
        // Forgotten, so that the next photo tries again.
        if (this.#encoder?.opened === opened) this.#encoder = null;
      });
      await before?.opened.then((encoder) => encoder.close()).catch(() => {});
    }
    return this.#encoder!.opened;
  }

  async #answer(
    { encoder, index }: Opened,
    vector: Float32Array,
    wish: ReturnType<typeof NeighbourWish.parse>,
    own: Pick<NeighbourQuery, "withoutId" | "withoutGroup" | "withoutGroupOf"> = {},
  ): Promise<Ok<NeighbourAnswer>> {
    const { space, k, anyOf, priceFrom, priceTo } = wish;
    const query: NeighbourQuery = {
      vector,
      space,
      k,
      filter: { anyOf, priceFrom, priceTo },
      withoutId: own.withoutId,
      ...(wish.isOtherModels ? own : {}),
    };
    const inStock = { ...query, filter: { ...query.filter, anyOf: [...anyOf, [stockTerm]] } };
    const [all, first = []] = await this.#search(index, wish.isStockFirst ? [query, inStock] : [query]);
    const isFirst = new Set(first.map(({ id }) => id));
    const found = [...first, ...all!.filter(({ id }) => !isFirst.has(id))].slice(0, k);
    return ok({ ...about({ encoder, index }), found });
  }

  #search(index: NeighbourStore, queries: NeighbourQuery[]): Promise<Near[][]> {
    return new Promise((done, fault) => {
      this.#waiting.push({ index, queries, done, fault });
      if (this.#waiting.length === 1) this.#gather(0, mostGatherings);
    });
  }

  /** A pass costs one question nearly as much as thirty-two: it begins when for a millisecond nobody else has come. */
  #gather(known: number, left: number): void {
    const count = this.#waiting.length;
    if (left === 0 || count === known || count >= fullPass) void this.#flush();
    else setTimeout(() => this.#gather(count, left - 1), 1);
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    // While another encoder goes live there are two for a moment.
    for (const index of new Set(waiting.map((one) => one.index))) {
      const together = waiting.filter((one) => one.index === index);
      try {
        const found = await index.search(together.flatMap(({ queries }) => queries));
        for (const { queries, done } of together) done(found.splice(0, queries.length));
      } catch (error) {
        for (const { fault } of together) fault(error);
      }
    }
  }
}

const about = ({ encoder: { name, version }, index }: Opened) => ({
  hasGarmentSpace: index.hasGarmentSpace,
  encoder: { name, version },
});

const loading = "The search for neighbours is still reading the catalogue's photos. Try again in a minute.";
const nothingEmbedded = "No photo is embedded yet. Run: npm run toile -- embed";
