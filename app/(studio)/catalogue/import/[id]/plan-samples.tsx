import type { ProductSample } from "@/lib/catalogue/import-jobs/schema";
import { SamplePhoto } from "./sample-photo";

export const Samples = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div className="mt-10">
    <h3 className="mb-3 font-medium">{title}</h3>
    {children}
  </div>
);

/** Garments side by side, photo first. */
export const ContactSheet = ({ title, garments }: { title: string; garments: ProductSample[] }) => (
  <Samples title={title}>
    <ul className="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-4 lg:grid-cols-8">
      {garments.map(({ id, title: name, photo }) => (
        <li key={id} className="min-w-0">
          <SamplePhoto photo={photo} className="w-full" />
          <p className="mt-2 text-small break-words">{name}</p>
          <p className="tabular text-small break-all text-ink-faint">{id}</p>
        </li>
      ))}
    </ul>
  </Samples>
);

export const Garment = ({ id, title }: { id: string; title: string }) => (
  <p className="min-w-0 break-words">
    {title} <span className="text-small text-ink-faint">{id}</span>
  </p>
);
