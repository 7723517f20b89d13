import type { Bench } from "@/bin/instance/bench-types";
import { env } from "@/lib/env";
import { rngOf } from "@/ml/runtime/seed";
import { makeProducts, makeTies, someProducts } from "./catalogue/make-products";
import { openWeb, type Web } from "./catalogue/web";
import { percentile } from "./queue/load";

/* npm run bench -- catalogue [PRODUCTS [REQUESTS]]
   Whole answers of the built app, signed in, one request after the other: the page with its list, counts and HTML; one more
   page of thumbnails; a garment's page. Every request of a kind asks for something else. */

const p95Ms = 100;
const warmUp = 8;

const bench: Bench = {
  name: "catalogue",
  async run({ say, args, openDatabase }) {
    const [products = 300_000, requests = 60] = args.map(Number);
    await openDatabase();
    const loadSeconds = await makeProducts(products, say);
    await makeTies();
    const ids = await someProducts(requests + warmUp);
    const web = await openWeb(env().TOILE_HOME, say);
    try {
      const figures = [];
      for (const [name, pathOf] of Object.entries(kindsOf(ids))) {
        const { ms, bytes } = await measure(web, pathOf, requests);
        const value = percentile(ms, 0.95);
        say(`${name}: median ${percentile(ms, 0.5).toFixed(0)} ms, ${Math.round(bytes / 1_024)} KB`);
        figures.push({ name: `${name}, p95`, value, unit: "ms", target: `≤ ${p95Ms}`, ok: value <= p95Ms });
      }
      return [
        { name: "products", value: products, unit: "", ok: true },
        { name: "loaded with their entries, by SQL alone", value: loadSeconds, unit: "s", ok: true },
        ...figures,
      ];
    } finally {
      web.stop();
    }
  },
};
export default bench;

async function measure(web: Web, pathOf: (request: number) => string, requests: number) {
  const ms: number[] = [];
  let bytes = 0;
  for (let request = 0; request < requests + warmUp; request++) {
    const answer = await web.get(pathOf(request));
    if (answer.status !== 200) throw new Error(`${pathOf(request)} answered ${answer.status}`);
    if (request >= warmUp) ms.push(answer.ms);
    bytes = answer.bytes;
  }
  return { ms, bytes };
}

const colours = ["black", "white", "navy", "beige", "red", "grey", "blue", "green", "brown", "pink", "khaki", "ecru"];
const fabrics = ["cotton", "polyester", "viscose", "linen", "wool", "denim", "leather", "silk", "cashmere", "modal"];
const garments = ["dress", "skirt", "trousers", "jeans", "shirt", "blouse", "jumper", "cardigan", "coat", "jacket"];
const seasons = ["2019", "2020", "2021", "2022", "2023"];

function kindsOf(ids: string[]): Record<string, (request: number) => string> {
  const rng = rngOf(1);
  const one = <T>(list: T[]): T => list[Math.floor(rng() * list.length)]!;
  /** One letter doubled, left out or changed places with the next. */
  const mistyped = (word: string) => {
    const at = 1 + Math.floor(rng() * (word.length - 2));
    const [a, b] = [word[at]!, word[at + 1]!];
    return word.slice(0, at) + one([a + a + b, b, b + a]) + word.slice(at + 2);
  };
  const somewhere = () => `w1.${10_000_000 + Math.floor(rng() * 290_000)}-00`;
  return {
    "first page": () => "/catalogue",
    "deep page": () => `/catalogue?after=${somewhere()}`,
    "one facet": () => `/catalogue?a.colour=${one(colours)}&is=${one(["corrected", "flagged"])}`,
    "three facets": () => `/catalogue?a.colour=${one(colours)}&a.fabric=${one(fabrics)}&season=${one(seasons)}`,
    "category in stock": () => `/catalogue?category=${5 + Math.floor(rng() * 40)}&stock=in`,
    search: () => `/catalogue?q=${one(fabrics)}+${one(garments)}`,
    "search for one word": () => `/catalogue?q=${one([...garments, ...fabrics])}`,
    "search with a typo": () => `/catalogue?q=${mistyped(one(fabrics))}+${mistyped(one(garments))}`,
    number: (request) => `/catalogue?q=${ids[request % ids.length]!}`,
    "scrolling on": () => `/api/catalogue/products?after=${somewhere()}`,
    "a garment's page": (request) => `/catalogue/${ids[request % ids.length]!}`,
  };
}
