"use client";
import { useEffect, useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { type ProductCard, photoUrl } from "@/lib/catalogue/schema";
import { photoScheme } from "@/lib/labels/guide/schema";

type Props = { isOpen: boolean; onClose: () => void; onChoose: (line: string) => void };

/** A photo of the catalogue, found by name or number; one click puts it into the text. */
export const PicturePicker = ({ isOpen, onClose, onChoose }: Props) => (
  <Dialog title="Add a picture" isOpen={isOpen} onClose={onClose} className="w-[min(44rem,calc(100vw-2rem))]">
    <Search onChoose={onChoose} />
  </Dialog>
);

const waitMs = 200;

function Search({ onChoose }: Pick<Props, "onChoose">) {
  const [words, setWords] = useState("");
  const [found, setFound] = useState<Answer<{ products: ProductCard[] }> | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void call<{ products: ProductCard[] }>(`/api/catalogue/pictures?q=${encodeURIComponent(words)}`, {
        signal: stop.signal,
      }).then((answer) => stop.signal.aborted || setFound(answer));
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);
  return (
    <div className="px-6 pt-3 pb-6">
      <label className="block">
        <span className="text-small text-ink-soft">Title or number of a product</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type into it.
          autoFocus
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mt-1 block w-full rounded-md border border-edge bg-ground px-3 py-2"
        />
      </label>
      <div className="mt-4 h-[50dvh] overflow-y-auto">
        {found && !found.ok && <Notice>{found.sentence}</Notice>}
        {found?.ok && <Photos products={found.value.products} onChoose={onChoose} />}
      </div>
    </div>
  );
}

/** Brackets would end the caption early. */
const captionOf = ({ title }: ProductCard) => title.replace(/[[\]]/g, "");

function Photos({ products, onChoose }: { products: ProductCard[] } & Pick<Props, "onChoose">) {
  if (products.length === 0) return <p className="py-6 text-ink-soft">No product with a photo has these words.</p>;
  return (
    <ul className="grid grid-cols-3 gap-3 sm:grid-cols-5">
      {products.flatMap((product) =>
        product.photos.map(({ sha256 }, index) => (
          <li key={`${product.id} ${sha256}`}>
            <button
              type="button"
              onClick={() => onChoose(`![${captionOf(product)}](${photoScheme}${sha256})`)}
              className="block w-full rounded-sm text-left hover:opacity-85"
            >
              <img
                src={photoUrl(sha256, "thumb")}
                alt={product.title}
                loading="lazy"
                className="aspect-3/4 w-full rounded-sm bg-mat object-contain"
              />
              {index === 0 && <span className="mt-1 line-clamp-2 text-small text-ink-soft">{product.title}</span>}
            </button>
          </li>
        )),
      )}
    </ul>
  );
}
