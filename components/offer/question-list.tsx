import type { ReactNode } from "react";
import { DateTime } from "@/components/ui/date-time";

type Question = { id: string; body: string; at: string; answers: readonly { body: string; at: string; authorName?: string }[] };
type QuestionListProps = {
  questions: readonly Question[];
  /** How the asking and the answering side are called. */
  asked: string;
  answered: string;
  /** What stands below a question that waits for its answer. */
  waiting: ReactNode;
  /** The box for the answer instead, by the question's id. */
  boxes?: ReadonlyMap<string, ReactNode>;
};

/** Questions with their answers beneath, in the order they were asked. */
export function QuestionList({ questions, asked, answered, waiting, boxes }: QuestionListProps) {
  return (
    <ul className="grid gap-3">
      {questions.map((question) => (
        <li key={question.id} className="border-b border-hair pb-3 last:border-b-0 last:pb-0">
          <p className="font-[560] wrap-anywhere whitespace-pre-line">{question.body}</p>
          <p className="small">
            {asked} · <DateTime at={question.at} />
          </p>
          {question.answers.map((answer) => (
            <div key={answer.at} className="mt-1.5 border-l-2 border-hair-strong pl-3">
              <p className="wrap-anywhere whitespace-pre-line">{answer.body}</p>
              <p className="small">
                {answer.authorName ?? answered} · <DateTime at={answer.at} />
              </p>
            </div>
          ))}
          {question.answers.length === 0 ? <div className="mt-1.5 pl-3">{boxes?.get(question.id) ?? <p className="small">{waiting}</p>}</div> : null}
        </li>
      ))}
    </ul>
  );
}
