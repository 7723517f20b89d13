import type { ProductCard } from "@/lib/catalogue/schema";
import type { CardExample } from "@/lib/models/evaluation/schema";
import { Thumb } from "../../_garments/thumb";
import { answerWords, type Names, truthWords } from "./names";

type Props = { examples: CardExample[]; products: Map<string, ProductCard>; names: Names; empty: string };

/** Questions with their photos, the truth, and what the versions said. */
export function Examples({ examples, products, names, empty }: Props) {
  if (examples.length === 0) return <p className="text-ink-soft">{empty}</p>;
  const isPair = examples[0]?.products.length === 2;
  return (
    <ul
      className={
        isPair
          ? "grid grid-cols-2 gap-x-5 gap-y-8 lg:grid-cols-4"
          : "grid grid-cols-3 gap-x-5 gap-y-8 sm:grid-cols-4 lg:grid-cols-6"
      }
    >
      {examples.map((example) => (
        <Example key={example.products.join(" ")} example={example} products={products} names={names} />
      ))}
    </ul>
  );
}

function Example({ example, products, names }: Pick<Props, "products" | "names"> & { example: CardExample }) {
  const { version, against } = example;
  return (
    <li className="text-small">
      <div className="grid auto-cols-fr grid-flow-col gap-1.5">
        {example.products.map((id) => (
          <Garment key={id} id={id} product={products.get(id)} />
        ))}
      </div>
      <p className="mt-2 font-medium">{truthWords(example)}</p>
      <p className="tabular text-ink-soft">
        {names.version}: {answerWords(version)}
      </p>
      {against && (
        <p className="tabular text-ink-soft">
          {names.against}: {answerWords(against)}
        </p>
      )}
    </li>
  );
}

function Garment({ id, product }: { id: string; product: ProductCard | undefined }) {
  if (!product)
    return (
      <span className="grid aspect-3/4 place-items-center rounded-sm bg-sunken px-2 text-center text-ink-faint">
        {id}
      </span>
    );
  return (
    <figure className="min-w-0">
      <Thumb product={product} className="aspect-3/4" isDecorative />
      <figcaption className="mt-1 truncate text-ink-soft" title={product.title}>
        {product.title}
      </figcaption>
    </figure>
  );
}
