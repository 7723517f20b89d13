import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

// Types that the adapter has no name for, met in the system catalogue: "char" is one letter.
const INTERNAL_CHAR = 18;
const TEXT = 25;

/** Which columns of a result were "char", by the result's rows: the one object that both pg and the adapter hand on. */
const charColumns = new WeakMap<object, number[]>();

/** Lets the adapter take "char" for text, and remembers where it stood. */
class CatalogueClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's query has nine overloads; this passes all of them through
  override query(...args: any[]): any {
    const callback = args.at(-1);
    if (typeof callback === "function") {
      args[args.length - 1] = (error: Error, result: pg.QueryResult) => callback(error, result && noteChars(result));
    }
    // biome-ignore lint/suspicious/noExplicitAny: see above
    const answer = (super.query as any)(...args);
    return typeof callback === "function" ? answer : (answer?.then?.(noteChars) ?? answer);
  }
}

function noteChars<T extends pg.QueryResult | pg.QueryResult[]>(result: T): T {
  if (Array.isArray(result)) return result;
  const at: number[] = [];
  result.fields?.forEach((field, i) => {
    if (field.dataTypeID !== INTERNAL_CHAR) return;
    field.dataTypeID = TEXT;
    at.push(i);
  });
  if (at.length > 0) charColumns.set(result.rows, at);
  return result;
}

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;

/** Prisma's Postgres adapter for the schema engine. The plain one cuts a script at every semicolon, also inside a
 *  function's body, and its shadow database is the main one again when it was given an address. */
export class SchemaAdapter extends PrismaPg {
  readonly #url: string;
  readonly #pool: pg.Pool;

  constructor(databaseUrl: string) {
    const pool = new pg.Pool({ connectionString: databaseUrl, Client: CatalogueClient, max: 4 });
    super(pool, { disposeExternalPool: true });
    this.#url = databaseUrl;
    this.#pool = pool;
  }

  override async connect(): Promise<Connection> {
    return adapt(await super.connect(), this.#pool);
  }

  override async connectToShadowDb(): Promise<Connection> {
    const name = `toile_shadow_${randomUUID().replaceAll("-", "")}`;
    await this.#pool.query(`CREATE DATABASE ${name}`);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    const shadow = await new SchemaAdapter(url.href).connect();
    const close = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await close();
      await this.#pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    };
    return shadow;
  }

  /** Closes the connections; the engine leaves the main one open. */
  close(): Promise<void> {
    return this.#pool.ended ? Promise.resolve() : this.#pool.end();
  }
}

type Queryable = Pick<Connection, "queryRaw">;

/** The engine wants a "char" as a character, not as text. */
function restoreChars<Q extends Queryable>(queryable: Q): Q {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    const set = await queryRaw(query);
    for (const i of charColumns.get(set.rows) ?? []) set.columnTypes[i] = ColumnTypeEnum.Character;
    return set;
  };
  return queryable;
}

function adapt(connection: Connection, pool: pg.Pool): Connection {
  connection.executeScript = async (script) => {
    await pool.query(script);
  };
  const startTransaction = connection.startTransaction.bind(connection);
  connection.startTransaction = async (level) => restoreChars(await startTransaction(level));
  return restoreChars(connection);
}
