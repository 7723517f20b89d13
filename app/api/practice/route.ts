import { route } from "@/lib/http/route";
import { answerPractice } from "@/lib/labels/practice/answer-practice";
import { practiceState } from "@/lib/labels/practice/data";
import { PracticeAnswer } from "@/lib/labels/practice/schema";

export const GET = route({ can: "judge-pairs" }, ({ by }) => practiceState(by));

export const POST = route({ can: "judge-pairs", body: PracticeAnswer }, ({ by, body }) => answerPractice(by, body));
