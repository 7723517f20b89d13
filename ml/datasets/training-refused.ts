/** The data do not allow this training. The message is a sentence for the person who asked for it. */
export class TrainingRefused extends Error {
  override name = "TrainingRefused";
}
