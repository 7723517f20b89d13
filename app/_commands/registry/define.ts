import type { Command, Place } from "../command";

/** A command with its id as a literal, so that all ids make a closed union. */
export const command = <Id extends string, P extends Place>(c: Command<Id, P>) => c;
